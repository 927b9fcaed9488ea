/** Queue mode: a main process and two workers, which share nothing but a database, a Redis and the API key. */
import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { itemsOf, runsOf, until, type Execution, type WorkflowFile } from '../../scripts/n8n/client';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { withCredential } from '../../scripts/n8n/workflowFile';
import { NOON } from '../support/autoCall';
import { EVERY_TWO_SECONDS } from './support';
import { startQueueMode, type QueueMode } from './support/queue';

const WORKERS = 2;

let queue: QueueMode;
let sandbox: Sandbox;
let active: string[] = [];

beforeAll(async () => {
	queue = await startQueueMode(WORKERS);
});
afterAll(async () => await queue.stop());

afterEach(async () => {
	for (const workflowId of active) await queue.client.deactivate(workflowId);
	active = [];
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

const node = (name: string, type: string, parameters: object, typeVersion = 1): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
});

/** Nodes that run one after the other. */
const chain = (name: string, nodes: INode[]): WorkflowFile => ({
	name,
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name: next }, index) => [
				nodes[index]?.name,
				{ main: [[{ node: next, type: 'main', index: 0 }]] },
			]),
	),
});

/** Starts a sandbox and activates workflows with its credential. @returns their IDs */
async function activated(options: SandboxOptions, workflows: WorkflowFile[]): Promise<string[]> {
	const { client } = queue;
	sandbox = await startSandbox({ now: () => NOON, ...options });
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	const id = await client.createCredential('Sandbox', 'autoCallApi', data);
	const ids: string[] = [];
	for (const workflow of workflows) {
		const workflowId = await client.createWorkflow(withCredential(workflow, { id, name: 'Sandbox' }));
		await client.activate(workflowId);
		active.push(workflowId);
		ids.push(workflowId);
	}
	return ids;
}

const requestsTo = (route: string) => sandbox.requests.filter((request) => request.route === route);

/** How many of the executions each worker has started. */
const split = (executions: Array<{ id: string }>) =>
	queue
		.started()
		.map((started) => executions.filter(({ id }) => started.includes(id)).length);

it('50 executions on two workers: every event once, and every request gets through the limit', async () => {
	const CAMPAIGNS = 10;
	const LOOKS = ['First Look', 'Second Look', 'Third Look'];
	/** Requests in ten seconds: less than the triggers and 150 looks make by themselves. */
	const LIMIT = 50;
	const workflows = ['Almaty', 'Astana', 'Shymkent', 'Aktobe', 'Karaganda'].map((city) =>
		chain(city, [
			node('Trigger', `${PACKAGE}.autoCallTrigger`, {
				events: ['AutocallFinished'],
				pollTimes: EVERY_TWO_SECONDS,
			}),
			...LOOKS.map((look) =>
				node(look, `${PACKAGE}.autoCall`, {
					resource: 'autocall',
					operation: 'get',
					autocallId: { __rl: true, mode: 'id', value: "={{ $('Trigger').item.json.data.id }}" },
					simplify: false,
				}),
			),
		]),
	);
	const workflowIds = await activated(
		{ requestsPerMinute: LIMIT, rateWindowSeconds: 10 },
		workflows,
	);
	const { client } = queue;
	const begun = async () =>
		(await Promise.all(workflowIds.map(async (id) => (await client.executions(id)).length))).reduce((a, b) => a + b);
	const t0 = Date.now();
	for (let number = 1; number <= CAMPAIGNS; number++) {
		const { id, name } = sandbox.seedAutocall({ name: `Campaign ${number}` });
		sandbox.notify('AutocallFinished', { id, name });
		await until(
			async () => ((await begun()) >= number * workflows.length ? true : undefined),
			() => `campaign ${number} has started all workflows`,
		);
		console.log(number, Date.now() - t0);
	}
	const executions: Execution[] = [];
	for (const id of workflowIds) {
		executions.push(...(await client.finishedExecutions(id, CAMPAIGNS)));
	}
	console.log(Date.now() - t0, split(executions), executions.length, executions.map((e) => e.status).filter((s) => s !== 'success').length);
	const count = (route: string, status: number) => requestsTo(route).filter((r) => r.status === status).length;
	console.log('notifications', count('/notifications', 200), count('/notifications', 429), 'looks', count('/autocalls/{autocallId}', 200), count('/autocalls/{autocallId}', 429));
	console.log(sandbox.requests.length, [...new Set(sandbox.requests.map((r) => r.route))]);
	for (const e of executions.filter((e) => e.status !== 'success')) console.log(JSON.stringify(e.data.resultData.error));
	console.log(itemsOf(executions[0] as Execution, 'Trigger')?.map(({ json }) => json));
});
