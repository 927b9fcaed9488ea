/** `npm run dev`, as somebody meets it who has just cloned the repository. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { N8nClient, until } from '../../scripts/n8n/client';
import { freePort, isFree } from '../../scripts/n8n/freePort';
import { OWNER } from '../../scripts/n8n/owner';
import { ROOT } from '../../scripts/n8n/paths';
import { SERVICES, type AnySandbox, type WholeService } from '../../scripts/n8n/services';
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

/** The credentials that the nodes of a service in all workflows have chosen, once each. */
async function chosenCredentials(
	client: N8nClient,
	{ packageName, credentialType }: WholeService<AnySandbox, object>,
): Promise<unknown[]> {
	const workflows = await client.workflows();
	const full = await Promise.all(workflows.map(async ({ id }) => await client.workflow(id)));
	const own = full.flatMap(({ nodes }) =>
		nodes.filter(({ type }) => type.startsWith(`${packageName}.`)),
	);
	return [...new Set(own.map(({ credentials }) => credentials?.[credentialType]?.id))];
}

/** Two starts of an n8n, and an example of each service: 74 s where nothing else runs. */
const TWO_STARTS_MS = 400_000;

it(
	'opens an n8n with ready credentials and all examples, which a later start finds as they were',
	async () => {
		const port = await freePort();
		const names = SERVICES.flatMap(exampleFiles)
			.map((file) => example(file).name)
			.sort();

		const first = await started(port);
		expect(first.printed()).toContain(`n8n is at http://localhost:${port}\n`);
		expect(first.printed()).toContain(`E-mail    ${OWNER.email}\n`);
		expect(first.printed()).toContain(`Password  ${OWNER.password} `);
		expect((await first.client.workflows()).map(({ name }) => name).sort()).toEqual(names);
		const credentials = await first.client.credentials();
		expect(credentials).toHaveLength(SERVICES.length);
		for (const service of SERVICES) {
			const type = service.credentialType;
			const credential = credentials.find((each) => each.type === type);
			expect(credential?.name).toBe(`${service.name} sandbox`);
			expect(await chosenCredentials(first.client, service)).toEqual([credential?.id]);
		}

		expect(await interrupted(first.child)).toBe(0);
		expect(first.printed()).toMatch(/Stopped\.\n$/);
		expect(await isFree(port)).toBe(true);

		const { client, child } = await started(port);
		const workflows = await client.workflows();
		expect(workflows.map(({ name }) => name).sort()).toEqual(names);
		const idsOf = (list: Array<{ id: string }>) => list.map(({ id }) => id).sort();
		expect(idsOf(await client.credentials())).toEqual(idsOf(credentials));

		// The examples that the welcome names go through on the sandboxes, to their very end.
		const idOf = (file: string) =>
			workflows.find(({ name }) => name === example(file).name)?.id ?? '';
		for (const [file, start, lastNodeExecuted] of [
			['crm-to-dialer.json', 'When Clicking Execute', 'Result for CRM'],
			['zvonobot/appointment-confirmation.json', 'Start', expect.any(String)],
		] as const) {
			const executionId = await client.run(idOf(file), start);
			expect(await client.finished(executionId)).toMatchObject({
				status: 'success',
				data: { resultData: { lastNodeExecuted } },
			});
		}
		const dialer = idOf('autodialer/crm-to-autodialer.json');
		await client.activate(dialer);
		await client.run(dialer, 'Start');
		const [given, ...results] = await client.finishedExecutions(dialer, 4);
		expect(given).toMatchObject({ status: 'success', mode: 'manual' });
		for (const result of results) {
			expect(result).toMatchObject({
				...{ status: 'success', mode: 'webhook' },
				data: { resultData: { lastNodeExecuted: 'Update the CRM' } },
			});
		}
		expect(await interrupted(child)).toBe(0);
	},
	TWO_STARTS_MS,
);

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
