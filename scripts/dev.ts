/**
 * `npm run dev`: the whole n8n with our packages in it, beside a sandbox of each service. Everything but
 * the sandboxes' data is kept in a folder, n8n/home unless `-- --folder …` says otherwise; the port is
 * 5678 unless `-- --port …` or the variable PORT does.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { N8nClient, N8nRefusal } from './n8n/client';
import { installPackages } from './n8n/communityPackage';
import { DEVELOPMENT_FOLDER, importExamples, saveCredential } from './n8n/developmentFolder';
import { freePort, isFree } from './n8n/freePort';
import { ensureN8n } from './n8n/installation';
import { OWNER } from './n8n/owner';
import { EXAMPLES } from './n8n/paths';
import { startN8n, type N8nServer } from './n8n/server';
import { SERVICES, type AnySandbox } from './n8n/services';
import { example } from './n8n/workflowFile';
import { packPackages } from './packages/pack';

const DEFAULT_PORT = 5678;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, folder: { type: 'string', default: DEVELOPMENT_FOLDER } },
	});
	const port = await freeOrComplain(values.port ?? process.env.PORT ?? String(DEFAULT_PORT));
	const folder = resolve(values.folder);
	const logFile = join(folder, 'n8n.log');
	const installation = await ensureN8n();
	await installPackages(await packPackages(folder), folder);

	let isStopping = false;
	const stopping = stopSignal().then(() => {
		isStopping = true;
	});
	const sandboxes: AnySandbox[] = [];
	let n8n: N8nServer | undefined;
	try {
		for (const { startSeeded, port: usual } of SERVICES) {
			const sandboxPort = (await isFree(usual)) ? usual : 0;
			sandboxes.push(await startSeeded({ port: sandboxPort, n8nUrl: `http://localhost:${port}` }));
		}
		console.log(`Starting n8n ${installation.version} …`);
		writeFileSync(logFile, '');
		n8n = await startN8n({
			installation,
			userFolder: folder,
			port,
			brokerPort: await freePort(),
			environment: { N8N_HOST: 'localhost', N8N_RESTRICT_FILE_ACCESS_TO: EXAMPLES },
			onOutput: (text) => appendFileSync(logFile, text),
			stopWhen: stopping,
		});
		const client = await signedIn(n8n.url);
		for (const [index, service] of SERVICES.entries()) {
			const { name, credentialType, credentialOf } = service;
			const data = credentialOf(sandboxes[index] as AnySandbox);
			const credential = await saveCredential(client, `${name} sandbox`, credentialType, data);
			await importExamples(client, service, credential);
		}
		console.log(welcome(port, sandboxes, relative(process.cwd(), folder)));

		await Promise.race([stopping, n8n.ended]);
		if (!isStopping) throw new Error(`n8n ended by itself; see ${logFile}`);
	} catch (error) {
		// An interrupted start is not a failure.
		if (!isStopping) throw error;
	} finally {
		await n8n?.stop();
		for (const sandbox of sandboxes) await sandbox.close();
	}
	console.log('Stopped.');
}

/** Reads a port. @throws Error when it is not a port, or taken */
async function freeOrComplain(text: string): Promise<number> {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`"${text}" is not a port. Choose one like this: npm run dev -- --port 5680`);
	}
	if (await isFree(port)) return port;
	throw new Error(
		`Port ${port} is taken, perhaps by an n8n of yours. Choose another: npm run dev -- --port ${await freePort()}`,
	);
}

/** Settles with the first Ctrl+C, or when the terminal is closed. */
async function stopSignal(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => resolve());
		}
	});
}

/** The owner's session; their account is created at the first start. */
async function signedIn(url: string): Promise<N8nClient> {
	const client = new N8nClient(url);
	try {
		await client.signIn();
	} catch (error) {
		if (!(error instanceof N8nRefusal)) throw error;
		await client.setUpOwner();
	}
	return client;
}

function welcome(port: number, sandboxes: AnySandbox[], folder: string): string {
	const list = SERVICES.map(
		({ name }, index) => `  ${`"${name} sandbox"`.padEnd(22)}for ${sandboxes[index]?.url}`,
	);
	const name = (file: string) => `"${example(file).name}"`;
	return `
n8n is at http://localhost:${port}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}   (the same for everybody: this n8n listens on this computer only)

A sandbox of each service runs beside it, with made-up calls and money; calls move one step every 3 seconds.
The credentials for them:
${list.join('\n')}

What to try
  - Open ${name('crm-to-dialer.json')} and click Execute workflow: the rows of a table become a campaign.
    Its results are there in half a minute: Wait is 5 seconds here, 2 minutes in the example.
  - Make a workflow, add the node AutoCall, and choose a contact list with From List.
  - Publish ${name('results-to-crm.json')}: the next campaign that ends starts it.
  - Open ${name('zvonobot/appointment-confirmation.json')} and click Execute workflow: the keys that people press
    come out at its branches a few seconds later.
  - Publish ${name('autodialer/crm-to-autodialer.json')} and execute it: each call that ends
    starts its second part, to be seen under Executions.
${name('campaign-agent.json')} needs a key of your own for OpenAI.

After a change in nodes/, stop with Ctrl+C and start again. An example that you delete comes back with the
next start; to begin anew, delete the folder ${folder}. What n8n writes is in ${join(folder, 'n8n.log')}.
`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
