import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { BareClient, runConcurrently, type BareSend } from '../bareClient';
import { atLeast, atMost, figureOf, sideBySide, type Case } from '../case';
import type { SandboxProcessOptions } from '../sandboxProcess';
import { startService, type Service, type ServiceStatistics } from '../service';
import {
	autoCallNode,
	cpuMsSince,
	httpRequestNode,
	runWorkflow,
	splitOutNode,
	succeeded,
	type BenchWorkflow,
} from '../workflow';

const PAGES = 200;
const PAGE_SIZE = 23;
const CONTACTS = PAGES * PAGE_SIZE;
const LATENCY_MS = 100;
const WIDTH = 10;

const NODE = 'AutoCall node';
const HTTP_REQUEST = 'HTTP Request node';
const BARE = `bare loop, ${WIDTH} in parallel`;

/** Return All over many pages of a slow service. */
export const pages: Case = {
	name: 'pages',
	async measure(context) {
		const { engine } = context;
		const options: SandboxProcessOptions = {
			sandbox: { apiKey: randomUUID(), latencyMs: LATENCY_MS, requestsPerMinute: 1_000_000 },
			contacts: CONTACTS,
		};
		const service = await startService('sandboxProcess', options);
		const client = new BareClient(service, WIDTH);
		try {
			const ways = await sideBySide(
				context,
				[
					...[
						{ name: NODE, workflow: getContacts(service) },
						{ name: HTTP_REQUEST, workflow: getContactsByHttpRequest(service) },
					].map(({ name, workflow }) => ({
						name,
						measure: async () => {
							const before = await service.statistics();
							const { items, wallMs, cpuMs } = succeeded(
								await runWorkflow(engine, service, workflow),
							);
							assertAllOnce(items.map(({ json }) => json.id));
							return { wallMs, cpuMs, ...(await servedSince(service, before)) };
						},
					})),
					{
						name: BARE,
						measure: async () => {
							const before = await service.statistics();
							const cpu = process.cpuUsage();
							const startedAt = performance.now();
							const contacts = await allContacts(client.send, service, WIDTH);
							const wallMs = performance.now() - startedAt;
							const cpuMs = cpuMsSince(cpu);
							assertAllOnce(contacts.map(({ id }) => id));
							return { wallMs, cpuMs, ...(await servedSince(service, before)) };
						},
					},
				],
				1,
			);
			const nodeMs = figureOf(ways, NODE, 'wallMs');
			return {
				case: this.name,
				title: `Return All over ${PAGES} pages, each with a response after ${LATENCY_MS} ms`,
				columns: [
					{ figure: 'wallMs', label: 'time, ms' },
					{ figure: 'cpuMs', label: 'CPU, ms' },
					{ figure: 'requests', label: 'requests' },
					{ figure: 'serviceCpuMs', label: 'CPU of the sandbox, ms' },
				],
				ways,
				goals: [
					atLeast(
						'at least 8 times faster than the HTTP Request node',
						figureOf(ways, HTTP_REQUEST, 'wallMs') / nodeMs,
						8,
						'×',
					),
					atMost(
						`at most 1.15 times a bare loop of ${WIDTH} in parallel`,
						nodeMs / figureOf(ways, BARE, 'wallMs'),
						1.15,
						'×',
					),
				],
				notes: [
					`Contact List → Get Contacts, ${CONTACTS} contacts by ${PAGE_SIZE} a page, a limit that is never reached. The HTTP Request node has its pagination set up (page number as a query parameter, until \`next_page_url\` is empty) and a Split Out behind it, so that both return one item for each contact. It can't fetch pages in parallel. The bare loop learns the number of pages from the first one, as everybody has to.`,
				],
			};
		} finally {
			client.close();
			await service.close();
		}
	},
};

/** Get Contacts of this package's node with Return All. */
export function getContacts({ contactListId }: Service): BenchWorkflow {
	return {
		nodes: [
			autoCallNode('contactList', 'getContacts', {
				contactListId: { __rl: true, mode: 'id', value: String(contactListId) },
				returnAll: true,
			}),
		],
	};
}

/**
 * The same by HTTP Request and Split Out.
 *
 * @param requestInterval ms between two requests; none if 0
 */
export function getContactsByHttpRequest(
	{ url, contactListId }: Service,
	requestInterval = 0,
): BenchWorkflow {
	return {
		nodes: [
			httpRequestNode({
				url: `${url}/lists/${contactListId}`,
				options: {
					pagination: {
						pagination: {
							paginationMode: 'updateAParameterInEachRequest',
							parameters: {
								parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
							},
							paginationCompleteWhen: 'other',
							// Without the status a refused page would pass for the last one.
							completeExpression:
								'={{ $response.statusCode === 200 && !$response.body.contacts.next_page_url }}',
							requestInterval,
						},
					},
				},
			}),
			splitOutNode('contacts.data'),
		],
	};
}

/** All contacts of the list, with as little work as possible. @param beforeRequest awaited before each request */
export async function allContacts(
	send: BareSend,
	{ contactListId }: Service,
	width: number,
	beforeRequest: () => Promise<void> = async () => undefined,
): Promise<IDataObject[]> {
	const fetchPage = async (number: number) => {
		await beforeRequest();
		const text = await send('GET', `/lists/${contactListId}?page=${number}`);
		return (JSON.parse(text) as { contacts: { data: IDataObject[]; last_page: number } }).contacts;
	};
	const first = await fetchPage(1);
	const others: IDataObject[][] = [];
	await runConcurrently(first.last_page - 1, width, async (number) => {
		others[number] = (await fetchPage(number + 2)).data;
	});
	return [first.data, ...others].flat();
}

async function servedSince(service: Service, before: ServiceStatistics) {
	const { requests, cpuMs } = await service.statistics();
	return { requests: requests - before.requests, serviceCpuMs: cpuMs - before.cpuMs };
}

function assertAllOnce(ids: unknown[]): void {
	if (ids.length !== CONTACTS || new Set(ids).size !== CONTACTS) {
		throw new Error(`${ids.length} records came instead of ${CONTACTS}`);
	}
}
