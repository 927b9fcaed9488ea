import type { IDataObject } from 'n8n-workflow';

import { loadEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

/** n8n's engine beside a sandbox of a service, for one test. */
export interface ServiceBench<Sandbox, Credential> {
	engine: Engine;
	sandbox: Sandbox;
	/** The data of a credential for the sandbox. */
	credential: Credential;
	/** Runs an operation of the service's node with the sandbox's credential. */
	run(
		resource: string,
		operation: string,
		parameters?: IDataObject,
		options?: Partial<RunNodeOptions>,
	): Promise<NodeResult>;
}

/** A service as its benches need it. */
interface BenchedService<Sandbox, Options, Credential> {
	/** The package with its node. */
	packageName: string;
	/**
	 * Starts a sandbox. Its key has to end in `nth`: the rate limit belongs to a key and an address, and a later
	 * sandbox may get an earlier one's port.
	 */
	start(nth: number, timesFaster: number, options: Options): Promise<Sandbox>;
	credentialFor(sandbox: Sandbox): Credential;
}

/** The ways in which tests get a bench of a service. */
interface Benches<Sandbox, Options, Credential extends object> {
	/** Starts a bench by hand; its sandbox is to be closed by the caller. */
	start(options?: Options): Promise<ServiceBench<Sandbox, Credential>>;
	/**
	 * Gives every test of a file a sandbox of its own, and checks after each that no request and no response
	 * broke the contract.
	 */
	use(options?: Options): () => ServiceBench<Sandbox, Credential>;
	/**
	 * Lets the waits in a file pass faster, in the node as in its sandboxes: a minute takes three seconds. Responses
	 * take as long as ever. To be called once, at the top of the file.
	 */
	useFastWaits(times?: number): void;
}

/** Makes the benches of a service. */
export function benchesOf<
	Sandbox extends { violations: string[]; close(): Promise<void> },
	Options extends object,
	Credential extends object,
>(service: BenchedService<Sandbox, Options, Credential>): Benches<Sandbox, Options, Credential> {
	let count = 0;

	async function start(options = {} as Options): Promise<ServiceBench<Sandbox, Credential>> {
		const engine = await loadEngine(service.packageName);
		const sandbox = await service.start(++count, engine.timesFaster(), options);
		const credential = service.credentialFor(sandbox);
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

	return {
		start,
		use(options) {
			let bench: ServiceBench<Sandbox, Credential>;
			beforeEach(async () => {
				bench = await start(options);
			});
			afterEach(async () => {
				const { violations } = bench.sandbox;
				await bench.sandbox.close();
				expect(violations).toEqual([]);
			});
			return () => bench;
		},
		useFastWaits(times = 20) {
			beforeAll(async () => (await loadEngine(service.packageName)).hurry(times));
		},
	};
}
