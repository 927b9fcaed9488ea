import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox, SandboxOptions } from '../../../sandbox';
import { N8nClient, type WorkflowFile } from '../../../scripts/n8n/client';
import { executeWorkflow } from '../../../scripts/n8n/commandLine';
import type { N8nPlace } from '../../../scripts/n8n/environment';
import { freePort } from '../../../scripts/n8n/freePort';
import { ensureN8n } from '../../../scripts/n8n/installation';
import { startN8n, type N8nServer } from '../../../scripts/n8n/server';
import { autoCall, type AnySandbox, type WholeService } from '../../../scripts/n8n/services';
import { withCredential, type CredentialReference } from '../../../scripts/n8n/workflowFile';
import { NOON } from '../../support/autoCall';
import { prepared } from './prepared';

/** An n8n of a test file, with the package installed and the owner signed in. */
export interface N8n {
	/** `http://127.0.0.1:PORT` */
	url: string;
	/** Where it is and how it was started. */
	place: N8nPlace;
	/** Its REST interface, in the name of the owner. */
	client: N8nClient;
	/** Everything it has printed since it was last started. */
	log(): string;
	/** Stops it and starts it again on the same folder and port. */
	restart(): Promise<void>;
	/** Stops it. */
	stop(): Promise<void>;
}

/** An n8n beside a sandbox, for one test. */
export interface N8nBench<S extends AnySandbox = Sandbox> {
	n8n: N8n;
	client: N8nClient;
	sandbox: S;
	/** The saved credential for the sandbox of this test. */
	credential: CredentialReference;
	/** Saves a workflow with the sandbox's credential chosen in all nodes of the service. @returns its ID */
	importWorkflow(workflow: WorkflowFile): Promise<string>;
	/** Makes a saved workflow active, until the end of the test. */
	activate(workflowId: string): Promise<void>;
	/** Runs a saved workflow with `n8n execute`, in a process of its own. */
	execute(workflowId: string): ReturnType<typeof executeWorkflow>;
}

/** How the n8n and the sandboxes of a test file are to be. */
export interface N8nBenchOptions<Options extends object = SandboxOptions> {
	sandbox?: Options;
	/** Variables for n8n, beside those of scripts/n8n/environment.ts. */
	environment?: NodeJS.ProcessEnv;
}

/** Starts an n8n of its own; to be stopped by the caller. */
export async function startPreparedN8n(environment: NodeJS.ProcessEnv = {}): Promise<N8n> {
	const { folder, userFolder: template } = prepared();
	const userFolder = await mkdtemp(join(folder, 'home-'));
	await cp(template, userFolder, { recursive: true });
	const place: N8nPlace = {
		installation: await ensureN8n(),
		userFolder,
		port: await freePort(),
		brokerPort: await freePort(),
		environment,
	};
	let server: N8nServer = await startN8n(place);
	const client = new N8nClient(server.url);
	await client.signIn();
	return {
		url: server.url,
		place,
		client,
		log: () => server.log(),
		restart: async () => {
			await server.stop();
			server = await startN8n(place);
		},
		stop: async () => await server.stop(),
	};
}

let sandboxes = 0;

/** Gives a test file an n8n and every test in it a sandbox of AutoCall.kz, whose clock shows noon. */
export function useN8n({ sandbox, environment }: N8nBenchOptions = {}): () => N8nBench {
	return useN8nWith(autoCall, { sandbox: { now: () => NOON, ...sandbox }, environment });
}

/**
 * Gives a test file an n8n and every test in it a sandbox of a service, and checks after each test that no
 * request and no response broke the contract.
 */
export function useN8nWith<S extends AnySandbox, Options extends object>(
	service: WholeService<S, Options>,
	{ sandbox: options, environment }: N8nBenchOptions<Options> = {},
): () => N8nBench<S> {
	let n8n: N8n | undefined;
	let bench: N8nBench<S>;
	let active: string[] = [];

	beforeAll(async () => {
		n8n = await startPreparedN8n(environment);
	});
	afterAll(async () => await n8n?.stop());

	beforeEach(async () => {
		if (!n8n) throw new Error('n8n has not started');
		const { client, place } = n8n;
		// The rate limit belongs to a key and an address, and a later sandbox may get an earlier one's port.
		const key = `sandbox-0123456789abcdef-${++sandboxes}`;
		const sandbox = await service.start(options ?? ({} as Options), key);
		const name = `Sandbox ${sandboxes}`;
		const data = service.credentialOf(sandbox);
		const credential: CredentialReference = {
			id: await client.createCredential(name, service.credentialType, data),
			name,
		};
		bench = {
			n8n,
			client,
			sandbox,
			credential,
			importWorkflow: async (workflow) =>
				await client.createWorkflow(withCredential(workflow, credential, service)),
			activate: async (workflowId) => {
				await client.activate(workflowId);
				active.push(workflowId);
			},
			// The command has a task runner of its own, beside that of the running n8n.
			execute: async (workflowId) =>
				await executeWorkflow({ ...place, brokerPort: await freePort() }, workflowId),
		};
	});
	afterEach(async () => {
		for (const workflowId of active) await bench.client.deactivate(workflowId);
		active = [];
		const { violations } = bench.sandbox;
		await bench.sandbox.close();
		expect(violations).toEqual([]);
	});
	return () => bench;
}
