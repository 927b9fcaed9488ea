/** Wait for Completion in the whole n8n: executions that wait in its database, and what resumes them. */
import type { IDataObject, INode } from 'n8n-workflow';

import { itemsOf, until, type Execution, type WorkflowFile } from '../../scripts/n8n/client';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { useN8n } from './support';

const bench = useN8n();

const CREATE = 'Create Campaign';
/** Its effect is counted: a contact list for each time that n8n goes on. */
const AFTERWARDS = 'Afterwards';
const HOUR_MS = 3_600_000;

const AUTOCALL = {
	resource: 'autocall',
	operation: 'create',
	type: 'regular',
	soundSource: 'synthesis',
	text: 'Hello',
	voice: 'ru-RU-Wavenet-B',
};
const SMS_BULK = { resource: 'smsBulk', operation: 'create', text: 'Hello' };

let paths = 0;

/** A workflow that a web request starts, makes a campaign, waits for its end, and then makes a contact list. */
function workflow(campaign: IDataObject): WorkflowFile & { path: string } {
	const path = `campaign-${++paths}`;
	const node = (name: string, type: string, parameters: object, typeVersion = 1): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		path,
		name: path,
		nodes: [
			{
				...node('Start', 'n8n-nodes-base.webhook', { httpMethod: 'POST', path }, 2),
				webhookId: path,
			},
			node(CREATE, `${PACKAGE}.autoCall`, {
				name: 'Reminder',
				contactsSource: 'json',
				contactsJson: '[{"number":"+77010000001"},{"number":"+77010000002"}]',
				waitForCompletion: true,
				...campaign,
			}),
			node(AFTERWARDS, `${PACKAGE}.autoCall`, {
				resource: 'contactList',
				operation: 'create',
				name: '=After {{ $json.name }}: {{ $json.status }}',
				contactsSource: 'json',
				contactsJson: '[{"number":"+77010000003"}]',
				options: { duplicateProtection: false },
			}),
		],
		connections: { Start: to(CREATE), [CREATE]: to(AFTERWARDS) },
	};
}

/** Starts such a workflow as a web request does, and waits until it waits. */
async function waitingFor(campaign: IDataObject): Promise<Execution> {
	const { n8n, client, importWorkflow, activate } = bench();
	const { path, ...file } = workflow(campaign);
	const workflowId = await importWorkflow(file);
	await activate(workflowId);
	expect((await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' })).status).toBe(200);
	const [execution] = await until(
		async () => {
			const executions = await client.executions(workflowId);
			return executions.length > 0 ? executions : undefined;
		},
		() => 'the web request starts an execution',
	);
	return await client.executionWith(execution?.id ?? '', 'waiting');
}

/** The address that AutoCall.kz was told to call, of the newest campaign. */
function callbackUrl(): string {
	const { store } = bench().sandbox;
	return String([...store.autocalls.all(), ...store.bulks.all()].at(-1)?.callback_url);
}

/** Posts a report, as AutoCall.kz does. Its body is not read. */
const callBack = async () => await fetch(callbackUrl(), { method: 'POST', body: '{}' });

const afterwards = () =>
	bench()
		.sandbox.store.contactLists.all()
		.map(({ name }) => name)
		.filter((name) => name?.startsWith('After'));

const asked = (route: string) =>
	bench().sandbox.requests.filter((request) => `${request.method} ${request.route}` === route)
		.length;

async function runningExecutions(): Promise<unknown[]> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['running'] }));
	const { results } = await bench().client.request<{ results: unknown[] }>(
		'GET',
		`/rest/executions?filter=${filter}`,
	);
	return results;
}

it('waits in the database, and goes on with the final campaign when AutoCall.kz calls back', async () => {
	const { n8n, client, sandbox } = bench();
	const before = Date.now();
	const waiting = await waitingFor({ ...AUTOCALL, completionTimeLimit: 2 });

	expect(await runningExecutions()).toEqual([]);
	expect(waiting.waitTill?.getTime()).toBeGreaterThanOrEqual(before + 2 * HOUR_MS);
	expect(waiting.waitTill?.getTime()).toBeLessThanOrEqual(Date.now() + 2 * HOUR_MS);
	expect(callbackUrl()).toMatch(`${n8n.url}/webhook-waiting/${waiting.id}`);
	expect(afterwards()).toEqual([]);

	sandbox.finish();
	const finished = await client.finished(waiting.id);

	expect(finished.status).toBe('success');
	expect(itemsOf(finished, CREATE)?.map(({ json }) => json)).toMatchObject([
		{
			id: sandbox.store.autocalls.all()[0]?.id,
			name: 'Reminder',
			status: 'completed',
			final_cost: sandbox.store.autocalls.all()[0]?.final_cost,
			waitTimedOut: false,
		},
	]);
	expect(itemsOf(finished, CREATE)?.[0]?.json).not.toHaveProperty('calls');
	expect(afterwards()).toEqual(['After Reminder: completed']);
});

it('a callback before the end is thanked for, and the execution waits on', async () => {
	const { client, sandbox } = bench();
	const { id } = await waitingFor(AUTOCALL);

	const response = await callBack();

	expect(response.status).toBe(200);
	expect(await response.json()).toEqual({ received: true });
	expect(asked('GET /autocalls/{id}')).toBe(1);
	expect(await client.execution(id)).toMatchObject({ status: 'waiting' });
	expect(afterwards()).toEqual([]);

	sandbox.finish();
	await client.finished(id);
	expect(afterwards()).toEqual(['After Reminder: completed']);
});

it('several callbacks at once make the workflow go on once', async () => {
	const { client, sandbox } = bench();
	const { id, workflowId } = await waitingFor(AUTOCALL);

	sandbox.finish();
	await Promise.all(Array.from({ length: 10 }, callBack));
	await client.finished(id);
	const late = await callBack();

	expect(late.status).toBe(409);
	expect(await client.executions(workflowId)).toHaveLength(1);
	expect(afterwards()).toEqual(['After Reminder: completed']);
});

it('an SMS bulk is waited for as well', async () => {
	const { client, sandbox } = bench();
	const { id } = await waitingFor(SMS_BULK);

	sandbox.finish();
	const finished = await client.finished(id);

	expect(itemsOf(finished, CREATE)?.map(({ json }) => json)).toMatchObject([
		{ status: 'completed', final_cost: 32, waitTimedOut: false },
	]);
	expect(afterwards()).toEqual(['After Reminder: completed']);
});

it('a campaign that the moderator denies is over too', async () => {
	const { client, sandbox } = bench();
	const { id } = await waitingFor({ ...AUTOCALL, name: 'Please deny' });

	sandbox.finish();
	await callBack();
	const finished = await client.finished(id);

	expect(itemsOf(finished, CREATE)?.map(({ json }) => json)).toMatchObject([
		{ status: 'denied', waitTimedOut: false },
	]);
	expect(afterwards()).toEqual(['After Please deny: denied']);
});

it('waits in the editor as well, when a person clicks Execute workflow', async () => {
	const { client, sandbox, importWorkflow } = bench();
	const { path: _path, ...file } = workflow(AUTOCALL);
	const [start, ...others] = file.nodes;
	const manual = { ...start, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const workflowId = await importWorkflow({ ...file, nodes: [manual as INode, ...others] });

	const executionId = await client.run(workflowId, 'Start');
	expect(await client.executionWith(executionId, 'waiting')).toMatchObject({ mode: 'manual' });
	sandbox.finish();

	expect(await client.finished(executionId)).toMatchObject({ status: 'success' });
	expect(afterwards()).toEqual(['After Reminder: completed']);
});

it('outlasts a restart of n8n, after which a callback or the time limit lets it go on', async () => {
	const { n8n, client, sandbox } = bench();
	const limitHours = 0.01;
	const limited = await waitingFor({ ...AUTOCALL, completionTimeLimit: limitHours, name: 'Slow' });
	const called = await waitingFor({ ...SMS_BULK, name: 'Quick' });

	await n8n.restart();

	expect(await client.execution(called.id)).toMatchObject({ status: 'waiting' });
	const bulk = sandbox.store.bulks.all()[0];
	if (bulk) bulk.status = 'completed';
	await callBack();
	const resumed = await client.finished(called.id);
	expect(itemsOf(resumed, CREATE)?.map(({ json }) => json)).toMatchObject([
		{ status: 'completed', waitTimedOut: false },
	]);

	const timedOut = await client.finished(limited.id);
	expect(Date.now()).toBeGreaterThanOrEqual(limited.waitTill?.getTime() ?? Infinity);
	expect(timedOut.status).toBe('success');
	expect(itemsOf(timedOut, CREATE)?.map(({ json }) => json)).toMatchObject([
		{ name: 'Slow', status: 'moderation', waitTimedOut: true },
	]);
	expect(afterwards().sort()).toEqual(['After Quick: completed', 'After Slow: moderation']);
});
