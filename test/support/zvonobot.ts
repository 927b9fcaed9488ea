import type { IDataObject } from 'n8n-workflow';

import type { ZvonobotSandbox, ZvonobotSandboxOptions } from '../../sandbox/zvonobot';
import { benchesOf, type ServiceBench } from './serviceBench';

declare global {
	/** Set by the engine's Jest environment. */
	var startZvonobotSandbox:
		((options: ZvonobotSandboxOptions) => Promise<ZvonobotSandbox>) | undefined;
}

/** The package that is tested. */
export const ZVONOBOT = 'n8n-nodes-zvonobot';

/** n8n's engine beside a sandbox of Zvonobot of its own, for one test. */
export type ZvonobotBench = ServiceBench<
	ZvonobotSandbox,
	{ apiKey: string; domain: string; webhookSecret: string }
>;

export const {
	start: startZvonobotBench,
	use: useZvonobot,
	useFastWaits,
} = benchesOf({
	packageName: ZVONOBOT,
	async start(nth, timesFaster, options: ZvonobotSandboxOptions) {
		const start =
			globalThis.startZvonobotSandbox ??
			(await import('../../sandbox/zvonobot')).startZvonobotSandbox;
		return await start({
			apiKey: `sandbox-zvonobot-0123456789-${nth}`,
			timesFaster,
			...options,
		});
	},
	credentialFor: (sandbox) => ({
		apiKey: sandbox.apiKey,
		domain: sandbox.url,
		webhookSecret: '',
	}),
});

/** A resource locator's value as the editor saves it for By ID. */
export function byId(value: string | number): IDataObject {
	return { __rl: true, mode: 'id', value: String(value) };
}

/** The number of the nth person: `77010000001`. */
export function phoneAt(index: number): string {
	return String(77_010_000_001 + index);
}

/** Rows of so many people, as input items. */
export function rows(count: number): IDataObject[] {
	return Array.from({ length: count }, (_none, index) => ({ row: index, phone: phoneAt(index) }));
}

/** A message that says the same to all, from a number of the pool. */
export const SPOKEN = {
	callerIdSource: 'pool',
	messageSource: 'text',
	text: 'Your order is ready.',
} satisfies IDataObject;

/** One person, defined in the node. */
export function define(...numbers: string[]): IDataObject {
	return {
		contactsSource: 'define',
		contacts: { contact: numbers.map((number) => ({ number })) },
	};
}

/** The requests that arrived, as `POST /apiCalls/create`. */
export function sent({ sandbox }: ZvonobotBench): string[] {
	return sandbox.requests.map(({ method, path }) => `${method} ${path}`);
}

/** The bodies of the requests to an endpoint: `create`. */
export function bodiesOf({ sandbox }: ZvonobotBench, endpoint: string): IDataObject[] {
	return sandbox.requests
		.filter(({ path }) => path.endsWith(`/${endpoint}`))
		.map(({ body }) => body as IDataObject);
}
