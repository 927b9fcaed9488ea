/** Nobody is called twice, whatever becomes of a response: there is no key that would tell, and no list to look in. */
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/zvonobot';
import {
	bodiesOf,
	byId,
	define,
	phoneAt,
	rows,
	SPOKEN,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';
import { LOST_RESPONSES } from '../../support/faults/lostResponses';

const bench = useZvonobot({ balance: 1_000_000, validateResponses: false });
useFastWaits();

const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);
/** How often each phone was called. */
function timesCalled(): number[] {
	const { apiCalls, templateCalls } = bench().sandbox.store;
	const times = new Map<string, number>();
	for (const { phone } of [...apiCalls.all(), ...templateCalls.all()]) {
		times.set(phone, (times.get(phone) ?? 0) + 1);
	}
	return [...times.values()];
}
const requestsTo = (endpoint: string) => bodiesOf(bench(), endpoint).length;

const ADVICE =
	'Look in your account at Zvonobot whether the people are called before you run this again. Retry and Retry On Fail do not send it again. To send it again anyway, start a new execution; or turn Options → Duplicate Protection off, and Retry sends everything again.';

const LOST: Array<[string, Fault]> = [
	...LOST_RESPONSES,
	['a fault of the service comes after the work', { kind: 'statusAfterEffect', status: 500 }],
	['the response is something else', { kind: 'altered', alter: () => ({ status: 'success' }) }],
	['the response is a list of nothing', { kind: 'altered', alter: () => [1, 2] }],
];

describe.each(LOST)('when %s', (_how, fault) => {
	it('the error says that people may have been called, and that it is not sent again', async () => {
		bench().sandbox.faults.add({ ...fault, path: '/apiCalls/create' });
		const { error, executionTime } = await bench().run('call', 'create', SPOKEN, {
			items: rows(2),
			retryOnFail: true,
			waitBetweenTries: 1,
		});
		expect(executionTime).toBeGreaterThan(0);
		expect(error?.message).toMatch(/; it may have been carried out anyway \[item 0\]$/);
		expect(error?.message).not.toMatch(/immediately/);
		expect(error?.description).toContain(ADVICE);
		expect(error?.description).toContain('This is about 2 of 2 numbers: item 0 to item 1.');
		expect(requestsTo('create')).toBe(1);
	});

	it('Retry of the failed execution does not send it either', async () => {
		bench().sandbox.faults.add({ ...fault, path: '/apiCalls/create' });
		const failed = await bench().run('call', 'create', SPOKEN, { items: rows(2) });
		const retried = await failed.retry();
		expect(retried.error?.message).toBe(failed.error?.message);
		expect(requestsTo('create')).toBe(1);
	});
});

it('many people: Retry goes on with those that were not sent, and with nobody else', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({
		...{ kind: 'status', status: 400, body: { status: 'error', message: 'Нет' } },
		...{ path: '/apiCalls/create', after: 1 },
	});
	const failed = await run('call', 'create', SPOKEN, { items: rows(10_001) });
	expect(failed.error?.message).toBe(
		'Zvonobot refused the request (status 400). Already done: 5000 calls were created [item 0]',
	);
	expect(failed.error?.description).toContain(
		'Retry and Retry On Fail go on with those that were not sent.',
	);
	const retried = await failed.retry();
	expect(retried.error).toBeUndefined();
	expect(retried.items).toHaveLength(10_001);
	expect(jsonOf(retried.items).every(({ status }) => status === 'created')).toBe(true);
	expect(new Set(jsonOf(retried.items).map(({ id }) => id)).size).toBe(10_001);
	expect(timesCalled()).toHaveLength(10_001);
	expect(timesCalled().every((times) => times === 1)).toBe(true);
});

it('many people: after a lost response Retry calls the others, and keeps naming those who may have been called', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/create' });
	const failed = await run('call', 'create', SPOKEN, { items: rows(5_002) });
	expect(failed.error?.message).toMatch(
		/anyway\. Not sent: the numbers after item 4999 \[item 0\]$/,
	);
	expect(failed.error?.description).toContain('Retry sends the numbers after item 4999.');
	expect(requestsTo('create')).toBe(1);
	const retried = await failed.retry();
	expect(retried.error?.message).not.toContain('Not sent');
	expect(retried.error?.message).toContain('it may have been carried out anyway');
	expect(retried.error?.message).toContain('Already done: 2 calls were created');
	expect(retried.error?.description).toContain(
		'This is about 5000 of 5002 numbers: item 0 to item 4999.',
	);
	expect(requestsTo('create')).toBe(2);
	const again = await retried.retry();
	expect(again.error?.message).toBe(retried.error?.message);
	expect(requestsTo('create')).toBe(2);
	expect(timesCalled()).toHaveLength(5_002);
	expect(timesCalled().every((times) => times === 1)).toBe(true);
});

it('many people: a failure after a lost response does not hide those who may have been called', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/create' });
	const failed = await run('call', 'create', SPOKEN, { items: rows(5_002) });
	sandbox.faults.add({ kind: 'html', status: 404, path: '/apiCalls/create' });
	const refused = await failed.retry();
	expect(refused.error?.message).toBe(
		'Zvonobot found nothing at this address. An earlier request, about item 0 to item 4999, may have been carried out [item 0]',
	);
	expect(refused.error?.description).toContain(`About the earlier request: ${ADVICE}`);
	expect(refused.error?.description).toMatch(
		/^This is about 2 of 5002 numbers: item 5000 to item 5001\. Check/,
	);
	const retried = await refused.retry();
	expect(retried.error?.message).toMatch(/anyway\. Already done: 2 calls were created \[item 0\]$/);
	expect(timesCalled()).toHaveLength(5_002);
});

it('many people: with On Error set to continue each row comes out, with its call or the error', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/create' });
	const { items, status } = await run('call', 'create', SPOKEN, {
		items: rows(5_002),
		continueOnFail: 'continueRegularOutput',
		retryOnFail: true,
		waitBetweenTries: 1,
	});
	expect(status).toBe('success');
	expect(items).toHaveLength(5_002);
	expect(items[0]?.json).toEqual({
		error: expect.stringContaining('it may have been carried out anyway') as string,
	});
	expect(items[5_001]).toMatchObject({
		json: { phone: phoneAt(5_001), status: 'created' },
		pairedItem: { item: 5_001 },
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		rows(5_002).map((_row, item) => ({ item })),
	);
	expect(timesCalled().every((times) => times === 1)).toBe(true);
	expect(requestsTo('create')).toBe(2);
});

it('Retry after a correction of the message calls only those that were not called', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({
		...{ kind: 'status', status: 422, body: { status: 'error', message: 'Слишком длинно' } },
		...{ path: '/apiCalls/create', after: 1 },
	});
	const failed = await run('call', 'create', SPOKEN, { items: rows(5_001) });
	expect(failed.error?.description).toContain('Слишком длинно');
	const retried = await failed.retry({
		...{ resource: 'call', operation: 'create' },
		...{ ...SPOKEN, text: 'Corrected' },
	});
	expect(retried.error).toBeUndefined();
	expect(bodiesOf(bench(), 'create').at(-1)).toMatchObject({
		phones: [phoneAt(5_000)],
		record: { text: 'Corrected' },
	});
	expect(timesCalled().every((times) => times === 1)).toBe(true);
});

it('an execution that is stopped in the middle keeps what it has sent', async () => {
	const { sandbox, run } = bench();
	let stop = () => {};
	const stopWhen = new Promise<void>((resolve) => (stop = resolve));
	sandbox.faults.add({
		...{ kind: 'meanwhile', happens: () => stop() },
		...{ path: '/apiCalls/create', after: 1 },
	});
	const stopped = await run('call', 'create', SPOKEN, { items: rows(10_001), stopWhen });
	expect(stopped.status).not.toBe('success');
	await sandbox.faults.settled();
	await stopped.retry();
	expect(timesCalled().every((times) => times === 1)).toBe(true);
	expect(timesCalled().length).toBeGreaterThanOrEqual(5_001);
});

it('one person an item: Retry On Fail leaves out the items that went through', async () => {
	bench().sandbox.faults.add({
		...{ kind: 'status', status: 422, body: { status: 'error', message: 'Нет' } },
		...{ path: '/apiCalls/create', after: 1 },
	});
	const parameters = { ...SPOKEN, ...define('={{ $json.phone }}') };
	const { items, error } = await bench().run('call', 'create', parameters, {
		items: rows(3),
		retryOnFail: true,
		waitBetweenTries: 1,
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
	expect(timesCalled()).toEqual([1, 1, 1]);
	expect(requestsTo('create')).toBe(4);
});

it('a connection that was never made is no doubt: Retry sends it', async () => {
	const { run, sandbox } = bench();
	const credential = { ...bench().credential, domain: 'http://127.0.0.1:1' };
	const failed = await run('call', 'create', SPOKEN, { items: rows(1), credential });
	expect(failed.error?.message).toBe('Zvonobot could not be reached [item 0]');
	expect(failed.error?.description).toContain('the Domain of the Zvonobot credential');
	expect(sandbox.requests).toEqual([]);
});

it('without Duplicate Protection Retry calls everybody again, which it says', async () => {
	bench().sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/create' });
	const parameters = { ...SPOKEN, options: { duplicateProtection: false } };
	const failed = await bench().run('call', 'create', parameters, { items: rows(1) });
	expect(failed.error?.description).toContain('Duplicate Protection is off: Retry sends it again.');
	expect((await failed.retry()).error).toBeUndefined();
	expect(timesCalled()).toEqual([2]);
});

describe.each<[string, string, IDataObject, string]>([
	['flashCall', 'send', { phone: phoneAt(0), pin: '1234' }, 'confirmPhone'],
	['audio', 'create', { name: 'Hello', source: 'text', text: 'Hello' }, 'createRecord'],
	[
		'call',
		'createFromTemplate',
		{ ...define(phoneAt(0)), templateId: byId(71) },
		'createWithTemplate',
	],
])('%s %s', (resource, operation, parameters, endpoint) => {
	it('is not sent again after a lost response', async () => {
		bench().sandbox.seedTemplate();
		bench().sandbox.faults.add({ kind: 'resetAfterEffect', path: new RegExp(`/${endpoint}$`) });
		const failed = await bench().run(resource, operation, parameters, {
			retryOnFail: true,
			waitBetweenTries: 1,
		});
		expect(failed.error?.message).toContain('it may have been carried out anyway');
		expect((await failed.retry()).error?.message).toBe(failed.error?.message);
		expect(requestsTo(endpoint)).toBe(1);
	});
});

it('somebody who is called twice with a template: a retry says to them only what was not said', async () => {
	const { run, sandbox } = bench();
	const template = sandbox.seedTemplate({ text: 'Order {order}' });
	sandbox.faults.add({
		...{ kind: 'status', status: 409, body: { message: 'Нет' }, path: /createWithTemplate$/ },
	});
	const { items } = await run(
		'call',
		'createFromTemplate',
		{
			...{ templateId: byId(template.id), removeDuplicates: false, variableFields: 'order' },
		},
		{
			items: ['A', 'B'].map((order) => ({ phone: phoneAt(0), order })),
			...{ continueOnFail: 'continueRegularOutput', retryOnFail: true, waitBetweenTries: 1 },
		},
	);
	const calls = sandbox.store.templateCalls.all();
	// The second was said at once; the first, which had been refused, by the second try.
	expect(calls.map(({ text }) => text)).toEqual(['Order B', 'Order A']);
	expect(jsonOf(items).map(({ id }) => id)).toEqual([calls[1]?.id, calls[0]?.id]);
});
