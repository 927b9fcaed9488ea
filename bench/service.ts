import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The message of a service process once it listens; `ids` of its data. */
export interface ServiceAddress {
	/** Base URL of the API, without a slash at its end. */
	url: string;
	apiKey: string;
	/** ID of its contact list. */
	contactListId: number;
	/** ID of the list's first contact; the others follow without gaps. */
	firstContactId: number;
}

/** The statistics of a service process so far. */
export interface ServiceStatistics {
	requests: number;
	/** Requests that were refused with 429. */
	refused: number;
	/** Distinct phone numbers received since the last request for these statistics; by `contactsProcess` only. */
	numbers?: number;
	/** CPU time of the process, in ms. */
	cpuMs: number;
}

/** A service in a process of its own, so that its work is not counted as the node's. */
export interface Service extends ServiceAddress {
	statistics(): Promise<ServiceStatistics>;
	close(): Promise<void>;
}

/**
 * Starts `sandboxProcess` or `contactsProcess`; it ends with this process.
 *
 * @throws when it ends before it listens
 */
export async function startService(program: string, options: object): Promise<Service> {
	const child = fork(join(__dirname, program), [JSON.stringify(options)]);
	const exited = once(child, 'exit');
	const next = async <Message>() => {
		const [message] = await Promise.race([
			once(child, 'message'),
			exited.then(([code]) => {
				throw new Error(`${program} ended with ${code}`);
			}),
		]);
		return message as Message;
	};
	const address = await next<ServiceAddress>();
	return {
		...address,
		statistics: async () => {
			const statistics = next<ServiceStatistics>();
			child.send('statistics');
			return await statistics;
		},
		close: async () => {
			child.disconnect();
			await exited;
		},
	};
}
