/**
 * `npm run demo`: the workflow examples/crm-to-dialer.json on n8n's own engine, against the sandbox:
 * 250 rows of a CRM become a contact list, an autocall that runs, and the results of its calls.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SingleBar } from 'cli-progress';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../sandbox';
import type { Engine, WorkflowJson, WorkflowResult } from '../test/support/engine';
import { demoAutodialer } from './demoAutodialer';
import { demoZvonobot } from './demoZvonobot';
import { fromNoon } from './fromNoon';

const EXAMPLES = join(__dirname, '..', 'examples');
/** How long the sandbox takes for one step of the campaign, and n8n's Wait node between two polls. */
const STEP_MS = 400;
const WAIT_SECONDS = 0.2;

async function main(): Promise<void> {
	// n8n reads files only from configured folders; it reads this variable when it is loaded.
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = EXAMPLES;
	const { loadEngine } = await import('../test/support/engine');
	const engine = await loadEngine();
	const sandbox = await startSandbox({
		now: fromNoon(),
		stepMs: STEP_MS,
		balance: 50_000,
	});
	console.log(`A sandbox of AutoCall.kz runs at ${sandbox.url}; nothing leaves this computer.`);
	console.log(
		'n8n runs examples/crm-to-dialer.json (with a shorter Wait, and the path of crm-rows.csv).\n',
	);
	try {
		const result = await run(engine, sandbox);
		if (result.error) throw new Error([result.error.message, result.error.description].join('\n'));
		console.log(`\n${summary(result, sandbox)}`);
	} finally {
		await sandbox.close();
		await engine.close();
	}
}

async function run(engine: Engine, sandbox: Sandbox): Promise<WorkflowResult> {
	const bar = new SingleBar({
		format: 'Calling               {bar} {percentage}% | {value} of {total} people',
		barsize: 30,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: 2000,
	});
	const result = await engine.runWorkflow(demoWorkflow(), {
		credentials: { autoCallApi: { apiKey: sandbox.apiKey, baseUrl: sandbox.url } },
		onNodeFinished: (name, { data }) => {
			const items = data?.main?.[0] ?? [];
			const first: IDataObject = items[0]?.json ?? {};
			switch (name) {
				case 'Rows to Items':
					say('Read from the CRM', `${items.length} rows`);
					break;
				case 'Create Contact List':
					say('Contact list', contactsSaid(first));
					break;
				case 'Create Autocall':
					say('Autocall', `${first.name}, at most ${first.max_cost} ₸, status ${first.status}`);
					bar.start(Number(first.calls_count), 0);
					break;
				case 'Find Autocall':
					bar.update(sandbox.store.calls.filter(({ status }) => status !== 'in_queue').length);
					break;
				case 'Get Calls':
					bar.stop();
					say('Results', `${items.length} calls`);
			}
		},
	});
	bar.stop();
	return result;
}

/** The example with the two settings that a person would change. */
function demoWorkflow(): WorkflowJson {
	const workflow = JSON.parse(
		readFileSync(join(EXAMPLES, 'crm-to-dialer.json'), 'utf8'),
	) as WorkflowJson;
	const settings: Record<string, IDataObject> = {
		'Read CRM Rows': { fileSelector: join(EXAMPLES, 'crm-rows.csv') },
		Wait: { amount: WAIT_SECONDS, unit: 'seconds' },
	};
	for (const node of workflow.nodes) {
		Object.assign(node.parameters, settings[node.name]);
	}
	return workflow;
}

function contactsSaid({ contactsReport }: IDataObject): string {
	const { sent, duplicatesRemoved, invalidLeftOut } = contactsReport as IDataObject;
	const wrong = (invalidLeftOut as unknown[]).length;
	return `${sent} people (${duplicatesRemoved} double and ${wrong} wrong numbers left out)`;
}

function summary({ nodes }: WorkflowResult, { store }: Sandbox): string {
	const results = nodes['Result for CRM']?.items.map(({ json }) => String(json.result)) ?? [];
	const counts = new Map<string, number>();
	for (const result of results) counts.set(result, (counts.get(result) ?? 0) + 1);
	const autocall = nodes['Find Autocall']?.items[0]?.json ?? {};
	const rows: Array<[string, string]> = [
		...[...counts]
			.sort(([, a], [, b]) => b - a)
			.map(([status, count]): [string, string] => [status, String(count)]),
		['all calls', String(results.length)],
		['cost', `${autocall.final_cost} ₸`],
		['balance', `${store.balance} ₸`],
	];
	const width = Math.max(...rows.map(([, value]) => value.length));
	return rows.map(([label, value]) => `${label.padEnd(12)}${value.padStart(width)}`).join('\n');
}

function say(what: string, detail: string): void {
	console.log(`${what.padEnd(22)}${detail}`);
}

/** The demos of the other services by their names; AutoCall.kz's where none is given. */
const demos: Record<string, () => Promise<void>> = {
	autocall: main,
	zvonobot: demoZvonobot,
	autodialer: demoAutodialer,
};
const { 2: service = 'autocall' } = process.argv;
const demo = Object.hasOwn(demos, service) ? demos[service] : undefined;
if (!demo)
	throw new Error(`There is no demo "${service}"; choose ${Object.keys(demos).join(' or ')}`);

void demo().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
