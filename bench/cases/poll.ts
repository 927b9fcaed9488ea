import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { DateTime } from 'luxon';

import type * as Cursor from '../../nodes/AutoCallTrigger/cursor';
import { BareClient } from '../bareClient';
import { atMost, figureOf, sideBySide, type Case } from '../case';
import type { SandboxProcessOptions } from '../sandboxProcess';
import { startService } from '../service';
import { cpuMsSince, httpRequestNode, runWorkflow, splitOutNode, succeeded } from '../workflow';

const NOTIFICATIONS = 10_000;
/** Repetitions of each measurement, to even out garbage collections. */
const REPETITIONS = 5;

const POLL = 'AutoCall Trigger, one poll';
const CURSOR = 'AutoCall Trigger, finding new notifications';
const CURSOR_AT_WORST = 'the same if all came within the last ten minutes';
const HTTP_REQUEST = 'HTTP Request and Split Out';
const BARE = 'bare request and JSON.parse';
const PARSE = 'JSON.parse alone';

/** A poll of an account with many notifications, none of them new. */
export const poll: Case = {
	name: 'poll',
	async measure(context) {
		const { engine } = context;
		const built = join(__dirname, '../../dist/nodes/AutoCallTrigger/cursor.js');
		const { findArrivals } = (await import(built)) as typeof Cursor;
		const options: SandboxProcessOptions = {
			sandbox: { apiKey: randomUUID(), requestsPerMinute: 1_000_000 },
			notifications: NOTIFICATIONS,
		};
		const service = await startService('sandboxProcess', options);
		const client = new BareClient(service, 1);
		try {
			const text = await client.send('GET', '/notifications');
			const parse = () => (JSON.parse(text) as { data: Parameters<typeof findArrivals>[1] }).data;
			const notifications = parse();
			const finding = (among: typeof notifications) => {
				const { cursor } = findArrivals(undefined, among, DateTime.now());
				return async () => {
					const { arrived } = findArrivals(cursor, among, DateTime.now());
					if (arrived.length > 0) throw new Error('The cursor found something new');
				};
			};
			const [{ created_at } = { created_at: '' }] = notifications;
			const atOnce = notifications.map((notification) => ({ ...notification, created_at }));
			const trigger = await engine.activateTrigger({
				credential: { apiKey: service.apiKey, baseUrl: service.url },
				parameters: { events: ['*'] },
			});
			await trigger.poll(true);
			const workflow = {
				nodes: [httpRequestNode({ url: `${service.url}/notifications` }), splitOutNode('data')],
			};
			const ways = await sideBySide(
				context,
				[
					repeated(POLL, async () => {
						const { items, error } = await trigger.poll();
						if (error) throw error;
						if (items) throw new Error('A poll found something new');
					}),
					repeated(CURSOR, finding(notifications)),
					repeated(CURSOR_AT_WORST, finding(atOnce)),
					repeated(HTTP_REQUEST, async () => {
						const { items } = succeeded(await runWorkflow(engine, service, workflow));
						if (items.length !== NOTIFICATIONS) throw new Error('Notifications are missing');
					}),
					repeated(BARE, async () => {
						JSON.parse(await client.send('GET', '/notifications'));
					}),
					repeated(PARSE, async () => {
						parse();
					}),
				],
				2,
			);
			const parseMs = figureOf(ways, PARSE, 'cpuMs');
			return {
				case: this.name,
				title: `A poll with ${NOTIFICATIONS.toLocaleString('en')} notifications, none of them new`,
				columns: [{ figure: 'cpuMs', label: 'CPU, ms', decimals: 1 }],
				ways,
				goals: [
					atMost(
						'a whole poll at most 3 times the cost of JSON.parse alone',
						figureOf(ways, POLL, 'cpuMs') / parseMs,
						3,
						'×',
					),
					atMost(
						'finding new notifications at most 3 times the cost of JSON.parse alone',
						figureOf(ways, CURSOR, 'cpuMs') / parseMs,
						3,
						'×',
					),
				],
				notes: [
					`The response has ${(text.length / 1e6).toFixed(1)} MB. Each figure is the CPU time of the process, the mean of ${REPETITIONS} in a row: for a poll from n8n’s call of the trigger to its end, receiving the response included, but without the sandbox’s work. Notifications are a minute apart, the newest an hour old; of those of the last ten minutes the trigger compares IDs one by one. The HTTP Request node returns every notification every time, and doesn't find out which are new.`,
				],
			};
		} finally {
			client.close();
			await service.close();
		}
	},
};

function repeated(name: string, work: () => Promise<void>) {
	return {
		name,
		measure: async () => {
			const before = process.cpuUsage();
			for (let time = 0; time < REPETITIONS; time++) await work();
			return { cpuMs: cpuMsSince(before) / REPETITIONS };
		},
	};
}
