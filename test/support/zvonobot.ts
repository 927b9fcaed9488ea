import type { IDataObject } from 'n8n-workflow';

import type { ZvonobotSandbox, ZvonobotSandboxOptions } from '../../sandbox/zvonobot';
import { loadEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

declare global {
	/** Set by the engine's Jest environment. */
	var startZvonobotSandbox:
		((options: ZvonobotSandboxOptions) => Promise<ZvonobotSandbox>) | undefined;
}

/** The package that is tested. */
export const ZVONOBOT = 'n8n-nodes-zvonobot';

/** n8n's engine beside a sandbox of Zvonobot of its own, for one test. */
export interface ZvonobotBench {
	engine: Engine;
	sandbox: ZvonobotSandbox;
	/** The data of a credential for the sandbox. */
	credential: { apiKey: string; domain: string; webhookSecret: string };
	/** Runs an operation of the Zvonobot node with the sandbox's credential. */
	run(
		resource: string,
		operation: string,
		parameters?: IDataObject,
		options?: Partial<RunNodeOptions>,
	): Promise<NodeResult>;
}

/**
 * Gives every test of a file a sandbox of its own, and checks after each that no request and no response broke
 * the contract.
 */
export function useZvonobot(options: ZvonobotSandboxOptions = {}): () => ZvonobotBench {
	let bench: ZvonobotBench;
	beforeEach(async () => {
		bench = await startZvonobotBench(options);
	});
	afterEach(async () => {
		const { violations } = bench.sandbox;
		await bench.sandbox.close();
		expect(violations).toEqual([]);
	});
	return () => bench;
}

let benches = 0;

/** Starts a bench by hand; its sandbox is to be closed by the caller. */
export async function startZvonobotBench(
	options: ZvonobotSandboxOptions = {},
): Promise<ZvonobotBench> {
	const engine = await loadEngine(ZVONOBOT);
	// A key's limiter belongs to its address, and a later sandbox may get an earlier one's port.
	const apiKey = `sandbox-zvonobot-0123456789-${++benches}`;
	const timesFaster = engine.timesFaster();
	const start =
		globalThis.startZvonobotSandbox ??
		(await import('../../sandbox/zvonobot')).startZvonobotSandbox;
	const sandbox = await start({ apiKey, timesFaster, ...options });
	const credential = { apiKey: sandbox.apiKey, domain: sandbox.url, webhookSecret: '' };
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

/** Lets the waits in a file pass faster; to be called once, at the top of the file. */
export function useFastWaits(times = 20): void {
	beforeAll(async () => (await loadEngine(ZVONOBOT)).hurry(times));
}

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
