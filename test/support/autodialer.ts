import type { IDataObject } from 'n8n-workflow';

import {
	startAutodialerSandbox,
	type AutodialerSandbox,
	type AutodialerSandboxOptions,
} from '../../sandbox/autodialer';
import { loadEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

/** The package that is tested. */
export const AUTODIALER = 'n8n-nodes-autodialer';

/** n8n's engine beside a sandbox of Autodialer of its own, for one test. */
export interface AutodialerBench {
	engine: Engine;
	sandbox: AutodialerSandbox;
	/** The data of a credential for the sandbox. */
	credential: { accessToken: string; baseUrl: string };
	/** Runs an operation of the Autodialer node with the sandbox's credential. */
	run(
		resource: string,
		operation: string,
		parameters?: IDataObject,
		options?: Partial<RunNodeOptions>,
	): Promise<NodeResult>;
}

/** Gives every test of a file a sandbox of its own, and checks after each that nothing broke the contract. */
export function useAutodialer(options: AutodialerSandboxOptions = {}): () => AutodialerBench {
	let bench: AutodialerBench;
	beforeEach(async () => {
		bench = await startAutodialerBench(options);
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
export async function startAutodialerBench(
	options: AutodialerSandboxOptions = {},
): Promise<AutodialerBench> {
	const engine = await loadEngine(AUTODIALER);
	const accessToken = `sandbox-autodialer-0123456789-${++benches}`;
	const sandbox = await startAutodialerSandbox({ accessToken, ...options });
	const credential = { accessToken: sandbox.accessToken, baseUrl: sandbox.url };
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
	beforeAll(async () => (await loadEngine(AUTODIALER)).hurry(times));
}

/** The number of the nth person in the manual's form: `87010000001`. */
export function phoneAt(index: number): string {
	return String(87_010_000_001 + index);
}

/** Rows of so many people, as input items. */
export function rows(count: number): IDataObject[] {
	return Array.from({ length: count }, (_none, index) => ({ row: index, phone: phoneAt(index) }));
}

/** The queries of the requests to an endpoint, without the token: `make`. */
export function queriesOf({ sandbox }: AutodialerBench, endpoint: string): IDataObject[] {
	return sandbox.requests
		.filter(({ path }) => path === `/apikey/${endpoint}`)
		.map(({ body }) => {
			const { access_token, ...query } = (body as { query: IDataObject }).query;
			return query;
		});
}

/** The rows of all requests to `make`. */
export function sentRows(bench: AutodialerBench): IDataObject[] {
	return queriesOf(bench, 'make').flatMap(({ data }) => data as IDataObject[]);
}
