/** The sandbox in a process of its own; its argument is a `SandboxProcessOptions` in JSON. */
import { startSandbox, type SandboxOptions } from '../sandbox';
import { givenOptions, serveParent } from './serviceProcess';

/** The settings and the data of the sandbox. */
export interface SandboxProcessOptions {
	sandbox: SandboxOptions;
	/** Contacts of its one contact list. */
	contacts?: number;
	/** Notifications, a minute apart, the newest an hour old. */
	notifications?: number;
}

async function main(): Promise<void> {
	const {
		sandbox: options,
		contacts = 0,
		notifications = 0,
	} = givenOptions<SandboxProcessOptions>();
	const sandbox = await startSandbox({ validateResponses: false, ...options });
	const list = sandbox.seedContactList({
		contacts: Array.from({ length: contacts }, (_none, index) => ({
			number: `+7701${String(index).padStart(7, '0')}`,
			extra: `Customer ${index}`,
		})),
	});
	const newest = Date.now() - 3_600_000;
	for (let index = notifications; index > 0; index--) {
		const createdAt = new Date(newest - index * 60_000).toISOString();
		sandbox.notify(
			'AutocallFinished',
			{ id: index, name: `Campaign ${index}` },
			{ created_at: createdAt.slice(0, 19).replace('T', ' ') },
		);
	}
	const [first] = sandbox.store.contacts.all();
	serveParent(
		{
			url: sandbox.url,
			apiKey: sandbox.apiKey,
			contactListId: list.id,
			firstContactId: first?.id ?? 0,
		},
		() => ({
			requests: sandbox.requests.length,
			refused: sandbox.requests.filter(({ status }) => status === 429).length,
		}),
	);
}

void main();
