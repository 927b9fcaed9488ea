import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { fromNoon } from '../../fromNoon';
import { PACKAGE } from '../communityPackage';
import { STEP_MS, type SeededStart, type WholeService } from './service';

/** AutoCall.kz. */
export const autoCall: WholeService<Sandbox, SandboxOptions> = {
	name: 'AutoCall',
	packageName: PACKAGE,
	credentialType: 'autoCallApi',
	examples: '',
	port: 3456,
	start: async (options, apiKey) => await startSandbox({ apiKey, ...options }),
	startSeeded,
	credentialOf: ({ apiKey, url }) => ({ apiKey, baseUrl: url }),
};

/** Lists, sounds, a scenario, campaigns with their results, a caller ID and payments. */
async function startSeeded({ port }: SeededStart): Promise<Sandbox> {
	const sandbox = await startSandbox({
		port,
		stepMs: STEP_MS,
		balance: 50_000,
		// So that campaigns can be tried at any time of the day.
		now: fromNoon(),
		allowedFrom: '00:00:00',
		allowedTo: '23:59:59',
	});
	const customers = sandbox.seedContactList({
		name: 'Customers of Almaty',
		contacts: Array.from({ length: 60 }, (_, index) => ({
			number: `+7701000${String(index + 1).padStart(4, '0')}`,
			variables: { name: `Customer ${index + 1}` },
		})),
	});
	sandbox.seedContactList({ name: 'Customers of Astana' });
	sandbox.seedContactList({ name: 'Staff', contacts: [{ number: '+77770000001' }] });
	const greeting = sandbox.seedSound({ name: 'Greeting', duration: 12 });
	sandbox.seedSound({ name: 'Reminder of a payment', duration: 18 });
	sandbox.seedSound({ name: 'Still with the moderator', confirmed: false, confirmed_at: null });
	sandbox.seedScenario({ name: 'Survey' });
	const autocall = sandbox.seedAutocall({
		name: 'Reminder of last week',
		list_id: [customers.id],
		audio_id: [greeting.id],
		calls: [
			{ number: '+77010000001' },
			{ number: '+77010000002', status: 'no_answer' },
			{ number: '+77010000003', status: 'busy' },
		],
	});
	const bulk = sandbox.seedBulk({
		name: 'Sale',
		messages: [{ number: '+77010000001' }, { number: '+77010000002' }],
	});
	sandbox.seedRentedCallerId();
	sandbox.seedConfirmedNumber();
	sandbox.seedTransaction();
	sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
	sandbox.notify('SMSBulkFinished', { id: bulk.id, name: bulk.name });
	return sandbox;
}
