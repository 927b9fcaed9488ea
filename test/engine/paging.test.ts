/**
 * The nine operations that give the records of an endpoint, page by page as the service has them. The
 * call history, which puts several walks together, has tests of its own.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { byId, startBench, useBench, type Bench } from '../support/autoCall';
import { inPageOrder, pagesOfAll } from '../support/pageWalk';
import { fc } from '../support/properties';

/** A paged operation, with a way to give the account a number of its records. */
interface PagedOperation {
	resource: string;
	operation: string;
	/** The service lists the oldest first. */
	isOldestFirst?: boolean;
	/** Adds records; gives the parameters that ask for them, and their IDs in the order of the service. */
	seed: (sandbox: Sandbox, count: number) => { parameters?: IDataObject; ids: number[] };
}

const times = <Row>(count: number, make: (index: number) => Row) =>
	Array.from({ length: count }, (_none, index) => make(index));

/** IDs of records that the service lists newest first. */
const newestFirst = (rows: Array<{ id: number }>) => rows.map(({ id }) => id).reverse();

const operations: PagedOperation[] = [
	{
		resource: 'autocall',
		operation: 'getAll',
		seed: (sandbox, count) => ({ ids: newestFirst(times(count, () => sandbox.seedAutocall())) }),
	},
	{
		resource: 'autocall',
		operation: 'getCalls',
		isOldestFirst: true,
		seed: (sandbox, count) => {
			const { id } = sandbox.seedAutocall({ calls: times(count, () => ({})) });
			const calls = sandbox.store.calls.filter(({ autocall_id }) => autocall_id === id);
			return { parameters: { autocallId: byId(id) }, ids: calls.map((call) => call.id) };
		},
	},
	{
		resource: 'contactList',
		operation: 'getAll',
		seed: (sandbox, count) => ({
			ids: newestFirst(times(count, () => sandbox.seedContactList({ contacts: [] }))),
		}),
	},
	{
		resource: 'contactList',
		operation: 'getContacts',
		isOldestFirst: true,
		seed: (sandbox, count) => {
			const { id } = sandbox.seedContactList({
				contacts: times(count, (index) => ({ number: `+7701${String(index).padStart(7, '0')}` })),
			});
			const contacts = sandbox.store.contacts.filter(({ list_id }) => list_id === id);
			return {
				parameters: { contactListId: byId(id) },
				ids: contacts.map((contact) => contact.id),
			};
		},
	},
	{
		resource: 'payment',
		operation: 'getAll',
		seed: (sandbox, count) => ({
			ids: newestFirst(times(count, () => sandbox.seedTransaction())),
		}),
	},
	{
		resource: 'scenario',
		operation: 'getAll',
		seed: (sandbox, count) => ({ ids: newestFirst(times(count, () => sandbox.seedScenario())) }),
	},
	{
		resource: 'smsBulk',
		operation: 'getAll',
		seed: (sandbox, count) => ({ ids: newestFirst(times(count, () => sandbox.seedBulk())) }),
	},
	{
		resource: 'smsBulk',
		operation: 'getMessages',
		isOldestFirst: true,
		seed: (sandbox, count) => {
			const { id } = sandbox.seedBulk({ messages: times(count, () => ({})) });
			const messages = sandbox.store.messages.filter(({ bulk_id }) => bulk_id === id);
			return { parameters: { smsBulkId: byId(id) }, ids: messages.map((message) => message.id) };
		},
	},
	{
		resource: 'sound',
		operation: 'getAll',
		seed: (sandbox, count) => ({ ids: newestFirst(times(count, () => sandbox.seedSound())) }),
	},
];

const pageSize = 3;
// No balance: an account that was never topped up has no transactions.
const bench = useBench({ pageSize, balance: 0 });

/** The IDs that a run gave, and the pages that it asked for. */
async function ask(
	{ run, sandbox }: Bench,
	{ resource, operation, isOldestFirst }: PagedOperation,
	parameters: IDataObject,
) {
	const before = sandbox.requests.length;
	const { items, error } = await run(resource, operation, parameters);
	if (error) throw error;
	return {
		ids: items.map(({ json }) => json.id),
		pages: inPageOrder(
			sandbox.requests.slice(before).map(({ query }) => Number(query.page)),
			isOldestFirst,
		),
	};
}

it('are all of the operations that have Return All, besides the call history', () => {
	const properties = bench().engine.nodeDescription().properties;
	const withReturnAll = properties
		.filter(({ name }) => name === 'returnAll')
		.map(({ displayOptions: { show } = {} }) => `${show?.resource?.[0]}.${show?.operation?.[0]}`);
	expect(withReturnAll.filter((name) => name !== 'call.getHistory').sort()).toEqual(
		operations.map(({ resource, operation }) => `${resource}.${operation}`).sort(),
	);
});

describe.each(operations)('$resource $operation', (paged) => {
	const seed = (count: number) => paged.seed(bench().sandbox, count);

	it('Return All gives every record of every page once, in the order of the service', async () => {
		const { parameters, ids } = seed(8);
		expect(await ask(bench(), paged, { ...parameters, returnAll: true })).toEqual({
			ids,
			pages: pagesOfAll(3, paged.isOldestFirst),
		});
	});

	it('pages that are exactly full are followed by no empty one', async () => {
		const { parameters, ids } = seed(2 * pageSize);
		expect(await ask(bench(), paged, { ...parameters, returnAll: true })).toEqual({
			ids,
			pages: pagesOfAll(2, paged.isOldestFirst),
		});
	});

	it('no records are no items', async () => {
		const { parameters } = seed(0);
		expect(await ask(bench(), paged, { ...parameters, returnAll: true })).toEqual({
			ids: [],
			pages: [1],
		});
	});

	it.each([
		{ limit: 1, pages: [1] },
		{ limit: pageSize, pages: [1] },
		{ limit: pageSize + 1, pages: [1, 2] },
		{ limit: 7, pages: [1, 2, 3] },
		{ limit: 100, pages: [1, 2, 3] },
	])('a Limit of $limit gives as many, from the pages $pages', async ({ limit, pages }) => {
		const { parameters, ids } = seed(8);
		expect(await ask(bench(), paged, { ...parameters, limit })).toEqual({
			ids: ids.slice(0, limit),
			pages,
		});
	});

	it('gives 50 records at most unless told otherwise', async () => {
		const own = await startBench({ pageSize: 20, balance: 0 });
		try {
			const { parameters, ids } = paged.seed(own.sandbox, 61);
			expect(await ask(own, paged, { ...parameters })).toEqual({
				ids: ids.slice(0, 50),
				pages: [1, 2, 3],
			});
		} finally {
			await own.sandbox.close();
		}
	});
});

it('whatever the size of pages, the number of records and the limit', async () => {
	const anyCase = fc.record({
		paged: fc.constantFrom(...operations),
		size: fc.integer({ min: 1, max: 12 }),
		total: fc.nat({ max: 40 }),
		limit: fc.option(fc.integer({ min: 1, max: 45 }), { nil: undefined }),
	});
	await fc.assert(
		fc.asyncProperty(anyCase, async ({ paged, size, total, limit }) => {
			const own = await startBench({ pageSize: size, balance: 0 });
			try {
				const { parameters, ids } = paged.seed(own.sandbox, total);
				const wanted = ids.slice(0, limit);
				const paging = limit === undefined ? { returnAll: true } : { limit };
				const last = Math.max(1, Math.ceil(wanted.length / size));
				// A single record does not tell the order.
				const isOldestFirst = paged.isOldestFirst && size > 1;
				expect(await ask(own, paged, { ...parameters, ...paging })).toEqual({
					ids: wanted,
					pages:
						limit === undefined
							? pagesOfAll(last, isOldestFirst)
							: times(last, (index) => index + 1),
				});
				expect(own.sandbox.violations).toEqual([]);
			} finally {
				await own.sandbox.close();
			}
		}),
		{ numRuns: 60 },
	);
});

describe('a filter goes along to every page', () => {
	it.each([
		['autocall', (sandbox: Sandbox, row: object) => sandbox.seedAutocall(row)],
		['contactList', (sandbox: Sandbox, row: object) => sandbox.seedContactList(row)],
		['smsBulk', (sandbox: Sandbox, row: object) => sandbox.seedBulk(row)],
	])('of %s', async (resource, seedOne) => {
		const { sandbox, run } = bench();
		const rows = times(10, (index) =>
			seedOne(sandbox, { client_id: index % 2 === 0 ? 'even' : 'odd' }),
		);
		const { items } = await run(resource, 'getAll', {
			returnAll: true,
			filters: { clientId: 'even', dateFrom: '2026-03-16', dateTo: '16.03.2026' },
			options: { order: 'asc' },
		});
		expect(items.map(({ json }) => json.id)).toEqual(
			rows.filter((_row, index) => index % 2 === 0).map(({ id }) => id),
		);
		const filter = {
			client_id: 'even',
			date_from: '2026-03-16',
			date_to: '2026-03-16',
			order: 'asc',
		};
		expect(sandbox.requests.map(({ query }) => query)).toEqual(
			pagesOfAll(2).map((page) => ({ ...filter, page: String(page) })),
		);
	});

	it('for which there are no contact lists: no items, although the service answers 404', async () => {
		const { items, status } = await bench().run('contactList', 'getAll', {
			returnAll: true,
			filters: { clientId: 'nobody' },
		});
		expect([status, items]).toEqual(['success', []]);
	});
});

describe('while the account changes between two pages', () => {
	/** Lists of the account, or the contacts of one list: one newest first, the other oldest first. */
	const changing = [
		{ order: 'newest first', paged: operations[2]!, route: '/lists' },
		{ order: 'oldest first', paged: operations[3]!, route: '/lists/' },
	].map(
		(each) => ({ ...each, table: each.route === '/lists' ? 'contactLists' : 'contacts' }) as const,
	);

	describe.each(changing)('of records that come $order', ({ paged, route, table }) => {
		const seed = () => paged.seed(bench().sandbox, 8);

		/** Changes the account once the second page is asked for, and before the service answers it. */
		const give = async (
			{ parameters }: ReturnType<typeof seed>,
			change: (sandbox: Sandbox) => void,
		) => {
			const { sandbox, run } = bench();
			sandbox.faults.add({ kind: 'delay', ms: 20, path: route, after: 1 });
			const running = run(paged.resource, paged.operation, { ...parameters, returnAll: true });
			while (sandbox.requests.length < 2) await new Promise((next) => setImmediate(next));
			change(sandbox);
			const { items, error } = await running;
			expect(error).toBeUndefined();
			return items.map(({ json }) => json.id);
		};

		const add = (sandbox: Sandbox) => {
			const [list] = sandbox.store.contactLists.all();
			if (table === 'contactLists') return sandbox.seedContactList({ contacts: [] }).id;
			return sandbox.store.contacts.add({
				...sandbox.store.contacts.all()[0]!,
				id: undefined,
				list_id: list!.id,
			}).id;
		};
		const remove = (sandbox: Sandbox, ids: number[]) => {
			for (const id of ids) sandbox.store[table].delete(id);
		};

		it('a new record makes none missed, and none come twice', async () => {
			const seeded = seed();
			let added: number | undefined;
			const given = await give(seeded, (sandbox) => (added = add(sandbox)));
			expect(given.filter((id) => id !== added)).toEqual(seeded.ids);
			expect(new Set(given).size).toBe(given.length);
		});

		it.each([
			['of the first page', [0, 1]],
			['of the second page', [3, 5]],
			['of every page', [0, 4, 6]],
		])('records %s that are deleted make none of the others be missed', async (_where, places) => {
			const seeded = seed();
			const gone = places.map((place) => seeded.ids[place] as number);
			const given = await give(seeded, (sandbox) => remove(sandbox, gone));
			// Those that are gone may have been seen before.
			expect(given.filter((id) => !gone.includes(id as number))).toEqual(
				seeded.ids.filter((id) => !gone.includes(id)),
			);
			expect(new Set(given).size).toBe(given.length);
		});

		it('a record that is deleted while another comes makes none of the others be missed', async () => {
			const seeded = seed();
			const [gone] = seeded.ids;
			let added: number | undefined;
			const given = await give(seeded, (sandbox) => {
				remove(sandbox, [gone!]);
				added = add(sandbox);
			});
			expect(given.filter((id) => id !== gone && id !== added)).toEqual(seeded.ids.slice(1));
			expect(new Set(given).size).toBe(given.length);
		});

		it('records that are deleted before they were seen are left out', async () => {
			const seeded = seed();
			const given = await give(seeded, (sandbox) => remove(sandbox, seeded.ids.slice(6)));
			expect(given).toEqual(seeded.ids.slice(0, 6));
		});
	});
});

it('an answer that holds no page is said to be unreadable', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'status', status: 200, body: { message: 'maintenance' } });
	const { error } = await run('sound', 'getAll');
	expect(error?.message).toBe('The answer of AutoCall.kz could not be read [item 0]');
});

describe('Limit', () => {
	it.each([0, -1, 1.5, 'many'])('%p is refused before anything is asked', async (limit) => {
		const { error } = await bench().run('sound', 'getAll', {
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});
		expect(error?.message).toMatch(/^"Limit" must be .*\[item 0\]$/);
		expect(bench().sandbox.requests).toEqual([]);
	});
});
