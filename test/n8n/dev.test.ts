/** `npm run dev`, as somebody meets it who has just cloned the repository. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { N8nClient, until } from '../../scripts/n8n/client';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { freePort, isFree } from '../../scripts/n8n/freePort';
import { OWNER } from '../../scripts/n8n/owner';
import { ROOT } from '../../scripts/n8n/paths';
import { example, exampleFiles } from '../../scripts/n8n/workflowFile';
import { prepared } from './support';

/** `npm run dev` once the package is built, in a folder of its own. */
function dev(port: number): { child: ChildProcess; printed: () => string } {
	const folder = join(prepared().folder, 'dev');
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'scripts/dev.ts', '--port', String(port), '--folder', folder],
		{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let printed = '';
	child.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
	child.stderr?.on('data', (text: Buffer) => (printed += text.toString()));
	return { child, printed: () => printed };
}

/** Starts it and waits for its welcome. */
async function started(port: number) {
	const run = dev(port);
	await until(
		() => (/n8n is at|Error/.test(run.printed()) ? true : undefined),
		() => 'npm run dev is ready',
	);
	const client = new N8nClient(`http://127.0.0.1:${port}`);
	await client.signIn();
	return { ...run, client };
}

/** Ctrl+C. @returns the exit code */
async function interrupted(child: ChildProcess): Promise<number | null> {
	child.kill('SIGINT');
	const [code] = (await once(child, 'close')) as [number | null];
	return code;
}

/** The credentials that the nodes of ours in all workflows have chosen, once each. */
async function chosenCredentials(client: N8nClient): Promise<unknown[]> {
	const workflows = await client.workflows();
	const full = await Promise.all(workflows.map(async ({ id }) => await client.workflow(id)));
	const own = full.flatMap(({ nodes }) =>
		nodes.filter(({ type }) => type.startsWith(`${PACKAGE}.`)),
	);
	expect(own.length).toBeGreaterThan(workflows.length);
	return [...new Set(own.map(({ credentials }) => credentials?.autoCallApi?.id))];
}

it('opens an n8n with a ready credential and all examples, which a later start finds as they were', async () => {
	const port = await freePort();
	const names = exampleFiles()
		.map((file) => example(file).name)
		.sort();

	const first = await started(port);
	expect(first.printed()).toContain(`n8n is at http://localhost:${port}\n`);
	expect(first.printed()).toContain(`E-mail    ${OWNER.email}\n`);
	expect(first.printed()).toContain(`Password  ${OWNER.password} `);
	expect((await first.client.workflows()).map(({ name }) => name).sort()).toEqual(names);
	const [credential, ...others] = await first.client.credentials();
	expect(others).toEqual([]);
	expect(credential).toMatchObject({ name: 'AutoCall sandbox', type: 'autoCallApi' });
	expect(await chosenCredentials(first.client)).toEqual([credential?.id]);

	expect(await interrupted(first.child)).toBe(0);
	expect(first.printed()).toMatch(/Stopped\.\n$/);
	expect(await isFree(port)).toBe(true);

	const { client, child } = await started(port);
	const workflows = await client.workflows();
	expect(workflows.map(({ name }) => name).sort()).toEqual(names);
	expect(await client.credentials()).toMatchObject([{ id: credential?.id }]);

	// The example goes through on the sandbox, to its very end.
	const dialer = example('crm-to-dialer.json').name;
	const workflowId = workflows.find(({ name }) => name === dialer)?.id ?? '';
	const executionId = await client.run(workflowId, 'When Clicking Execute');
	expect(await client.finished(executionId)).toMatchObject({
		status: 'success',
		data: { resultData: { lastNodeExecuted: 'Result for CRM' } },
	});
	expect(await interrupted(child)).toBe(0);
});

it('says that a port is taken, and how to choose another', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	const { child, printed } = dev(port);
	const [code] = (await once(child, 'close')) as [number | null];
	server.close();

	expect(code).toBe(1);
	expect(printed()).toMatch(
		/^Port \d+ is taken, perhaps by an n8n of yours\. Choose another: npm run dev -- --port \d+\n$/,
	);
});

it('Ctrl+C while n8n starts ends it without a word of failure', async () => {
	const port = await freePort();
	const { child, printed } = dev(port);
	await until(
		() => (printed().includes('Starting n8n') ? true : undefined),
		() => 'n8n is being started',
	);

	expect(await interrupted(child)).toBe(0);
	expect(printed()).toMatch(/^Starting n8n [\d.]+ …\nStopped\.\n$/);
	expect(await isFree(port)).toBe(true);
});
