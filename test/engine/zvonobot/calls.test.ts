/** Call → Get, Delete and Reschedule: many IDs in few requests, each with what became of it. */
import type { IDataObject } from 'n8n-workflow';

import { bodiesOf, phoneAt, sent, useFastWaits, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot();
useFastWaits();

const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);
const seedMany = (count: number) =>
	Array.from({ length: count }, (_none, index) =>
		bench().sandbox.seedCall({ phone: phoneAt(index) }),
	);
const seedOne = () => bench().sandbox.seedCall({ phone: phoneAt(0) });
const later = Math.floor(Date.now() / 1000) + 86_400;

describe('Get', () => {
	it('tells how each call went, in one request for all items', async () => {
		const { run, sandbox } = bench();
		const first = seedOne();
		const second = sandbox.seedCall({ phone: phoneAt(1) });
		const items = [{ id: second.id }, { id: first.id }];
		const result = await run('call', 'get', { callIds: '={{ $json.id }}' }, { items });
		expect(sent(bench())).toEqual(['POST /apiCalls/get']);
		expect(jsonOf(result.items)).toMatchObject([
			{ id: second.id, phone: phoneAt(1), status: 'finished', durationSeconds: 12 },
			{ id: first.id, phone: phoneAt(0), status: 'finished', durationSeconds: 12 },
		]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(Object.keys(result.items[0]?.json ?? {})).toHaveLength(10);
		expect(sandbox.requests[0]?.query).toEqual({});
	});

	it('takes several IDs an item, and says which is not there', async () => {
		const call = seedOne();
		const { items } = await bench().run('call', 'get', { callIds: `${call.id}, 999, ${call.id}` });
		expect(jsonOf(items)).toMatchObject([
			{ id: call.id, status: 'finished' },
			{ id: 999, status: 'notFound' },
		]);
	});

	it('asks for 5,000 calls a request', async () => {
		const calls = seedMany(5_001);
		const items = calls.map(({ id }) => ({ id }));
		const result = await bench().run('call', 'get', { callIds: '={{ $json.id }}' }, { items });
		expect(jsonOf(result.items).map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
		expect(
			bodiesOf(bench(), 'get').map(({ apiCallIdList }) => (apiCallIdList as number[]).length),
		).toEqual([5_000, 1]);
	});

	it.each([
		[{ answers: [0], ivrDigit: 0 }, 0, [0]],
		[{ answers: ['да'], ivrDigit: null }, 'да', ['да']],
		[{ answers: [2, 'нет'], ivrDigit: 2 }, 'нет', [2, 'нет']],
		[{ answers: [-1], ivrDigit: -1 }, -1, [-1]],
		[{ answers: [], ivrDigit: 3 }, 3, []],
		[{ answers: [], ivrDigit: null }, null, []],
	])('tells what was answered: %j', async (attempt, answer, answers) => {
		const call = bench().sandbox.seedCall({ attempt });
		const { items } = await bench().run('call', 'get', { callIds: call.id, simplify: false });
		expect(items[0]?.json).toMatchObject({ answer, answers });
	});

	it('without Simplify gives all that the service has, with every time in ISO beside it', async () => {
		const { sandbox, run } = bench();
		sandbox.surprises.unsetTimes = 'zero';
		const call = sandbox.seedCall({ attempt: { status: 'canceled', hangupCause: 'NO_ANSWER' } });
		const { items } = await run('call', 'get', { callIds: call.id, simplify: false });
		expect(items[0]?.json).toMatchObject({
			...{ status: 'canceled', durationSeconds: null, hangupCause: 'NO_ANSWER' },
			...{ plannedAt: 0, plannedAtIso: null, createdAt: call.createdAt },
			createdAtIso: new Date(call.createdAt * 1000).toISOString().replace('.000', ''),
			calls: [{ id: call.calls[0]?.id, answeredAt: 0, answeredAtIso: null }],
		});
	});

	it('a planned call has not begun', async () => {
		const call = bench().sandbox.seedCall({ plannedAt: later });
		const { items } = await bench().run('call', 'get', { callIds: call.id });
		expect(items[0]?.json).toMatchObject({ id: call.id, status: 'created', answer: null });
	});

	it('asks for calls from a template where those are', async () => {
		const call = bench().sandbox.seedCall({ madeFrom: 'template', templateId: 71 });
		const parameters = { callIds: call.id, createdFrom: 'template' };
		const { items } = await bench().run('call', 'get', parameters);
		expect(items[0]?.json).toMatchObject({ id: call.id, status: 'finished' });
		expect(sent(bench())).toEqual(['POST /apiCalls/getWithTemplates']);
	});

	it('reads the bare objects of the instruction as well', async () => {
		const { sandbox } = bench();
		sandbox.surprises.answers = 'asDocumented';
		const first = seedOne();
		const second = sandbox.seedCall({ phone: phoneAt(1) });
		for (const callIds of [String(first.id), `${first.id},${second.id}`]) {
			const { items } = await bench().run('call', 'get', { callIds });
			expect(jsonOf(items)[0]).toMatchObject({ id: first.id, status: 'finished' });
		}
	});

	it.each([
		['lists with gaps', { 1: { id: 7, calls: { 1: { status: 'finished', cost: '1.50' } } } }],
		[
			'one call in the place of a list',
			[{ id: 7, calls: { status: 'finished', cost: '1.50' } }, null],
		],
	])('reads %s, and a cost as text, as well', async (_what, data) => {
		bench().sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'success', data } });
		const { items } = await bench().run('call', 'get', { callIds: '7' });
		expect(jsonOf(items)).toMatchObject([{ id: 7, status: 'finished', cost: 1.5 }]);
	});

	it('is asked again after a fault of the service', async () => {
		const call = seedOne();
		bench().sandbox.faults.add({ kind: 'status', status: 500 });
		const { items } = await bench().run('call', 'get', { callIds: call.id });
		expect(jsonOf(items)).toMatchObject([{ id: call.id }]);
	});

	it('an ID that is none stops the run before anything is asked, or fails its item alone', async () => {
		const call = seedOne();
		const options = { items: [{ id: call.id }, { id: 'x' }] };
		const parameters = { callIds: '={{ $json.id }}' };
		const stopped = await bench().run('call', 'get', parameters, options);
		expect(stopped.error?.message).toBe('"Call IDs" must be an ID such as 73, but is "x" [item 1]');
		expect(sent(bench())).toEqual([]);
		const continued = await bench().run('call', 'get', parameters, {
			...options,
			continueOnFail: 'continueRegularOutput',
		});
		expect(jsonOf(continued.items)).toMatchObject([
			{ id: call.id, status: 'finished' },
			{ error: '"Call IDs" must be an ID such as 73, but is "x" [item 1]' },
		]);
	});
});

describe('Delete', () => {
	it('says of each ID whether it was deleted, in one request', async () => {
		const planned = bench().sandbox.seedCall({ plannedAt: later });
		const over = bench().sandbox.seedCall({});
		const items = [planned, over, { id: 999 }].map(({ id }) => ({ id }));
		const result = await bench().run('call', 'delete', { callIds: '={{ $json.id }}' }, { items });
		const reason = 'It has begun, is over, was deleted before, or is not in your account.';
		expect(jsonOf(result.items)).toEqual([
			{ id: planned.id, deleted: true },
			{ id: over.id, deleted: false, reason },
			{ id: 999, deleted: false, reason },
		]);
		expect(sent(bench())).toEqual(['POST /apiCalls/remove']);
	});

	it('reads the list of IDs with gaps as well', async () => {
		const body = { status: 'success', data: { callIdList: { 1: 8 } } };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body });
		const { items } = await bench().run('call', 'delete', { callIds: '7,8' });
		expect(jsonOf(items).map(({ deleted }) => deleted)).toEqual([false, true]);
	});

	it('names calls from a template as such', async () => {
		const call = bench().sandbox.seedCall({
			madeFrom: 'template',
			templateId: 71,
			plannedAt: later,
		});
		const parameters = { callIds: call.id, createdFrom: 'template' };
		expect(jsonOf((await bench().run('call', 'delete', parameters)).items)).toEqual([
			{ id: call.id, deleted: true },
		]);
		expect(bodiesOf(bench(), 'remove')).toMatchObject([{ idList: [call.id], isTemplate: 1 }]);
	});

	it('after a lost response tells apart what it had deleted and what it could not delete', async () => {
		const { sandbox, run } = bench();
		const planned = sandbox.seedCall({ plannedAt: later });
		const over = sandbox.seedCall({});
		sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/remove' });
		const { items } = await run('call', 'delete', { callIds: `${planned.id},${over.id}` });
		expect(jsonOf(items)).toMatchObject([
			{ id: planned.id, deleted: true },
			{ id: over.id, deleted: false },
		]);
	});
});

describe('Reschedule', () => {
	it('moves each to its own time, in one request, and says which was moved', async () => {
		const planned = bench().sandbox.seedCall({ plannedAt: later });
		const over = bench().sandbox.seedCall({});
		const items = [
			{ id: planned.id, at: '2037-03-16T10:00:00Z' },
			{ id: over.id, at: '2037-03-16T11:00:00Z' },
		];
		const parameters = { callIds: '={{ $json.id }}', plannedAt: '={{ $json.at }}' };
		const result = await bench().run('call', 'reschedule', parameters, { items });
		const plannedAt = Date.parse('2037-03-16T10:00:00Z') / 1000;
		expect(jsonOf(result.items)).toEqual([
			{ id: planned.id, rescheduled: true, plannedAt, plannedAtIso: '2037-03-16T10:00:00Z' },
			{
				...{ id: over.id, rescheduled: false },
				reason: 'It has begun, is over, or is not in your account.',
			},
		]);
		expect(sent(bench())).toEqual(['POST /apiCalls/update']);
		expect(bench().sandbox.store.findCall(planned.id)?.plannedAt).toBe(plannedAt);
	});

	it('needs a time', async () => {
		const { error } = await bench().run('call', 'reschedule', {
			callIds: '7',
			plannedAt: '={{ "" }}',
		});
		expect(error?.message).toBe('"Planned At" is required, but is empty [item 0]');
		expect(sent(bench())).toEqual([]);
	});
});
