/** Queue mode: a main process and two workers, which share nothing but a database, a Redis and the API key. */
import type { INode } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { itemsOf, until, type WorkflowFile } from '../../scripts/n8n/client';
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
	const { violations } = sandbox;
	await sandbox.close();
	expect(violations).toEqual([]);
});

const node = (name: string, type: string, parameters: object, typeVersion = 1): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
});

/** A workflow of nodes that run one after the other. */
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

/** Starts a sandbox and activates workflows that use it. @returns their IDs */
async function activated(
	workflows: WorkflowFile[],
	options: SandboxOptions = {},
): Promise<string[]> {
	const { client } = queue;
	sandbox = await startSandbox({ now: () => NOON, ...options });
	const name = 'Sandbox';
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	const id = await client.createCredential(name, 'autoCallApi', data);
	const workflowIds: string[] = [];
	for (const workflow of workflows) {
		const workflowId = await client.createWorkflow(withCredential(workflow, { id, name }));
		await client.activate(workflowId);
		active.push(workflowId);
		workflowIds.push(workflowId);
	}
	return workflowIds;
}

/** How often each worker has started one of the executions. */
const startsOf = (...executionIds: string[]) =>
	queue.started().map((started) => started.filter((id) => executionIds.includes(id)).length);

it('50 executions on two workers: each event once, and the limit of requests is kept by waiting', async () => {
	const CAMPAIGNS = 10;
	const POLLS = ['First Poll', 'Second Poll', 'Third Poll'];
	/** Requests in ten seconds; those of the trigger and 150 polls of campaigns would make more. */
	const LIMIT = 50;
	const { client } = queue;
	const workflowIds = await activated(
		['Almaty', 'Astana', 'Shymkent', 'Aktobe', 'Karaganda'].map((city) =>
			chain(city, [
				node('Trigger', `${PACKAGE}.autoCallTrigger`, {
					events: ['AutocallFinished'],
					pollTimes: EVERY_TWO_SECONDS,
				}),
				...POLLS.map((poll) =>
					node(poll, `${PACKAGE}.autoCall`, {
						resource: 'autocall',
						operation: 'get',
						autocallId: { __rl: true, mode: 'id', value: "={{ $('Trigger').item.json.data.id }}" },
					}),
				),
			]),
		),
		{ requestsPerMinute: LIMIT, rateWindowSeconds: 10 },
	);

	const begun = async () =>
		(await Promise.all(workflowIds.map(async (id) => await client.executions(id)))).flat().length;
	for (let number = 1; number <= CAMPAIGNS; number++) {
		const { id, name } = sandbox.seedAutocall({ name: `Campaign ${number}` });
		sandbox.notify('AutocallFinished', { id, name });
		await until(
			async () => ((await begun()) >= number * workflowIds.length ? true : undefined),
			() => `campaign ${number} has started each workflow`,
		);
	}

	const executionIds: string[] = [];
	for (const workflowId of workflowIds) {
		const executions = await client.finishedExecutions(workflowId, CAMPAIGNS);
		executionIds.push(...executions.map(({ id }) => id));
		expect(executions.map(({ status }) => status)).toEqual(Array(CAMPAIGNS).fill('success'));
		const events = executions.flatMap((execution) => itemsOf(execution, 'Trigger') ?? []);
		expect(events.map(({ json }) => json.id).sort()).toEqual(
			sandbox.store.notifications.map(({ id }) => id).sort(),
		);
		for (const execution of executions) {
			const campaign = itemsOf(execution, 'Trigger')?.[0]?.json.data;
			for (const poll of POLLS) {
				expect(itemsOf(execution, poll)).toMatchObject([{ json: campaign }]);
			}
		}
	}

	expect(executionIds).toHaveLength(50);
	for (const starts of startsOf(...executionIds)) expect(starts).toBeGreaterThan(0);
	const served = sandbox.requests.filter(({ status }) => status === 200);
	const refused = sandbox.requests.filter(({ status }) => status === 429);
	expect(served.filter(({ route }) => route === '/autocalls/{id}')).toHaveLength(150);
	expect(served.length + refused.length).toBe(sandbox.requests.length);
	// A process hears of the others' requests by its own responses only, so that some are refused.
	expect(refused.length).toBeLessThan(served.length / 4);
});

it('a campaign that is waited for: the main process is called back, and a worker goes on, once', async () => {
	const { client, url } = queue;
	const path = 'campaign';
	const [workflowId = ''] = await activated([
		chain('Campaign', [
			{
				...node('Start', 'n8n-nodes-base.webhook', { httpMethod: 'POST', path }, 2),
				webhookId: path,
			},
			node('Create Campaign', `${PACKAGE}.autoCall`, {
				resource: 'smsBulk',
				operation: 'create',
				name: 'Reminder',
				text: 'Hello',
				contactsSource: 'json',
				contactsJson: '[{"number":"+77010000001"}]',
				waitForCompletion: true,
			}),
			node('Afterwards', `${PACKAGE}.autoCall`, {
				resource: 'contactList',
				operation: 'create',
				name: '=After {{ $json.name }}: {{ $json.status }}',
				contactsSource: 'json',
				contactsJson: '[{"number":"+77010000002"}]',
			}),
		]),
	]);
	expect((await fetch(`${url}/webhook/${path}`, { method: 'POST' })).status).toBe(200);
	const [begun] = await until(
		async () => {
			const executions = await client.executions(workflowId);
			return executions.length > 0 ? executions : undefined;
		},
		() => 'the web request starts an execution',
	);
	const { id } = await client.executionWith(begun?.id ?? '', 'waiting');
	const callbackUrl = String(sandbox.store.bulks.all()[0]?.callback_url);
	expect(callbackUrl).toMatch(`${url}/webhook-waiting/${id}`);
	expect(startsOf(id).reduce((sum, starts) => sum + starts)).toBe(1);

	sandbox.finish();
	await Promise.all(
		Array.from({ length: 5 }, async () => await fetch(callbackUrl, { method: 'POST' })),
	);
	const finished = await client.finished(id);

	expect(finished.status).toBe('success');
	expect(itemsOf(finished, 'Create Campaign')).toMatchObject([
		{ json: { name: 'Reminder', status: 'completed', waitTimedOut: false } },
	]);
	const lists = sandbox.store.contactLists.all().map(({ name }) => name);
	expect(lists.filter((name) => name?.startsWith('After'))).toEqual(['After Reminder: completed']);
	expect(startsOf(id).reduce((sum, starts) => sum + starts)).toBe(2);
});
