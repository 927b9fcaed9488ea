/** Wait for Completion: the execution waits, by n8n's own waiting, and goes on when its calls are over. */
import type { IDataObject } from 'n8n-workflow';

import type { Continuations, NodeResult, RunNodeOptions } from '../../support/engine';
import {
	bodiesOf,
	define,
	phoneAt,
	rows,
	sent,
	SPOKEN,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot({ balance: 1_000_000 });
useFastWaits();

/** An address at which nobody listens, so that the sandbox's own reports reach nobody. */
const webhookUrl = 'http://localhost:1';

const wait = async (more: IDataObject = {}, options: Partial<RunNodeOptions> = {}) =>
	await bench().run(
		'call',
		'create',
		{ ...SPOKEN, waitForCompletion: true, ...more },
		{ items: rows(2), mode: 'trigger', webhookUrl, ...options },
	);
const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);
const address = () => String(bodiesOf(bench(), 'create').at(-1)?.webhookUrl ?? '');
const report = async (waiting: Continuations<NodeResult>, body?: unknown) =>
	await waiting.callback(body, address());
const received = { status: 200, body: { received: true } };

it('waits, with an address of its own for reports that has a token', async () => {
	const { status, error, items } = await wait();
	expect(error).toBeUndefined();
	expect(status).toBe('waiting');
	expect(items).toHaveLength(2);
	expect(address()).toMatch(/^http:\/\/localhost:1\/webhook-waiting\/.*[?&]token=[\w-]{22}$/);
	expect(address().length).toBeLessThanOrEqual(255);
});

it('goes on when all calls are over, with how each went', async () => {
	const { sandbox } = bench();
	sandbox.store.callOutcomes.set(phoneAt(0), { status: 'finished', talkSeconds: 9, answers: [0] });
	sandbox.store.callOutcomes.set(phoneAt(1), { status: 'canceled', hangupCause: 'USER_BUSY' });
	const waiting = await wait({ answers: { answer: [{ digit: 0 }] } });
	sandbox.finish();
	const { resumed, ...answer } = await report(waiting, { any: 'thing' });
	expect(answer).toEqual(received);
	expect(jsonOf(resumed?.items ?? [])).toMatchObject([
		{
			...{ phone: phoneAt(0), status: 'finished', durationSeconds: 9, answer: 0 },
			waitTimedOut: false,
		},
		{ phone: phoneAt(1), status: 'canceled', hangupCause: 'USER_BUSY', waitTimedOut: false },
	]);
	expect(resumed?.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(sent(bench())).toEqual(['POST /apiCalls/create', 'POST /apiCalls/get']);
});

it('keeps waiting while one goes on, whatever the report says', async () => {
	const waiting = await wait();
	bench().sandbox.advance();
	const lie = { apiCalls: [{ id: 700_001, calls: [{ status: 'finished' }] }] };
	expect(await report(waiting, lie)).toEqual(received);
	bench().sandbox.finish();
	expect((await report(waiting)).resumed?.items).toHaveLength(2);
});

it('asks only for the calls that were not over before', async () => {
	const { sandbox } = bench();
	const waiting = await wait();
	const [first, second] = sandbox.store.apiCalls.all();
	for (let step = 0; step < 5; step++) sandbox.advance();
	second?.calls.forEach((attempt) => Object.assign(attempt, { status: 'started' }));
	expect(await report(waiting)).toEqual(received);
	second?.calls.forEach((attempt) => Object.assign(attempt, { status: 'canceled' }));
	expect((await report(waiting)).resumed?.items).toHaveLength(2);
	expect(bodiesOf(bench(), 'get').map(({ apiCallIdList }) => apiCallIdList)).toEqual([
		[first?.id, second?.id],
		[second?.id],
	]);
});

it.each(['', '?token=wrong', '?token='])(
	'a report to an address with %p is refused',
	async (query) => {
		const waiting = await wait();
		bench().sandbox.finish();
		const { origin, pathname, searchParams } = new URL(address());
		const signature = searchParams.get('signature');
		const signed = signature === null ? query : `${query || '?'}&signature=${signature}`;
		const { status, body } = await waiting.callback({}, `${origin}${pathname}${signed}`);
		expect([status, body]).toEqual([401, { received: false }]);
		expect(sent(bench())).toEqual(['POST /apiCalls/create']);
	},
);

it('goes on at the time limit with the calls as they were made, which it says', async () => {
	const waiting = await wait({ completionTimeLimit: 0.5 });
	const { status, items } = await waiting.resume();
	expect(status).toBe('success');
	expect(jsonOf(items)).toMatchObject([
		{ phone: phoneAt(0), status: 'created', waitTimedOut: true },
		{ phone: phoneAt(1), status: 'created', waitTimedOut: true },
	]);
});

it('waits for nobody where everybody was refused', async () => {
	for (const index of [0, 1]) bench().sandbox.store.blacklist.add(phoneAt(index));
	const { status, items } = await wait();
	expect(status).toBe('success');
	expect(jsonOf(items)).toMatchObject([{ status: 'refused' }, { status: 'refused' }]);
});

it('waits for the calls only, not for rows without one', async () => {
	const { sandbox } = bench();
	sandbox.store.blacklist.add(phoneAt(0));
	const waiting = await wait();
	expect(waiting.status).toBe('waiting');
	sandbox.finish();
	const { resumed } = await report(waiting);
	expect(jsonOf(resumed?.items ?? []).map(({ status }) => status)).toEqual([
		'refused',
		sandbox.store.apiCalls.all()[0]?.calls.at(-1)?.status,
	]);
});

it('a call that is deleted meanwhile is over', async () => {
	const waiting = await wait({}, { items: rows(1) });
	const { sandbox } = bench();
	sandbox.store.apiCalls.delete(sandbox.store.apiCalls.all()[0]?.id ?? 0);
	const { resumed } = await report(waiting);
	expect(jsonOf(resumed?.items ?? [])).toMatchObject([{ status: 'notFound', waitTimedOut: false }]);
});

it('holds neither the key nor its address in what is stored or comes out', async () => {
	const waiting = await wait();
	expect(waiting.stored()).not.toContain(bench().credential.apiKey);
	expect(JSON.stringify(waiting.items)).not.toContain('token=');
	bench().sandbox.finish();
	const { resumed } = await report(waiting);
	expect(JSON.stringify(resumed?.items)).not.toContain('token=');
});

it('a service that fails is asked again, and the report is answered with 503 if that does not help', async () => {
	const waiting = await wait();
	bench().sandbox.finish();
	bench().sandbox.faults.add({ kind: 'status', status: 500, path: '/apiCalls/get', times: 3 });
	expect((await report(waiting)).status).toBe(503);
	expect((await report(waiting)).resumed?.items).toHaveLength(2);
});

it.each<[IDataObject, Partial<RunNodeOptions>, string]>([
	[
		{ additionalFields: { webhookUrl: 'https://example.com' } },
		{},
		'"Wait for Completion" cannot be combined with Webhook URL [item 0]',
	],
	[
		{},
		{ webhookUrl: `http://localhost:1/${'x'.repeat(250)}` },
		'"Wait for Completion" needs an address of at most 255 characters, but the address of this n8n has',
	],
	[
		{},
		{ items: rows(5_001) },
		'"Wait for Completion" takes at most 5000 calls, but there are 5001 [item 0]',
	],
])('is refused before anybody is called: %j', async (more, options, message) => {
	const { error } = await wait(more, options);
	expect(error?.message).toContain(message);
	expect(sent(bench())).toEqual([]);
});

it('one person an item: all items are waited for', async () => {
	const parameters = { ...define('={{ $json.phone }}') };
	const waiting = await wait(parameters);
	expect(waiting.status).toBe('waiting');
	bench().sandbox.finish();
	const { resumed } = await report(waiting);
	expect(jsonOf(resumed?.items ?? []).map(({ phone }) => phone)).toEqual([phoneAt(0), phoneAt(1)]);
});
