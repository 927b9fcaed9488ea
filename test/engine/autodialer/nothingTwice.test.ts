/** No row gets into the dialer twice, whatever becomes of a response: there is nothing that would tell. */
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/autodialer';
import {
	phoneAt,
	queriesOf,
	rows,
	useAutodialer,
	useFastWaits,
	type AutodialerBench,
} from '../../support/autodialer';
import { LOST_RESPONSES } from '../../support/faults/lostResponses';

const bench = useAutodialer({ validateResponses: false });
useFastWaits();

const TASK = { scenarioType: '1' };
const CALL = { number: phoneAt(0), name: 'Aigul', uuid: 'c-1', scenarioType: '1' };
const RETRIED = { retryOnFail: true, waitBetweenTries: 1 };
const requestsTo = (endpoint: string) => queriesOf(bench(), endpoint).length;
/** How often each number got into a dialer, at the most. */
function mostTimes({ sandbox }: AutodialerBench): number {
	const times = new Map<string, number>();
	for (const { phone } of sandbox.rows) times.set(phone, (times.get(phone) ?? 0) + 1);
	return Math.max(0, ...times.values());
}

/** A response with another value in place of its counts. */
const withCounts = (count: unknown) => (response: unknown) => {
	const { report } = response as { report?: object };
	return report
		? { report: { ...report, ok: count, inserted: count } }
		: { ...(response as object), QUERY_COUNT: count, message: 'OK' };
};

const LOST: Array<[string, Fault]> = [
	...LOST_RESPONSES,
	['the response is something else', { kind: 'altered', alter: () => ({ result: 1 }) }],
	['the report has no numbers', { kind: 'altered', alter: () => ({ report: { id: '1' } }) }],
	['the response is a list', { kind: 'altered', alter: () => [] }],
	[
		'the response only says that all is well',
		{ kind: 'altered', alter: () => ({ message: 'OK' }) },
	],
	['a count is blank', { kind: 'altered', alter: withCounts('') }],
	['a count is null', { kind: 'altered', alter: withCounts(null) }],
];

describe.each(LOST)('when %s', (_how, fault) => {
	it.each<[string, string, IDataObject]>([
		['task', 'make', TASK],
		['call', 'newcall', CALL],
	])('%s → create is not sent again', async (resource, endpoint, parameters) => {
		bench().sandbox.faults.add({ ...fault, path: `/apikey/${endpoint}` });
		const failed = await bench().run(resource, 'create', parameters, {
			items: rows(1),
			...RETRIED,
		});
		expect(failed.error?.message).toMatch(/; it may have been carried out anyway \[item 0\]$/);
		expect(failed.error?.description).toContain('Look in your account at Autodialer whether');
		expect(failed.error?.description).toContain('Retry and Retry On Fail do not send it again.');
		expect(requestsTo(endpoint)).toBe(1);
		expect((await failed.retry()).error?.message).toBe(failed.error?.message);
		expect(requestsTo(endpoint)).toBe(1);
	});
});

it('after a lost response Retry sends the other rows, and keeps saying which ones are not known', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apikey/make', after: 1 });
	const failed = await run('task', 'create', TASK, { items: rows(3_500) });
	expect(failed.error?.message).toContain(
		'Already done: 1000 rows are in the dialer, of 1 requests up to item 999',
	);
	expect(failed.error?.description).toContain('This is about item 1000 to item 1999.');
	expect(failed.error?.message).toContain('. Not sent: the rows after item 1999 [item 0]');
	expect(failed.error?.description).toContain('Retry sends the rows after item 1999.');
	expect(requestsTo('make')).toBe(2);
	const retried = await failed.retry();
	expect(retried.error?.message).toContain('it may have been carried out anyway');
	expect(retried.error?.message).toContain('Already done: 2500 rows are in the dialer');
	expect(retried.error?.message).not.toContain('Not sent');
	expect(retried.error?.description).toContain('This is about item 1000 to item 1999.');
	expect(requestsTo('make')).toBe(4);
	await retried.retry();
	expect(requestsTo('make')).toBe(4);
	expect(sandbox.rows).toHaveLength(3_500);
	expect(mostTimes(bench())).toBe(1);
});

it('a later failure does not hide the rows that may be in the dialer', async () => {
	const { sandbox, run } = bench();
	const path = '/apikey/make';
	const inDoubt = (about: string) =>
		`An earlier request, about ${about}, may have been carried out`;
	sandbox.faults.add({ kind: 'resetAfterEffect', path });
	const failed = await run('task', 'create', TASK, { items: rows(3_500) });
	sandbox.faults.add({ kind: 'html', status: 404, path });
	const refused = await failed.retry();
	expect(refused.error?.message).toBe(
		`Autodialer found nothing at this address. ${inDoubt('item 0 to item 999')} [item 0]`,
	);
	expect(refused.error?.description).toContain(
		'About the earlier request: This is about item 0 to item 999. Look in your account at Autodialer',
	);
	expect(refused.error?.description?.match(/Look in your account/g)).toHaveLength(1);
	expect(refused.error?.description).not.toContain('run this again');
	sandbox.faults.add({ kind: 'resetAfterEffect', path });
	const lostToo = await refused.retry();
	expect(lostToo.error?.message).toContain('; it may have been carried out anyway.');
	expect(lostToo.error?.message).toContain(inDoubt('item 0 to item 999'));
	expect(lostToo.error?.description).toContain('This is about item 1000 to item 1999.');
	const sentRest = await lostToo.retry();
	expect(sentRest.error?.message).toContain('Already done: 1500 rows are in the dialer');
	expect(sentRest.error?.message).toContain(inDoubt('item 1000 to item 1999'));
	expect(sentRest.error?.description).toContain('This is about item 0 to item 999.');
	expect(sandbox.rows).toHaveLength(3_500);
	expect(mostTimes(bench())).toBe(1);
});

it.each([
	[422, 'Autodialer says: “No such scenario”. Correct the values named here.'],
	[401, 'Autodialer did not accept'],
])(
	'a status of %i after a lost response does not say that nothing was sent, nor to run it again',
	async (status, said) => {
		const { sandbox, run } = bench();
		const path = '/apikey/make';
		sandbox.faults.add({ kind: 'resetAfterEffect', path });
		const failed = await run('task', 'create', TASK, { items: rows(1_001) });
		const body = { error: 'No such scenario' };
		sandbox.faults.add({ kind: 'status', status, body, path });
		const { error } = await failed.retry();
		expect(`${error?.message} ${error?.description}`).toContain(said);
		expect(error?.description).not.toContain('run this again.');
		expect(error?.description).not.toContain('Nothing was sent');
		sandbox.faults.add({ kind: 'resetAfterEffect', path });
		const alone = await (await failed.retry()).retry();
		expect(alone.error?.message).toContain('about item 1000, may have been carried out');
	},
);

it('after a refusal Retry goes on with the rows that were not sent, and tells of all', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({
		...{ kind: 'status', status: 422, body: { error: 'No such scenario' } },
		...{ path: '/apikey/make', after: 2 },
	});
	const failed = await run('task', 'create', TASK, { items: rows(2_500) });
	expect(failed.error?.message).toBe(
		'Autodialer did not accept the values. Already done: 2000 rows are in the dialer, of 2 requests up to item 1999 [item 0]',
	);
	const corrected = { resource: 'task', operation: 'create', scenarioType: '2' };
	const retried = await failed.retry(corrected);
	expect(retried.error).toBeUndefined();
	expect(retried.items[0]?.json).toMatchObject({ lines: 2_500, inserted: 2_500, refused: 0 });
	expect(sandbox.rows).toHaveLength(2_500);
	expect(mostTimes(bench())).toBe(1);
});

it('Retry with other rows than those of the earlier try sends nothing, and says so', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'html', path: '/apikey/make', after: 1 });
	const parameters = (from: number) => ({
		...{ ...TASK, contactsSource: 'json' },
		contactsJson: JSON.stringify(
			rows(1_500).map((_row, index) => ({ number: phoneAt(from + index) })),
		),
	});
	const failed = await run('task', 'create', parameters(0), { items: [{}] });
	expect(requestsTo('make')).toBe(2);
	const other = await failed.retry({ resource: 'task', operation: 'create', ...parameters(5) });
	expect(other.error?.message).toContain(
		'"Contacts" has changed since an earlier try of this execution began to send it',
	);
	expect(requestsTo('make')).toBe(2);
});

it('Retry with other rows after a lost response also says which rows may be in the dialer', async () => {
	const { sandbox, run } = bench();
	const parameters = (last: number) => ({
		...{ ...TASK, contactsSource: 'json' },
		contactsJson: JSON.stringify(
			rows(1_500).map((_row, index) => ({ number: phoneAt(index < 1_000 ? index : index + last) })),
		),
	});
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apikey/make' });
	const failed = await run('task', 'create', parameters(0), { items: [{}] });
	const sentRest = await failed.retry();
	const other = await sentRest.retry({ resource: 'task', operation: 'create', ...parameters(5) });
	expect(other.error?.message).toContain('"Contacts" has changed since an earlier try');
	expect(other.error?.description).toContain(
		'An earlier request, about contact 1 to contact 1000, may have been carried out.',
	);
	expect(requestsTo('make')).toBe(2);
});

it('items that would make the same calls are refused, unless that is wished', async () => {
	const failed = await bench().run('call', 'create', CALL, { items: rows(2) });
	expect(failed.error?.message).toBe('Both items would make the same call');
	const contacts = { contact: [{ number: phoneAt(0) }] };
	const define = { ...TASK, contactsSource: 'define', contacts };
	const tasks = await bench().run('task', 'create', define, { items: rows(2) });
	expect(tasks.error?.message).toBe('Both items would call the same people');
	expect(bench().sandbox.requests).toEqual([]);
	const wished = { ...CALL, options: { allowIdentical: true } };
	expect((await bench().run('call', 'create', wished, { items: rows(2) })).items).toHaveLength(2);
});

it('without Duplicate Protection Retry sends all of it again, which it says', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apikey/make' });
	const parameters = { ...TASK, options: { duplicateProtection: false } };
	const failed = await run('task', 'create', parameters, { items: rows(1) });
	expect(failed.error?.description).toContain('Duplicate Protection is off: Retry sends it again.');
	expect((await failed.retry()).error).toBeUndefined();
	expect(requestsTo('make')).toBe(2);
});
