import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, SandboxOptions } from '../../sandbox';
import { loadEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

/** The service's clock in tests: a Monday noon in Almaty, within the permitted hours. */
export const NOON = new Date('2026-03-16T12:00:00+05:00');

declare global {
	/** Set by the engine's Jest environment. */
	var startSandbox: ((options: SandboxOptions) => Promise<Sandbox>) | undefined;
}

/** n8n's engine beside a sandbox of its own, for one test. */
export interface Bench {
	engine: Engine;
	sandbox: Sandbox;
	/** The data of a credential for the sandbox. */
	credential: { apiKey: string; baseUrl: string };
	/** Runs an operation of the AutoCall node with the sandbox's credential. */
	run(
		resource: string,
		operation: string,
		parameters?: IDataObject,
		options?: Partial<RunNodeOptions>,
	): Promise<NodeResult>;
}

/**
 * Gives every test of a file a sandbox of its own, and checks after each that no request and no response
 * broke the contract.
 */
export function useBench(options: SandboxOptions = {}): () => Bench {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench(options);
	});
	afterEach(async () => {
		const { violations } = bench.sandbox;
		await bench.sandbox.close();
		expect(violations).toEqual([]);
	});
	return () => bench;
}

/**
 * Lets the waits in a file pass faster, in the node as in its sandboxes: a minute takes three seconds. Responses
 * take as long as ever. To be called once, at the top of the file.
 */
export function useFastWaits(times = 20): void {
	beforeAll(async () => (await loadEngine()).hurry(times));
}

let benches = 0;

/** Starts a bench by hand; its sandbox is to be closed by the caller. */
export async function startBench(options: SandboxOptions = {}): Promise<Bench> {
	const engine = await loadEngine();
	// The rate limit belongs to a key and an address, and a later sandbox may get an earlier one's port.
	const apiKey = `sandbox-0123456789abcdef-${++benches}`;
	const timesFaster = engine.timesFaster();
	const start = globalThis.startSandbox ?? (await import('../../sandbox')).startSandbox;
	const sandbox = await start({ now: () => NOON, apiKey, timesFaster, ...options });
	const credential = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	return {
		engine,
		sandbox,
		credential,
		run: async (resource, operation, parameters = {}, runOptions = {}) =>
			await engine.runNode({
				parameters: { resource, operation, ...parameters },
				credential,
				...runOptions,
			}),
	};
}

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
