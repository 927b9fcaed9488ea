/** Requests sent at the same time or one after the other, and the output of either. */
import type { IDataObject } from 'n8n-workflow';

import type { RecordedRequest, Sandbox } from '../../sandbox';
import { byId, useBench } from '../support/autoCall';

const bench = useBench({
	latencyMs: 50,
	pageSize: 2,
	requestsPerMinute: 10_000,
	balance: 100_000,
	tariff: 'GOLD',
});

const times = <Row>(count: number, make: (index: number) => Row) =>
	Array.from({ length: count }, (_none, index) => make(index));

const seedLists = (count: number) =>
	times(count, () => bench().sandbox.seedContactList({ contacts: [] }).id);

const itemsOf = (ids: number[]) => ids.map((id) => ({ id }));
const listOfItem = { contactListId: '={{ $json.id }}' };
const unknown = 7777;

/** How many of the requests were under way at a time at most, as the service saw it. */
function mostUnderWay(requests: RecordedRequest[]): number {
	const changes = requests.flatMap(({ receivedAt, respondedAt }) => [
		{ at: receivedAt, by: 1 },
		{ at: respondedAt ?? Infinity, by: -1 },
	]);
	// Within a millisecond a response comes before the requests that follow it.
	changes.sort((a, b) => a.at - b.at || a.by - b.by);
	let underWay = 0;
	return Math.max(0, ...changes.map(({ by }) => (underWay += by)));
}

describe('ten at a time, and never more,', () => {
	const mostOfAll = () => mostUnderWay(bench().sandbox.requests);

	it('are the items of a read', async () => {
		const ids = seedLists(30);
		const { items } = await bench().run('contactList', 'get', listOfItem, { items: itemsOf(ids) });
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(mostOfAll()).toBe(10);
	});

	it('are the items of a delete', async () => {
		const ids = seedLists(30);
		const { items } = await bench().run('contactList', 'delete', listOfItem, {
			items: itemsOf(ids),
		});
		expect(items.map(({ json }) => json)).toEqual(ids.map((id) => ({ deleted: true, id })));
		expect(mostOfAll()).toBe(10);
	});

	it('are the pages of Return All', async () => {
		const ids = seedLists(60);
		const { items } = await bench().run('contactList', 'getAll', { returnAll: true });
		expect(items.map(({ json }) => json.id)).toEqual(ids.reverse());
		expect(mostOfAll()).toBe(10);
	});

	it('are the pages of several items together', async () => {
		const { sandbox, run } = bench();
		const contacts = times(11, (index) => ({ number: `+770100000${10 + index}` }));
		const lists = times(4, () => sandbox.seedContactList({ contacts }).id);
		const { items } = await run(
			'contactList',
			'getContacts',
			{ ...listOfItem, returnAll: true },
			{ items: itemsOf(lists) },
		);
		expect(items.map(({ json, pairedItem }) => [json.number, pairedItem])).toEqual(
			lists.flatMap((_id, item) => contacts.map(({ number }) => [number, { item }])),
		);
		expect(mostOfAll()).toBe(10);
	});

	it('are the autocalls of a call history, with the pages of their calls', async () => {
		const { sandbox, run } = bench();
		for (let autocall = 0; autocall < 12; autocall++) {
			sandbox.seedAutocall({ calls: times(7, () => ({})) });
		}
		const { items } = await run('call', 'getHistory', {
			...{ dateFrom: '2026-03-16', dateTo: '2026-03-16', returnAll: true },
		});
		expect(items).toHaveLength(12 * 7);
		expect(mostOfAll()).toBe(10);
	});

	it('are the requests of several executions with one key', async () => {
		const ids = seedLists(30);
		const { run } = bench();
		await Promise.all([
			run('contactList', 'get', listOfItem, { items: itemsOf(ids) }),
			run('contactList', 'getAll', { returnAll: true }),
		]);
		expect(mostOfAll()).toBe(10);
	});
});

describe('the output keeps the order of the input', () => {
	it('although the first responses come last', async () => {
		const ids = seedLists(12);
		const { sandbox, run } = bench();
		for (const [index, id] of ids.slice(0, 3).entries()) {
			sandbox.faults.add({ kind: 'delay', ms: 150 - 50 * index, path: `/lists/${id}` });
		}
		const { items } = await run('contactList', 'get', listOfItem, { items: itemsOf(ids) });

		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			ids.map((id, item) => [id, { item }]),
		);
		const responded = [...sandbox.requests].sort((a, b) => a.respondedAt! - b.respondedAt!);
		expect(responded.at(-1)?.path).toBe(`/api/v1/lists/${ids[0]}`);
	});

	it('although the first page but one comes last', async () => {
		const ids = seedLists(20);
		const { sandbox, run } = bench();
		sandbox.faults.add({ kind: 'delay', ms: 150, path: '/lists', after: 1 });
		const { items } = await run('contactList', 'getAll', { returnAll: true });

		expect(items.map(({ json }) => json.id)).toEqual(ids.reverse());
	});

	it('with the errors of failed items in their places', async () => {
		const ids = seedLists(25);
		const failing = [0, 7, 8, 24];
		const given = ids.map((id, index) => (failing.includes(index) ? unknown + index : id));
		const { items } = await bench().run('contactList', 'get', listOfItem, {
			items: itemsOf(given),
			continueOnFail: 'continueRegularOutput',
		});

		expect(items.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem])).toEqual(
			given.map((id, item) => [
				failing.includes(item) ? `The contact list "${id}" was not found [item ${item}]` : id,
				{ item },
			]),
		);
	});
});

describe('one after the other, in the order of the items,', () => {
	/** Something that leaves a trace at the service, done for several items that hold one value each. */
	interface Deed {
		resource: string;
		operation: string;
		/** Parameters that take the item's value from `$json.value`. */
		parameters: IDataObject;
		values: (sandbox: Sandbox) => Array<string | number>;
		/** The request sent once, before the first item; none when left out. */
		asked?: string[];
		/** Where a request carries the value. */
		carried: (request: RecordedRequest) => unknown;
	}

	const value = '={{ $json.value }}';
	const oneContact = { contactsSource: 'json', contactsJson: '["+77010000001"]' };
	const ownContact = { contactsSource: 'json', contactsJson: '=["+7701000000{{ $itemIndex }}"]' };
	const names = () => ['A', 'B', 'C'];
	const inBody = (field: string) => (request: RecordedRequest) =>
		(request.body as IDataObject | undefined)?.[field];
	const inPath = ({ path }: RecordedRequest) => path.split('/').at(-1);

	const deeds: Deed[] = [
		{
			resource: 'contactList',
			operation: 'create',
			parameters: { name: value, ...oneContact },
			values: names,
			carried: inBody('name'),
		},
		{
			resource: 'contactList',
			operation: 'update',
			parameters: { contactListId: value, updateFields: { name: 'New' } },
			values: () => seedLists(3),
			carried: inPath,
		},
		{
			resource: 'autocall',
			operation: 'create',
			parameters: { name: value, soundId: byId(201), ...ownContact },
			values: (sandbox) => {
				sandbox.seedSound();
				return names();
			},
			asked: ['GET /settings'],
			carried: inBody('name'),
		},
		{
			resource: 'autocall',
			operation: 'relaunch',
			parameters: { autocallId: value },
			values: (sandbox) =>
				times(3, () => sandbox.seedAutocall({ calls: [{ status: 'no_answer' }] }).id),
			carried: inPath,
		},
		{
			resource: 'smsBulk',
			operation: 'create',
			parameters: { name: value, text: 'Hello', ...ownContact },
			values: names,
			asked: ['GET /settings'],
			carried: inBody('name'),
		},
		{
			resource: 'flashCall',
			operation: 'send',
			parameters: { number: value },
			values: () => ['+77010000001', '+77010000002', '+77010000003'],
			carried: inBody('number'),
		},
		{
			resource: 'callerId',
			operation: 'rent',
			parameters: { callerIdId: value },
			values: (sandbox) =>
				sandbox.store.callerIds
					.filter(({ holder }) => holder === 'nobody')
					.map(({ id }) => id)
					.slice(0, 2),
			carried: inBody('caller_id_id'),
		},
		{
			resource: 'payment',
			operation: 'createTopUp',
			parameters: { amount: value },
			values: () => [500, 600, 700],
			carried: inBody('amount'),
		},
		{
			resource: 'sound',
			operation: 'synthesize',
			parameters: { name: value, text: 'Hello' },
			values: names,
			carried: inBody('name'),
		},
		{
			resource: 'sound',
			operation: 'transcribeAnswer',
			parameters: { file: value },
			values: (sandbox) =>
				times(3, (index) => {
					const record = `answer-${301 + index}-${50_001 + index}.mp3`;
					const calls = [{ data: { record }, recording: Buffer.from('ID3') }];
					sandbox.seedAutocall({ type: 'interactive', calls });
					return record;
				}),
			carried: inPath,
		},
		{
			resource: 'notification',
			operation: 'markAsRead',
			parameters: { notificationId: value },
			values: (sandbox) => times(3, (balance) => sandbox.notify('LowBalance', { balance }).id),
			carried: inPath,
		},
	];

	it.each(deeds)('$resource $operation', async ({ resource, operation, parameters, ...deed }) => {
		const { sandbox, run } = bench();
		const values = deed.values(sandbox);
		const { items, error } = await run(resource, operation, parameters, {
			items: values.map((each) => ({ value: each })),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			values.map((_each, item) => ({ item })),
		);
		const { asked = [] } = deed;
		const before = sandbox.requests.slice(0, asked.length);
		expect(before.map(({ method, route }) => `${method} ${route}`)).toEqual(asked);
		const done = sandbox.requests.slice(asked.length);
		const carried = done.map(deed.carried).filter((each) => each !== undefined);
		expect(carried.map(String)).toEqual(values.map(String));
		expect(mostUnderWay(sandbox.requests)).toBe(1);
	});

	it('and of those nothing more is sent after one that failed', async () => {
		const { sandbox, run } = bench();
		const lists = ['A', 'B', 'C'].map((name) => ({ name }));
		sandbox.faults.add({ kind: 'status', status: 422, body: { message: 'No.' }, after: 1 });
		const { error } = await run(
			'contactList',
			'create',
			{ name: '={{ $json.name }}', ...oneContact },
			{ items: lists },
		);

		expect(error?.message).toBe('AutoCall.kz did not accept the values [item 1]');
		expect(sandbox.store.contactLists.all().map(({ name }) => name)).toEqual(['A']);
		expect(sandbox.requests).toHaveLength(2);
	});
});

describe('after an item that failed', () => {
	it.each(['get', 'delete'])('nothing more is begun than was under way: %s', async (operation) => {
		const ids = seedLists(30);
		const { sandbox, run } = bench();
		// The first is refused while the responses to the others are still to come.
		for (const id of ids) sandbox.faults.add({ kind: 'delay', ms: 200, path: `/lists/${id}` });
		const { error } = await run('contactList', operation, listOfItem, {
			items: itemsOf([unknown, ...ids]),
		});

		expect(error?.message).toBe(`The contact list "${unknown}" was not found [item 0]`);
		expect(sandbox.requests.map(({ path }) => path).sort()).toEqual(
			[...ids.slice(0, 9), unknown].map((id) => `/api/v1/lists/${id}`).sort(),
		);
	});

	it('the error waits for what was under way, so that it can tell what was done', async () => {
		const ids = seedLists(12);
		const { sandbox, run } = bench();
		for (const id of ids) sandbox.faults.add({ kind: 'delay', ms: 200, path: `/lists/${id}` });
		const { error } = await run('contactList', 'delete', listOfItem, {
			items: itemsOf([unknown, ...ids]),
		});

		expect(error?.description).toContain(
			`Before this, 9 items were already carried out (ID ${ids.slice(0, 9).join(', ')}); they stay as they are.`,
		);
		const left = sandbox.store.contactLists.all().map(({ id }) => id);
		expect(left).toEqual(ids.slice(9));
	});

	it('no page is fetched but those that were under way', async () => {
		seedLists(60);
		const { sandbox, run } = bench();
		sandbox.faults.add({ kind: 'status', status: 403, path: '/lists', after: 1 });
		sandbox.faults.add({ kind: 'delay', ms: 200, path: '/lists', after: 1, times: 100 });
		const { error } = await run('contactList', 'getAll', { returnAll: true });

		expect(error?.message).toBe('AutoCall.kz refused the request (status 403) [item 0]');
		// The first page, and then ten.
		expect(sandbox.requests).toHaveLength(11);
	});

	it('all others are done, when the node is set to continue', async () => {
		const ids = seedLists(25);
		const { sandbox, run } = bench();
		const { items } = await run('contactList', 'delete', listOfItem, {
			items: itemsOf([unknown, ...ids]),
			continueOnFail: 'continueRegularOutput',
		});

		expect(items.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem])).toEqual([
			[`The contact list "${unknown}" was not found [item 0]`, { item: 0 }],
			...ids.map((id, index) => [id, { item: index + 1 }]),
		]);
		expect(sandbox.store.contactLists.size).toBe(0);
	});
});
