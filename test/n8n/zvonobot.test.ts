/** Zvonobot in the whole n8n: its webhooks, executions that wait for calls, and its examples. */
import { chunk, sortBy } from 'lodash';
import type { IDataObject, INode } from 'n8n-workflow';

import { itemsOf, until, type Execution, type WorkflowFile } from '../../scripts/n8n/client';
import { zvonobot } from '../../scripts/n8n/services';
import { example, exampleFiles } from '../../scripts/n8n/workflowFile';
import { phoneAt, SPOKEN } from '../support/zvonobot';
import { useN8nWith } from './support';

// n8n refuses a webhook to an execution that just handles another one: the sandbox soon repeats it.
const bench = useN8nWith(zvonobot, { sandbox: { minuteMs: 500 } });

const SECRET = { 'x-webhook-secret': 'made-up-secret' };

const node = (name: string, type: string, parameters: object, typeVersion = 1): INode => ({
	...{ id: name, name, type, typeVersion, position: [0, 0] },
	parameters: parameters as INode['parameters'],
});
const own = (name: string, type: string, parameters: object): INode =>
	node(name, `${zvonobot.packageName}.${type}`, parameters);

/** A workflow of two nodes, or of one. */
const chain = (first: INode, second?: INode): WorkflowFile => ({
	name: first.name,
	nodes: second ? [first, second] : [first],
	connections: second
		? { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } }
		: {},
});

const jsonOf = (execution: Pick<Execution, 'data'>, name: string) =>
	(itemsOf(execution, name) ?? []).map(({ json }) => json);

async function activated(workflow: WorkflowFile): Promise<string> {
	const id = await bench().importWorkflow(workflow);
	await bench().activate(id);
	return id;
}

const post = async (url: string, body: object, headers: Record<string, string> = {}) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});

describe('Zvonobot Trigger', () => {
	const WEBHOOKS = 2_000;
	/** Of so many webhooks one repeats the one before. */
	const REPEATED = 5;
	const AT_ONCE = 20;
	/** n8n makes a sandbox for expressions for each webhook: some 10 a second where two cores are shared. */
	const LIMIT_MS = 900_000;
	/** A person's webhook in the shapes that were seen in use. */
	const SHAPES: Array<(call: IDataObject) => object> = [
		(call) => ({ apiCalls: [call] }),
		(call) => call,
		({ id, phone, calls }) => ({ call: { ...(calls as object[])[0], phone, apicallId: id } }),
	];
	const bodyOf = (id: number) =>
		SHAPES[id % SHAPES.length]!({
			...{ id, phone: phoneAt(id) },
			calls: [{ id: 10_000 + id, status: 'finished', answeredAt: 100, finishedAt: 109 }],
		});

	let paths = 0;

	/** A published workflow that starts when a call is over. */
	async function listening(): Promise<{ workflowId: string; url: string }> {
		const path = `calls-over-${++paths}`;
		const trigger = own(path, 'zvonobotTrigger', { events: ['callFinished'] });
		const workflowId = await activated(chain({ ...trigger, webhookId: path }));
		return { workflowId, url: `${bench().n8n.url}/webhook/${path}/webhook` };
	}

	/** The IDs of the calls that started a workflow, once so many have, and every webhook was handled. */
	async function startedBy(workflowId: string, count: number): Promise<unknown[]> {
		const { client } = bench();
		const executions = await until(
			async () => {
				const ids = await client.allExecutions(workflowId, 'success');
				return ids.length >= count ? ids : undefined;
			},
			() => `${count} workflows were started`,
		);
		const told: unknown[] = [];
		for (const part of chunk(executions, AT_ONCE)) {
			const read = await Promise.all(part.map(async (id) => await client.execution(id)));
			told.push(...read.flatMap((one) => jsonOf(one, `calls-over-${paths}`)));
		}
		return told.map((json) => (json as IDataObject).callId);
	}

	it(
		`${WEBHOOKS} webhooks as fast as n8n answers, some of them again: each call starts the workflow once`,
		async () => {
			const { workflowId, url } = await listening();
			const sent = Array.from({ length: WEBHOOKS }, (_none, index) =>
				index % REPEATED === REPEATED - 1 ? index - 1 : index,
			);
			const left = sent.values();
			const statuses = new Set<number>();
			const begun = performance.now();
			await Promise.all(
				Array.from({ length: AT_ONCE }, async () => {
					for (const id of left) statuses.add((await post(url, bodyOf(id), SECRET)).status);
				}),
			);
			const seconds = (performance.now() - begun) / 1000;
			process.stdout.write(
				`\n${WEBHOOKS} webhooks answered in ${Math.round(seconds)} s, ${(WEBHOOKS / seconds).toFixed(1)} a second\n`,
			);
			expect([...statuses]).toEqual([200]);

			// Repetitions of the first and the last start nothing either; a new one does.
			for (const id of [0, WEBHOOKS - 2, WEBHOOKS]) await post(url, bodyOf(id), SECRET);
			const calls = [...new Set([...sent, WEBHOOKS])];
			const told = await startedBy(workflowId, calls.length);
			expect(sortBy(told)).toEqual(calls);
		},
		LIMIT_MS,
	);

	it('refuses a webhook without the secret, and starts nothing', async () => {
		const { workflowId, url } = await listening();
		expect((await post(url, bodyOf(1))).status).toBe(401);
		expect((await post(url, bodyOf(2), { 'x-webhook-secret': 'guessed' })).status).toBe(401);
		const accepted = await post(url, bodyOf(3), SECRET);
		expect([accepted.status, await accepted.json()]).toEqual([200, { received: true }]);
		expect(await startedBy(workflowId, 1)).toEqual([3]);
	});
});

describe('Wait for Completion', () => {
	/** Starts a published workflow that calls two people, and waits until it waits. */
	async function waiting(parameters: IDataObject = {}): Promise<Execution> {
		const { client, n8n } = bench();
		const path = `call-${Math.random()}`;
		const workflowId = await activated(
			chain(
				{
					...node(path, 'n8n-nodes-base.webhook', { httpMethod: 'POST', path }, 2),
					webhookId: path,
				},
				own('Call', 'zvonobot', {
					...{ resource: 'call', operation: 'create', ...SPOKEN },
					...{ contactsSource: 'json', contactsJson: `["${phoneAt(0)}", "${phoneAt(1)}"]` },
					...{ waitForCompletion: true, ...parameters },
				}),
			),
		);
		expect((await post(`${n8n.url}/webhook/${path}`, {})).status).toBe(200);
		const execution = await until(
			async () => (await client.executions(workflowId))[0],
			() => 'the web request starts an execution',
		);
		return await client.executionWith(execution.id, 'waiting');
	}

	it('goes on by the webhooks of the calls, once all of them are over', async () => {
		const { client, sandbox } = bench();
		sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', talkSeconds: 9 });
		sandbox.store.callOutcomes.set(phoneAt(1), { status: 'canceled', hangupCause: 'USER_BUSY' });
		const { id, workflowId } = await waiting();

		sandbox.advance(2);
		await sandbox.webhooksSettled();
		expect(await client.execution(id)).toMatchObject({ status: 'waiting' });
		expect(sandbox.store.apiCalls.all().map(({ webhookSent }) => webhookSent)).toEqual([1, 1]);

		sandbox.finish();
		const finished = await client.finished(id);
		expect(finished.status).toBe('success');
		expect(jsonOf(finished, 'Call')).toMatchObject([
			{ phone: phoneAt(0), status: 'finished', durationSeconds: 9, waitTimedOut: false },
			{ phone: phoneAt(1), status: 'canceled', hangupCause: 'USER_BUSY', waitTimedOut: false },
		]);
		expect(await client.executions(workflowId)).toHaveLength(1);
		expect(sandbox.store.apiCalls.size).toBe(2);
	});

	it('goes on after the time limit, and says so', async () => {
		const { id } = await waiting({ completionTimeLimit: 0.01 });
		const finished = await bench().client.finished(id);
		expect(jsonOf(finished, 'Call')).toMatchObject([
			{ phone: phoneAt(0), waitTimedOut: true },
			{ phone: phoneAt(1), waitTimedOut: true },
		]);
	});
});

describe('examples', () => {
	/** Imports an example, executes it and lets its calls end. */
	async function toTheEnd(file: string): Promise<Execution> {
		const { client, sandbox, importWorkflow } = bench();
		const workflowId = await importWorkflow(example(file));
		const id = await client.run(workflowId, 'Start');
		await client.executionWith(id, 'waiting');
		sandbox.finish();
		const finished = await client.finished(id);
		expect(finished.status).toBe('success');
		return finished;
	}

	it('are those that are run here', () => {
		expect(exampleFiles(zvonobot)).toEqual([
			'zvonobot/answers-to-crm.json',
			'zvonobot/appointment-confirmation.json',
			'zvonobot/unanswered-to-sms.json',
		]);
	});

	it('appointment confirmation: each key comes out at its branch', async () => {
		const { callOutcomes } = bench().sandbox.store;
		callOutcomes.set(phoneAt(0), { status: 'finished', answers: [1] });
		callOutcomes.set(phoneAt(1), { status: 'finished', answers: [9] });
		callOutcomes.set(phoneAt(2), { status: 'canceled' });
		const finished = await toTheEnd('zvonobot/appointment-confirmation.json');
		const appointmentsAt = (branch: string) =>
			jsonOf(finished, branch).map(({ appointment }) => appointment);
		expect(appointmentsAt('Confirm in the CRM')).toEqual([1]);
		expect(appointmentsAt('Cancel in the CRM')).toEqual([]);
		expect(appointmentsAt('Never Call Again')).toEqual([2]);
		expect(appointmentsAt('Call by Hand')).toEqual([3]);
	});

	it('unanswered to SMS: those who were not reached get one', async () => {
		const { callOutcomes } = bench().sandbox.store;
		callOutcomes.set(phoneAt(0), { status: 'finished', talkSeconds: 20 });
		callOutcomes.set(phoneAt(1), { status: 'canceled' });
		callOutcomes.set(phoneAt(2), { status: 'finished', talkSeconds: 2 });
		const finished = await toTheEnd('zvonobot/unanswered-to-sms.json');
		expect(jsonOf(finished, 'Send the SMS').map(({ to }) => to)).toEqual([phoneAt(1), phoneAt(2)]);
	});

	it('answers into a CRM: a row for the key, and one for the end of the call', async () => {
		const { client, n8n, sandbox, importWorkflow } = bench();
		sandbox.store.callOutcomes.set(phoneAt(0), {
			...{ status: 'finished', talkSeconds: 9, answers: [0] },
		});
		const listener = await activated(example('zvonobot/answers-to-crm.json'));
		const webhookUrl = `${n8n.url}/webhook/zvonobot-answers-to-crm/webhook`;
		const webhookParameters = '{ "deal": 7 }';
		const caller = await importWorkflow(
			chain(
				node('Start', 'n8n-nodes-base.manualTrigger', {}),
				own('Call', 'zvonobot', {
					...{ resource: 'call', operation: 'create', ...SPOKEN },
					...{ contactsSource: 'json', contactsJson: `["${phoneAt(0)}"]` },
					answers: { answer: [{ digit: 0, actions: { webhookUrl, webhookParameters } }] },
					additionalFields: { webhookUrl, webhookParameters },
				}),
			),
		);
		const called = await client.finished(await client.run(caller, 'Start'));
		expect(called.status).toBe('success');
		sandbox.finish();
		const executions = await client.finishedExecutions(listener, 2);
		const rows = executions.flatMap((execution) => jsonOf(execution, 'Your CRM'));
		const same = { call: 700_001, deal: '7', phone: phoneAt(0), answer: '0' };
		expect(rows).toHaveLength(2);
		expect(rows).toEqual(
			expect.arrayContaining([
				{ ...same, event: 'answer', status: '', seconds: 0 },
				{ ...same, event: 'callFinished', status: 'finished', seconds: 9 },
			]),
		);
	});
});
