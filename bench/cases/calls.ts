import { randomUUID } from 'node:crypto';

import { chunk } from 'lodash';

import { BareClient } from '../bareClient';
import type { CallsProcessOptions } from '../callsProcess';
import { atMost, exactly, figureOf, sideBySide, type Case, type Way } from '../case';
import { crmRows } from '../contactRows';
import { repeated } from '../repeated';
import { startService, type Service } from '../service';
import { cpuMsSince, runWorkflow, succeeded, zvonobotNode } from '../workflow';

const ROWS = 100_000;
const PHONES_PER_REQUEST = 5_000;
/** Repetitions of short measurements, since earlier runs leave garbage to be collected. */
const REPETITIONS = 5;
/** How late the responses of a service come that is at work, in ms. */
const LATENCY_MS = 100;

const NODE = 'Zvonobot node';
const BARE = 'bare loop over twenty bodies that are ready';
const late = (way: string) => `${way}, ${LATENCY_MS} ms for each response`;

const TEXT = 'Your order is ready.';

/** Many rows into calls with the same message. */
export const calls: Case = {
	name: 'calls',
	async measure(context) {
		const apiKey = randomUUID();
		const rows = crmRows(ROWS);
		const phones = rows.map(({ phone }) => String(phone).replace('+', ''));
		const bodies = chunk(phones, PHONES_PER_REQUEST).map((part) => ({
			...{ record: { text: TEXT, gender: 0 }, dutyPhone: 1, phones: part, apiKey },
		}));
		const node = zvonobotNode('call', 'create', {
			...{ contactsSource: 'inputItems', numberField: 'phone', callerIdSource: 'pool' },
			...{ messageSource: 'text', text: TEXT },
		});
		const byNode = async (service: Service) => {
			const run = succeeded(await runWorkflow(context.engine, service, { nodes: [node] }, rows));
			const called = run.items.filter(({ json }) => json.status === 'created');
			if (called.length !== ROWS) throw new Error(`${called.length} rows came out`);
			return run;
		};
		const byLoop = async (service: Service) => {
			const client = new BareClient(service, 1);
			const cpu = process.cpuUsage();
			const startedAt = performance.now();
			for (const body of bodies) JSON.parse(await client.send('POST', '/apiCalls/create', body));
			const wallMs = performance.now() - startedAt;
			client.close();
			return { wallMs, cpuMs: cpuMsSince(cpu) };
		};
		const way = (name: string, service: Service, work: typeof byLoop): Way => ({
			name,
			measure: async () =>
				await repeated(service, REPETITIONS, ROWS, async () => await work(service)),
		});
		const start = async (latencyMs: number) =>
			await startService('callsProcess', { apiKey, latencyMs } satisfies CallsProcessOptions);
		const [atOnce, working] = [await start(0), await start(LATENCY_MS)];
		try {
			const ways = await sideBySide(
				context,
				[
					way(NODE, atOnce, byNode),
					way(BARE, atOnce, byLoop),
					way(late(NODE), working, byNode),
					way(late(BARE), working, byLoop),
				],
				1,
			);
			const ratio = (of: string, to: string) =>
				figureOf(ways, of, 'wallMs') / figureOf(ways, to, 'wallMs');
			return {
				case: this.name,
				title: `${ROWS.toLocaleString('en')} rows into Zvonobot's calls with the same message`,
				columns: [
					{ figure: 'wallMs', label: 'time, ms' },
					{ figure: 'cpuMs', label: 'CPU, ms' },
					{ figure: 'requests', label: 'requests' },
				],
				ways,
				goals: [
					exactly('20 requests', figureOf(ways, NODE, 'requests'), 20),
					atMost(
						`at most 1.5 times the bare loop that sends the same bodies, ${LATENCY_MS} ms for each response`,
						ratio(late(NODE), late(BARE)),
						1.5,
						'×',
					),
					atMost(
						'the same at a service that does nothing and responds at once',
						ratio(NODE, BARE),
						1.5,
						'×',
					),
				],
				notes: [
					`The service is a bare Node server, which parses each body and returns a call for each phone. The bare loop has its twenty bodies as objects, sends one after the other, and parses the responses. The node checks all rows before the first request, and returns an item for each, paired with it: about 4 µs a row. Each runs ${REPETITIONS} times in a round, which counts with its median.`,
				],
			};
		} finally {
			await atOnce.close();
			await working.close();
		}
	},
};
