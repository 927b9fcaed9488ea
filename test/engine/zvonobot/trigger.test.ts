/** Zvonobot Trigger: what a workflow starts on, once each, and who may start it. */
import type { IDataObject } from 'n8n-workflow';

import type { Surprises } from '../../../sandbox/zvonobot';
import type { ActiveWebhook } from '../../support/engine';
import { listenFor, type Listener } from '../../support/webhookListener';
import { bodiesOf, define, phoneAt, SPOKEN, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot({ minuteMs: 10 });

const ALL = ['callFinished', 'callStatus', 'answer'];
let workflows = 0;
let listeners: Listener[] = [];
beforeEach(() => {
	listeners = [];
});
afterEach(async () => {
	for (const listener of listeners) await listener.close();
});

/** An active workflow with a trigger. Each has an ID of its own, as in n8n. */
async function activate(
	events: string[],
	options: { secret?: string; mode?: 'webhook' | 'manual' } = {},
): Promise<ActiveWebhook> {
	return await bench().engine.activateWebhook({
		parameters: { events },
		workflowId: `workflow-${++workflows}`,
		mode: options.mode,
		...(options.secret !== undefined && {
			credential: { ...bench().credential, webhookSecret: options.secret },
		}),
	});
}

/** A trigger that listens at an address for the sandbox. */
async function listen(events: string[], secret?: string): Promise<Listener> {
	const listener = await listenFor(await activate(events, { secret }));
	listeners.push(listener);
	return listener;
}

/** Calls one person, and lets all webhooks come to their end. */
async function callAll(parameters: IDataObject, secret = ''): Promise<IDataObject[]> {
	const { run, sandbox } = bench();
	const credential = { ...bench().credential, webhookSecret: secret };
	const { items, error } = await run(
		'call',
		'create',
		{ ...SPOKEN, ...define(phoneAt(0)), ...parameters },
		{ credential },
	);
	expect(error).toBeUndefined();
	sandbox.finish();
	await sandbox.webhooksSettled();
	return items.map(({ json }) => json);
}

const started = (listener: Listener) => listener.started.flat().map(({ json }) => json);

describe.each<[Surprises['statusWebhooks']]>([['wrapped'], ['flat'], ['call']])(
	'the status of calls in the shape %s',
	(shape) => {
		beforeEach(() => {
			const { sandbox } = bench();
			sandbox.surprises.statusWebhooks = shape;
			sandbox.store.callOutcomes.set(phoneAt(0), {
				...{ status: 'finished', talkSeconds: 7, answers: [0] },
			});
		});

		it('starts once when a call is over, with its result', async () => {
			const trigger = await listen(['callFinished']);
			const additionalFields = { webhookUrl: trigger.url, webhookParameters: '{ "deal": 7 }' };
			const answers = { answer: [{ digit: 0 }] };
			const [call] = await callAll({ additionalFields, answers });
			expect(started(trigger)).toMatchObject([
				{
					...{ event: 'callFinished', callId: call?.id, phone: phoneAt(0), status: 'finished' },
					...{ answer: 0, answers: [0], durationSeconds: 7, parameters: { deal: 7 } },
				},
			]);
			expect(Object.keys(started(trigger)[0] ?? {}).slice(0, 6)).toEqual([
				...['event', 'callId', 'phone', 'status', 'answer', 'answers'],
			]);
		});

		it('starts on each change, if that is wanted', async () => {
			const trigger = await listen(['callStatus']);
			await callAll({ additionalFields: { webhookUrl: trigger.url } });
			expect(
				started(trigger).map(({ event, status }) => `${String(event)} ${String(status)}`),
			).toEqual([
				...['callStatus processed', 'callStatus started', 'callStatus answered'],
				'callStatus finished',
			]);
		});

		it('starts once on what comes three times, also when n8n was restarted meanwhile', async () => {
			bench().sandbox.surprises.webhookRepeats = 2;
			const trigger = await listen(ALL);
			await callAll({ additionalFields: { webhookUrl: trigger.url } });
			expect(trigger.received).toHaveLength(12);
			expect(started(trigger).map(({ event }) => event)).toEqual([
				...['callStatus', 'callStatus', 'callStatus', 'callFinished'],
			]);
		});
	},
);

it('a webhook that tells of several calls starts with an item for each', async () => {
	const { sandbox } = bench();
	sandbox.surprises.callsInWebhook = 10;
	const trigger = await listen(['callFinished']);
	for (const index of [0, 1]) {
		sandbox.store.callOutcomes.set(phoneAt(index), { status: 'canceled' });
	}
	await callAll({
		...define(phoneAt(0), phoneAt(1)),
		additionalFields: { webhookUrl: trigger.url },
	});
	expect(started(trigger)).toMatchObject([
		{ phone: phoneAt(0), status: 'canceled', durationSeconds: null, answer: null },
		{ phone: phoneAt(1), status: 'canceled', durationSeconds: null, answer: null },
	]);
});

describe('an answer', () => {
	it.each<[string, IDataObject, number | string, unknown]>([
		['a key', { digit: 3 }, 3, 3],
		['key 0', { digit: 0 }, 0, 0],
		['a word', { givenBy: 'keyWords', keyWords: 'да, ага' }, 'да', 'да'],
	])('%s starts the workflow while the call goes on', async (_what, answer, given, expected) => {
		const { sandbox } = bench();
		sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', answers: [given] });
		for (const digits of ['number', 'text'] as const) {
			sandbox.surprises.digits = digits;
			const trigger = await listen(['answer']);
			const actions = { webhookUrl: trigger.url, webhookParameters: '{ "deal": 7 }' };
			const [call] = await callAll({ answers: { answer: [{ ...answer, actions }] } });
			expect(started(trigger)).toMatchObject([
				{
					...{ event: 'answer', callId: call?.id, phone: phoneAt(0), answer: expected },
					...{ answers: [expected], parameters: { deal: 7 } },
				},
			]);
		}
	});

	it('of who stayed on the line is empty', async () => {
		bench().sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', answers: [] });
		const trigger = await listen(['answer']);
		const actions = { webhookUrl: trigger.url };
		await callAll({ answers: { answer: [{ givenBy: 'stay', actions }] } });
		expect(started(trigger)).toMatchObject([{ event: 'answer', answer: null }]);
	});

	it('that comes three times starts the workflow once', async () => {
		const { sandbox } = bench();
		sandbox.surprises.webhookRepeats = 2;
		sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', answers: [1] });
		const trigger = await listen(['answer']);
		await callAll({ answers: { answer: [{ digit: 1, actions: { webhookUrl: trigger.url } }] } });
		expect(trigger.received).toHaveLength(3);
		expect(started(trigger)).toHaveLength(1);
	});

	it('in the form of the instruction, without an ID, is taken as well', async () => {
		const trigger = await activate(['answer']);
		const body = { call: { phone: '10000000000', answer: 1 }, user_parameter1: 'value1' };
		const { items } = await trigger.request({ body });
		expect(items?.[0]?.json).toMatchObject({
			...{ event: 'answer', callId: null, phone: '10000000000', answer: 1, answers: [1] },
			parameters: { user_parameter1: 'value1' },
			raw: body,
		});
	});

	it('has its phone as text, also where the service sends a number', async () => {
		const trigger = await activate(ALL);
		const call = { phone: 77010000001, answer: 1 };
		for (const body of [
			{ call },
			{ apiCalls: [{ id: 7, calls: [{ ...call, status: 'started' }] }] },
		]) {
			const { items } = await trigger.request({ body });
			expect(items?.[0]?.json.phone).toBe(phoneAt(0));
		}
	});

	it('does not start a workflow that is to start on finished calls', async () => {
		const trigger = await activate(['callFinished']);
		const body = { call: { phone: '10000000000', answer: 1 } };
		expect(await trigger.request({ body })).toEqual({
			...{ status: 200, body: { received: true }, items: null },
		});
	});
});

describe('deliveries', () => {
	const finished = (id: number): IDataObject => ({
		apiCalls: [{ id, calls: [{ id: id + 1, phone: '77010000001', status: 'finished' }] }],
	});

	it('at the same time start the workflow once', async () => {
		const trigger = await activate(['callFinished']);
		const outcomes = await Promise.all(
			Array.from({ length: 5 }, async () => await trigger.request({ body: finished(1) })),
		);
		expect(outcomes.filter(({ items }) => items)).toHaveLength(1);
		expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
	});

	it('of 2,000 calls at the same time, each twice: none is lost, none comes twice', async () => {
		const trigger = await activate(['callFinished']);
		const ids = Array.from({ length: 2_000 }, (_none, index) => 10 * index);
		const outcomes = await Promise.all(
			[...ids, ...ids].map(async (id) => await trigger.request({ body: finished(id) })),
		);
		const told = outcomes.flatMap(({ items }) => (items ?? []).map(({ json }) => json.callId));
		expect(told.sort((a, b) => Number(a) - Number(b))).toEqual(ids);
		expect(JSON.stringify(trigger.staticData()).length).toBeLessThan(30_000);
	});

	it('are kept apart by workflow', async () => {
		for (const trigger of [await activate(['callFinished']), await activate(['callFinished'])]) {
			expect((await trigger.request({ body: finished(1) })).items).toHaveLength(1);
		}
	});

	it.each([
		{ apiCalls: { 1: { id: 1, calls: { 1: { status: 'finished' } } } } },
		{ apiCalls: { id: 1, calls: { status: 'finished' } } },
		{ id: 1, status: 'finished', calls: null },
	])('%j, whose lists are none, starts the workflow as well', async (body) => {
		const trigger = await activate(['callFinished']);
		const { items } = await trigger.request({ body });
		expect(items?.map(({ json }) => json)).toMatchObject([{ callId: 1, status: 'finished' }]);
	});

	it.each([
		['a form, as curl in PHP does', (json: string) => ({ [json]: '' })],
		['nothing', () => ({})],
		['a text', (json: string) => json],
	])('that are JSON, but say that they are %s, start the workflow as well', async (_what, read) => {
		const trigger = await activate(['callFinished']);
		const json = JSON.stringify(finished(1));
		const { items } = await trigger.request({ body: read(json), rawBody: Buffer.from(json) });
		expect(items).toHaveLength(1);
		const noJson = await trigger.request({ body: {}, rawBody: Buffer.from('{') });
		expect([noJson.status, noJson.items]).toEqual([200, null]);
	});

	it('may be repeated in the editor', async () => {
		const trigger = await activate(['callFinished'], { mode: 'manual' });
		for (let time = 0; time < 2; time++) {
			expect((await trigger.request({ body: finished(1) })).items).toHaveLength(1);
		}
	});

	it.each([
		...[{}, [], { call: 7 }, { apiCalls: 'x' }, { apiCalls: [null, 7] }, { id: 7 }, { call: null }],
		{ apiCalls: [{ id: { a: 1 }, calls: [null, 'x'] }] },
	])('%j is answered with 200 and starts no workflow on a finished call', async (body) => {
		const trigger = await activate(['callFinished']);
		expect(await trigger.request({ body })).toMatchObject({ status: 200, items: null });
	});
});

describe('the secret', () => {
	const body = { call: { phone: '10000000000', answer: 1 } };
	const SECRET = 'a-secret-of-our-own';

	it.each([
		['without', {}],
		['with another', { 'x-webhook-secret': 'another' }],
		['with a part of it', { 'x-webhook-secret': SECRET.slice(0, -1) }],
		['with an empty one', { 'x-webhook-secret': '' }],
	])('a request %s is refused and starts nothing', async (_how, headers) => {
		const trigger = await activate(['answer'], { secret: SECRET });
		expect(await trigger.request({ body, headers })).toEqual({
			...{ status: 401, body: { received: false }, items: null },
		});
		expect(trigger.staticData()).toEqual({});
	});

	it('a request with it starts the workflow', async () => {
		const trigger = await activate(['answer'], { secret: SECRET });
		const headers = { 'x-webhook-secret': SECRET };
		expect((await trigger.request({ body, headers })).items).toHaveLength(1);
		// The secret is kept for a moment; a wrong one is refused all the same.
		for (const wrong of ['', `${SECRET}x`]) {
			const later = await trigger.request({
				body: { call: { ...body.call, id: 2 } },
				headers: { 'x-webhook-secret': wrong },
			});
			expect([later.status, later.items]).toEqual([401, null]);
		}
	});

	it.each([undefined, ''])('is not asked for where there is none (%p)', async (secret) => {
		const trigger = await activate(['answer'], { secret });
		expect((await trigger.request({ body })).items).toHaveLength(1);
	});

	it.each<[IDataObject]>([
		[{ call: { phone: '1', answer: 1, webhookHeaders: SECRET } }],
		[{ call: { phone: '1', answer: 1 }, webhookHeaders: SECRET }],
		[{ apiCalls: [{ id: 1, status: 'started', webhookHeaders: SECRET }], webhookHeaders: SECRET }],
	])('that the service gives back does not come out: %j', async (told) => {
		const trigger = await activate(ALL);
		const { items } = await trigger.request({ body: told });
		expect(items).toHaveLength(1);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	});

	it('is sent along with each webhook that the node sets up, and comes out nowhere', async () => {
		bench().sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', answers: [1] });
		const trigger = await listen(ALL, SECRET);
		const calls = await callAll(
			{
				additionalFields: { webhookUrl: trigger.url, webhookHeaders: '{ "X-Own": "1" }' },
				answers: { answer: [{ digit: 1, actions: { webhookUrl: trigger.url } }] },
			},
			SECRET,
		);
		expect(started(trigger).map(({ event }) => event)).toEqual(
			expect.arrayContaining(['answer', 'callFinished']),
		);
		expect(trigger.statuses.every((status) => status === 200)).toBe(true);
		const [body] = bodiesOf(bench(), 'create');
		expect(JSON.parse(String(body?.webhookHeaders))).toEqual({
			'X-Own': '1',
			'X-Webhook-Secret': SECRET,
		});
		expect(JSON.stringify([calls, started(trigger), trigger.staticDataOf()])).not.toContain(SECRET);
	});
});

it('says on the canvas what it starts on', () => {
	const description = bench().engine.nodeDescription('n8n-nodes-zvonobot.zvonobotTrigger');
	expect(description).toMatchObject({ displayName: 'Zvonobot Trigger', inputs: [] });
	expect(description.webhooks).toMatchObject([{ httpMethod: 'POST', path: 'webhook' }]);
});
