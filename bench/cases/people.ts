import { atMost, exactly, figureOf, sideBySide, worstOf, type Case } from '../case';
import { crmRows } from '../contactRows';
import { leastMs, LIMIT, WINDOW_MS, withLimitedService } from '../limitedService';
import type { Service } from '../service';
import {
	autoCallNode,
	httpRequestNode,
	runWorkflow,
	succeeded,
	type BenchWorkflow,
} from '../workflow';

const ITEMS = 1000;
const LATENCY_MS = 300;
/** The settings of the account are fetched once. */
const REQUESTS = ITEMS + 1;
const LEAST_MS = leastMs(REQUESTS);

const ACCOUNT = {
	latencyMs: LATENCY_MS,
	allowedFrom: '00:00:00',
	allowedTo: '23:59:59',
	balance: 10_000_000,
	moderation: false,
	stepMs: 1000,
};

const NODE = 'AutoCall node';
const WAITING = 'AutoCall node, Wait for Result';
const HTTP_REQUEST = `HTTP Request node, ${WINDOW_MS / LIMIT} ms between requests`;

const text = '=Hello {{ $json.name }}, your debt is {{ $json.debt }}';

/** An SMS with a text of its own for each of many people, by a service that allows few requests. */
export const people: Case = {
	name: 'people',
	async measure(context) {
		const rows = crmRows(ITEMS);
		const way = (name: string, workflowFor: (service: Service) => BenchWorkflow) => ({
			name,
			measure: withLimitedService({ sandbox: ACCOUNT }, ITEMS, async (service) => {
				const run = succeeded(
					await runWorkflow(context.engine, service, workflowFor(service), rows),
				);
				const ids = run.items.map(({ json }) => json.number ?? json.id);
				return { ids, wallMs: run.wallMs };
			}),
		});
		const send = (parameters: object) =>
			autoCallNode('smsMessage', 'send', { number: '={{ $json.phone }}', text, ...parameters });
		const ways = await sideBySide(context, [
			way(NODE, () => ({ nodes: [send({})] })),
			way(WAITING, () => ({ nodes: [send({ waitForResult: true, resultTimeout: 300 })] })),
			way(HTTP_REQUEST, ({ url }) => ({
				nodes: [
					httpRequestNode({
						method: 'POST',
						url: `${url}/bulks`,
						sendBody: true,
						specifyBody: 'json',
						jsonBody: `={{ { name: $json.phone, text: \`${text.slice(1).replaceAll('{{', '${').replaceAll('}}', '}')}\`, list_id: [{ number: $json.phone }] } }}`,
						options: {
							batching: { batch: { batchSize: 1, batchInterval: WINDOW_MS / LIMIT } },
						},
					}),
				],
			})),
		]);
		return {
			case: this.name,
			title: `An SMS with a text of its own for each of ${ITEMS} items, with ${LIMIT} requests allowed in ${WINDOW_MS / 1000} seconds`,
			columns: [
				{ figure: 'wallMs', label: 'time, ms' },
				{ figure: 'requests', label: 'requests' },
				{ figure: 'refused', label: 'refused (429)' },
				{ figure: 'missingOrDouble', label: 'missing or double' },
			],
			ways,
			goals: [
				exactly('no request refused in any round', worstOf(ways, NODE, 'refused'), 0),
				exactly(
					'no request refused while results are waited for',
					worstOf(ways, WAITING, 'refused'),
					0,
				),
				exactly('every person once in every round', worstOf(ways, NODE, 'missingOrDouble'), 0),
				atMost(
					`at most 1.1 times the least time that the limit allows (${LEAST_MS} ms)`,
					figureOf(ways, NODE, 'wallMs') / LEAST_MS,
					1.1,
					'×',
				),
			],
			notes: [
				`Every run has a service and a key of its own, so the limit is unknown at its start. Each response takes ${LATENCY_MS} ms. The node sends one request for each person, and asks once for the hours of the account; ${REQUESTS} requests take at least ${LEAST_MS / 1000} s.`,
				`With Wait for Result, the node polls the list of SMS bulks, and asks for each bulk when it has begun; the messages are delivered at once.`,
			],
		};
	},
};
