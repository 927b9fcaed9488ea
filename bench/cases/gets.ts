import { randomUUID } from 'node:crypto';

import { BareClient, fetchSend, runConcurrently, type BareSend } from '../bareClient';
import { atMost, figureOf, sideBySide, type Case } from '../case';
import type { SandboxProcessOptions } from '../sandboxProcess';
import { startService } from '../service';
import {
	autoCallNode,
	cpuMsSince,
	httpRequestNode,
	runWorkflow,
	succeeded,
	type BenchWorkflow,
} from '../workflow';

const ITEMS = 1000;
const WIDTH = 10;

const NODE = 'AutoCall node';
const HTTP_REQUEST = 'HTTP Request node';
const BATCHED = 'HTTP Request node, batches of 10';
const BARE = `bare http.request, ${WIDTH} in parallel`;
const FETCH = `bare fetch, ${WIDTH} in parallel`;

/** A get by ID for each of many items: the cost of the node itself. */
export const gets: Case = {
	name: 'gets',
	async measure(context) {
		const { engine } = context;
		const options: SandboxProcessOptions = {
			sandbox: { apiKey: randomUUID(), requestsPerMinute: 1_000_000 },
			contacts: ITEMS,
		};
		const service = await startService('sandboxProcess', options);
		const client = new BareClient(service, WIDTH);
		const items = Array.from({ length: ITEMS }, (_none, index) => ({
			id: service.firstContactId + index,
		}));
		const httpRequest = (batching: object): BenchWorkflow => ({
			nodes: [
				httpRequestNode({
					url: `=${service.url}/contacts/{{ $json.id }}`,
					options: { ...batching },
				}),
			],
		});
		const byWorkflow = (name: string, workflow: BenchWorkflow) => ({
			name,
			measure: async () => {
				const run = succeeded(await runWorkflow(engine, service, workflow, items));
				assertSameIds(
					run.items.map(({ json }) => json.id),
					items,
				);
				return { cpuPerItemMs: run.cpuMs / ITEMS, wallMs: run.wallMs };
			},
		});
		const bare = (name: string, send: BareSend) => ({
			name,
			measure: async () => {
				const cpu = process.cpuUsage();
				const startedAt = performance.now();
				const ids: unknown[] = [];
				await runConcurrently(ITEMS, WIDTH, async (number) => {
					const text = await send('GET', `/contacts/${items[number]?.id}`);
					ids[number] = (JSON.parse(text) as { id: number }).id;
				});
				const wallMs = performance.now() - startedAt;
				const cpuPerItemMs = cpuMsSince(cpu) / ITEMS;
				assertSameIds(ids, items);
				return { cpuPerItemMs, wallMs };
			},
		});
		try {
			const ways = await sideBySide(
				context,
				[
					byWorkflow(NODE, {
						nodes: [autoCallNode('contact', 'get', { contactId: '={{ $json.id }}' })],
					}),
					byWorkflow(HTTP_REQUEST, httpRequest({})),
					byWorkflow(
						BATCHED,
						httpRequest({ batching: { batch: { batchSize: 10, batchInterval: 20 } } }),
					),
					bare(BARE, client.send),
					bare(FETCH, fetchSend(service)),
				],
				2,
			);
			const least = Math.min(
				figureOf(ways, HTTP_REQUEST, 'cpuPerItemMs'),
				figureOf(ways, BATCHED, 'cpuPerItemMs'),
			);
			return {
				case: this.name,
				title: `${ITEMS.toLocaleString('en')} contacts by ID, no latency, no limit`,
				columns: [
					{ figure: 'cpuPerItemMs', label: 'CPU per item, ms', decimals: 2 },
					{ figure: 'wallMs', label: 'time, ms' },
				],
				ways,
				goals: [
					atMost(
						'CPU time per item not above that of the HTTP Request node (the better of the two)',
						figureOf(ways, NODE, 'cpuPerItemMs') / least,
						1,
						'×',
					),
				],
				notes: [
					'Each item’s ID comes from an expression. CPU time is that of the whole process with n8n’s engine, its collections of garbage included; the sandbox is another process. The bare loops show how long the sandbox takes. Those of the other cases use http.request, which is the faster of the two.',
				],
			};
		} finally {
			client.close();
			await service.close();
		}
	},
};

function assertSameIds(ids: unknown[], items: Array<{ id: number }>): void {
	if (ids.length !== items.length || items.some(({ id }, index) => ids[index] !== id)) {
		throw new Error('The contacts are not the requested ones');
	}
}
