import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

import { BareClient } from '../bareClient';
import { atMost, exactly, figureOf, sideBySide, type Case } from '../case';
import {
	addContactsByHttpRequest,
	contactBodies,
	createContactList,
	crmRows,
} from '../contactRows';
import type { ContactsProcessOptions } from '../contactsProcess';
import type { MemoryProcessOptions, MemoryUse } from '../memoryProcess';
import { repeated } from '../repeated';
import { startService } from '../service';
import { cpuMsSince, runWorkflow, succeeded, type BenchWorkflow } from '../workflow';

const ROWS = 100_000;
/** Repetitions of short measurements, since earlier runs leave garbage to be collected. */
const REPETITIONS = 5;

/** Flags of V8 for a small young generation, and for collecting everything whenever anything is collected. */
const COLLECT_ALWAYS = ['--max-semi-space-size=1', '--gc-global'];

const NODE = 'AutoCall node';
const HTTP_REQUEST = 'Edit Fields, Loop Over Items, Aggregate, HTTP Request';
const BARE = 'bare loop over ten bodies that are ready';

/** Many rows into one contact list. */
export const contacts: Case = {
	name: 'contacts',
	async measure(context) {
		const { engine, say } = context;
		const options: ContactsProcessOptions = { apiKey: randomUUID() };
		const service = await startService('contactsProcess', options);
		const client = new BareClient(service, 1);
		const rows = crmRows(ROWS);
		const bodies = contactBodies(rows);
		const byWorkflow =
			(workflow: BenchWorkflow, way: MemoryProcessOptions['way'], repetitions: number) =>
			async () => {
				const times = await repeated(service, repetitions, ROWS, async () =>
					succeeded(await runWorkflow(engine, service, workflow, rows)),
				);
				const { items, peak, engine: without } = await memoryOf({ service, rows: ROWS, way });
				return {
					...times,
					engineMb: without / 1e6,
					itemsMb: (items - without) / 1e6,
					peakMb: (peak - without) / 1e6,
				};
			};
		try {
			say('  memory that is really needed (collects at every step, which takes a while)');
			const needed = await memoryOf({ service, rows: ROWS, way: 'autoCall' }, COLLECT_ALWAYS);
			const ways = await sideBySide(
				context,
				[
					{ name: NODE, measure: byWorkflow(createContactList(), 'autoCall', REPETITIONS) },
					{
						name: HTTP_REQUEST,
						measure: byWorkflow(addContactsByHttpRequest(service), 'httpRequest', 1),
					},
					{
						name: BARE,
						measure: async () =>
							await repeated(service, REPETITIONS, ROWS, async () => {
								const cpu = process.cpuUsage();
								const startedAt = performance.now();
								for (const [index, body] of bodies.entries()) {
									const path = index === 0 ? '/lists' : `/lists/append/${service.contactListId}`;
									await client.send('POST', path, body);
								}
								return { wallMs: performance.now() - startedAt, cpuMs: cpuMsSince(cpu) };
							}),
					},
				],
				1,
			);
			return {
				case: this.name,
				title: `${ROWS.toLocaleString('en')} rows into one contact list`,
				columns: [
					{ figure: 'wallMs', label: 'time, ms' },
					{ figure: 'cpuMs', label: 'CPU, ms' },
					{ figure: 'requests', label: 'requests' },
					{ figure: 'engineMb', label: 'engine alone, MB', decimals: 1 },
					{ figure: 'itemsMb', label: 'input items, MB', decimals: 1 },
					{ figure: 'peakMb', label: 'items and run at their peak, MB', decimals: 1 },
				],
				ways,
				goals: [
					exactly('10 requests', figureOf(ways, NODE, 'requests'), 10),
					atMost(
						'at most 1.5 times the bare loop that sends the same bodies',
						figureOf(ways, NODE, 'wallMs') / figureOf(ways, BARE, 'wallMs'),
						1.5,
						'×',
					),
					atMost(
						'peak at most 1.5 times the input items, uncollected garbage included',
						figureOf(ways, NODE, 'peakMb') / figureOf(ways, NODE, 'itemsMb'),
						1.5,
						'×',
					),
					atMost(
						'peak at most 1.5 times the input items, without garbage',
						(needed.peak - needed.engine) / (needed.items - needed.engine),
						1.5,
						'×',
					),
					atMost(
						'peak of the whole process at most 1.5 times what it has with the input items, garbage included',
						(figureOf(ways, NODE, 'peakMb') + figureOf(ways, NODE, 'engineMb')) /
							(figureOf(ways, NODE, 'itemsMb') + figureOf(ways, NODE, 'engineMb')),
						1.5,
						'×',
					),
				],
				notes: [
					`The service is a bare Node server that implements POST /lists and POST /lists/append/{id} (it parses each body and counts the numbers): the sandbox's checks take about three times as long as the whole bare loop, and would hide what the node costs. The bare loop has its ten bodies as objects, turns each into JSON and sends it. The node and the bare loop run ${REPETITIONS} times in a round, which counts with its median.`,
					'Memory is that of a process of its own which runs the same workflow once, `heapUsed` and `external` together, less what the loaded engine takes without the items: “input items” after a full collection at the moment when the trigger has passed them on; “peak” the most up to the end of the run, garbage that V8 has not collected yet included, read by V8’s own profiler of collections before each of them. V8 decides how much garbage it leaves for later, so the goal without garbage is measured once more with `--max-semi-space-size=1 --gc-global`, which make it collect everything again and again.',
					'The goals of time and memory are missed for one reason: before the first request the node checks all rows (about 1 µs each), so that nothing is sent when one of them is wrong, and remembers their numbers, so that nobody is in the list twice. The bare loop does neither.',
				],
			};
		} finally {
			client.close();
			await service.close();
		}
	},
};

async function memoryOf(options: MemoryProcessOptions, flags: string[] = []): Promise<MemoryUse> {
	const child = fork(join(__dirname, '..', 'memoryProcess'), [JSON.stringify(options)], {
		execArgv: [...process.execArgv, ...flags],
	});
	const exited = once(child, 'exit').then(([code]) => {
		throw new Error(`memoryProcess ended with ${code}`);
	});
	const [use] = (await Promise.race([once(child, 'message'), exited])) as [MemoryUse];
	await exited.catch(() => undefined);
	return use;
}
