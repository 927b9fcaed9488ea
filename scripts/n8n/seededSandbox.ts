import { startSandbox, type Sandbox } from '../../sandbox';
import { fromNoon } from '../fromNoon';

/** Milliseconds between two steps of a campaign. */
const STEP_MS = 3000;

/**
 * A sandbox of an account that has been in use for a while: lists, sounds, a scenario, campaigns with their
 * results, a caller ID and payments, so that every list in the editor has something to choose.
 *
 * @param port 0 for a free one
 */
export async function startSeededSandbox(port: number): Promise<Sandbox> {
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
