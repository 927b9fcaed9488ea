import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { loadEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

/** The service's clock in tests: a Monday noon in Almaty, within the permitted hours. */
export const NOON = new Date('2026-03-16T12:00:00+05:00');

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
 * Gives every test of a file a sandbox of its own, and checks after each that no request and no answer
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

/** Starts a bench by hand; its sandbox is to be closed by the caller. */
export async function startBench(options: SandboxOptions = {}): Promise<Bench> {
	const engine = await loadEngine();
	const sandbox = await startSandbox({ now: () => NOON, ...options });
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

/** A resource locator's value as the editor saves it for By ID. */
export function byId(value: string | number): IDataObject {
	return { __rl: true, mode: 'id', value: String(value) };
}
