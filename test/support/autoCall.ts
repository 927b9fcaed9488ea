import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, SandboxOptions } from '../../sandbox';
import { benchesOf, type ServiceBench } from './serviceBench';

/** The package that is tested. */
const AUTOCALL = 'n8n-nodes-autocall';

/** The service's clock in tests: a Monday noon in Almaty, within the permitted hours. */
export const NOON = new Date('2026-03-16T12:00:00+05:00');

declare global {
	/** Set by the engine's Jest environment. */
	var startSandbox: ((options: SandboxOptions) => Promise<Sandbox>) | undefined;
}

/** n8n's engine beside a sandbox of its own, for one test. */
export type Bench = ServiceBench<Sandbox, { apiKey: string; baseUrl: string }>;

export const {
	start: startBench,
	use: useBench,
	useFastWaits,
} = benchesOf({
	packageName: AUTOCALL,
	async start(nth, timesFaster, options: SandboxOptions) {
		const start = globalThis.startSandbox ?? (await import('../../sandbox')).startSandbox;
		return await start({
			now: () => NOON,
			apiKey: `sandbox-0123456789abcdef-${nth}`,
			timesFaster,
			...options,
		});
	},
	credentialFor: (sandbox) => ({ apiKey: sandbox.apiKey, baseUrl: sandbox.url }),
});

/** A scenario on a bench of its own, by whose end no request and no response has broken the contract. */
export function onBench(options: SandboxOptions, check: (own: Bench) => Promise<void>) {
	return async (): Promise<void> => {
		const own = await startBench(options);
		try {
			await check(own);
			expect(own.sandbox.violations).toEqual([]);
		} finally {
			await own.sandbox.close();
		}
	};
}

/** A test in which the node waits: all of those of a `describe` are begun together, so that they wait together. */
export function itWaits(title: string, scenario: () => Promise<void>): void {
	let outcome: Promise<void>;
	beforeAll(() => {
		outcome = scenario();
		outcome.catch(() => undefined);
	});
	it(title, async () => await outcome);
}

/** A resource locator's value as the editor saves it for By ID. */
export function byId(value: string | number): IDataObject {
	return { __rl: true, mode: 'id', value: String(value) };
}
