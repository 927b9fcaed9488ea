/**
 * The nine operations that give the records of an endpoint, page by page as the service has them. The
 * call history, which puts several walks together, has tests of its own.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { byId, startBench, useBench, type Bench } from '../support/autoCall';
import { inPageOrder, pagesOfAll } from '../support/pageWalk';
import { fc, runs } from '../support/properties';

/** A paged operation, with a way to give the account a number of its records. */
interface PagedOperation {
	resource: string;
	operation: string;
	/** The service lists the oldest first. */
	isOldestFirst?: boolean;
	/** Adds records; gives the parameters that select them, and their IDs in the order of the service. */
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

/** The IDs that a run gave, and the pages that it fetched. */
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

	it('Limit gives as many, and fetches no page more', async () => {
		const { parameters, ids } = seed(8);
		expect(await ask(bench(), paged, { ...parameters, limit: 4 })).toEqual({
			ids: ids.slice(0, 4),
			pages: [1, 2],
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
		{ numRuns: runs(60) },
	);
});

describe.each(['callerId', 'notification'])(
	'a list without pages in another shape: %s',
	(resource) => {
		const getMany = async (data: unknown) => {
			bench().sandbox.faults.add({
				kind: 'status',
				status: 200,
				body: { data, message: 'Later.' },
			});
			return await bench().run(resource, 'getAll');
		};

		it.each([
			['an entry that is none', [null, { id: 1 }]],
			['gaps, as PHP sends them', { 0: { id: 1 }, 2: null }],
		])('%s', async (_what, data) => {
			expect((await getMany(data)).items.map(({ json }) => json)).toEqual([{ id: 1 }]);
		});

		it.each([null, undefined, 'none'])('%p is no empty list', async (data) => {
			const { error } = await getMany(data);
			expect(error?.message).toBe('The response of AutoCall.kz could not be read [item 0]');
		});
	},
);

it.each(['autocall', 'contactList', 'smsBulk'])(
	'%s: filtered by a Client ID that an expression leaves empty, gives no others',
	async (resource) => {
		const filters = { clientId: '={{ $json.none }}' };
		const { items, error } = await bench().run(resource, 'getAll', { filters });
		expect(items).toEqual([]);
		expect(error?.message).toBe('"Client ID" was added, but is empty [item 0]');
	},
);

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

		/** Changes the account once the second page is requested, and before the service responds. */
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

it('a response that holds no page is said to be unreadable', async () => {
	const { sandbox, run } = bench();
	sandbox.faults.add({ kind: 'status', status: 200, body: { message: 'maintenance' } });
	const { error } = await run('sound', 'getAll');
	expect(error?.message).toBe('The response of AutoCall.kz could not be read [item 0]');
});

describe('a service that pages wrongly', () => {
	/** Three of nine contacts on a page, oldest first; autocalls come newest first. */
	const contacts = operations.find(({ operation }) => operation === 'getContacts')!;
	const autocalls = operations.find(
		({ resource, operation }) => resource === 'autocall' && operation === 'getAll',
	)!;

	/** Changes every page that is given. */
	const alter = (change: (page: IDataObject) => void) =>
		bench().sandbox.faults.add({
			kind: 'altered',
			times: 1_000,
			alter: (json) => {
				const response = json as IDataObject;
				// The page of contacts lies within the list.
				change((response.contacts ?? response) as IDataObject);
				return response;
			},
		});

	const walk = async (paged: PagedOperation, count: number, more: IDataObject = {}) => {
		const { parameters, ids } = paged.seed(bench().sandbox, count);
		const result = await bench().run(
			paged.resource,
			paged.operation,
			{ ...parameters, returnAll: true, ...more },
			{ continueOnFail: 'continueRegularOutput' },
		);
		const errors = result.items.filter(({ error }) => error);
		return {
			ids,
			given: result.items.filter(({ error }) => !error).map(({ json }) => json.id),
			message: errors[0]?.error?.message,
			description: (errors[0]?.error as { description?: string } | undefined)?.description,
			requests: bench().sandbox.requests.length,
		};
	};

	it.each([
		['oldest first', contacts],
		['newest first', autocalls],
	])('which leaves a page out is an error, with what came (%s)', async (_order, paged) => {
		let second: IDataObject[keyof IDataObject];
		alter((page) => {
			// The third page gives the records of the second one.
			if (page.current_page === 2) second = page.data;
			if (page.current_page === 3) page.data = second ?? [];
		});
		const { ids, given, message, description, requests } = await walk(paged, 15);
		expect(message).toBe('AutoCall.kz returned 12 of 15 records [item 0]');
		expect(description).toContain('It does not match the API');
		expect([...given].sort()).toEqual(
			ids.filter((_id, index) => ![6, 7, 8].includes(index)).sort(),
		);
		expect(requests).toBeLessThan(40);
	});

	it('which gives an empty page in the middle is asked three times for it, and told', async () => {
		alter((page) => {
			if (page.current_page === 3) page.data = [];
		});
		const { ids, given, message, requests } = await walk(autocalls, 15);
		expect(message).toBe('AutoCall.kz returned 0 of 3 records on page 3 of 5 [item 0]');
		expect(given).toEqual(ids.slice(0, 6));
		expect(requests).toBeLessThan(10);
	});

	it('which gave a short page once has healed by the next try', async () => {
		let isFirst = true;
		alter((page) => {
			if (page.current_page === 3 && isFirst) {
				isFirst = false;
				(page.data as unknown[]).pop();
			}
		});
		const { ids, given, message } = await walk(autocalls, 15);
		expect(message).toBeUndefined();
		expect(given).toEqual(ids);
	});

	it('which takes no notice of the page is an error at once', async () => {
		let first: string | undefined;
		alter((page) => {
			first ??= JSON.stringify(page);
			Object.assign(page, JSON.parse(first));
		});
		const { ids, given, message, requests } = await walk(autocalls, 15);
		expect(message).toMatch(/^AutoCall\.kz did not return page \d that was requested \[item 0\]$/);
		expect(given).toEqual(ids.slice(0, 3));
		expect(requests).toBeLessThan(10);
	});

	it('which takes no notice of it, but repeats its number, is an error at once', async () => {
		let first: IDataObject[keyof IDataObject];
		alter((page) => {
			first ??= page.data;
			page.data = first;
		});
		const { ids, given, message } = await walk(autocalls, 15);
		expect(message).toMatch(/^AutoCall\.kz returned page 1 again instead of page \d \[item 0\]$/);
		expect(given).toEqual(ids.slice(0, 3));
	});

	it.each([
		['oldest first', contacts],
		['newest first', autocalls],
	])('whose totals alternate comes to an end (%s)', async (_order, paged) => {
		let responses = 0;
		alter((page) => {
			if (++responses % 2 === 0) return;
			// The other replica knows of two pages less.
			Object.assign(page, { total: 9, last_page: 3 });
			if (Number(page.current_page) > 3) page.data = [];
		});
		const { given, requests } = await walk(paged, 15);
		expect(requests).toBeLessThan(300);
		expect(new Set(given).size).toBe(given.length);
		expect(given.length).toBeGreaterThanOrEqual(9);
	});

	it('which says more records each time comes to an end', async () => {
		let total = 15;
		alter((page) => {
			total += 30;
			Object.assign(page, { total, last_page: total / 3 });
		});
		const { requests, message } = await walk(autocalls, 15);
		expect(message).toMatch(
			/^AutoCall\.kz returned \d of 3 records on page \d+ of \d+ \[item 0\]$/,
		);
		expect(requests).toBeLessThan(300);
	});

	it.each<[string, IDataObject, string]>([
		[
			'more pages than its total',
			{ last_page: 1e8 },
			'reports 100000000 pages of 3 records for 15 records, which make 5 pages',
		],
		[
			'fewer pages than its total',
			{ last_page: 1 },
			'reports 1 pages of 3 records for 15 records, which make 5 pages',
		],
		[
			'more pages than anybody can fetch',
			{ last_page: 1e8, total: 3e8 },
			'reports 100000000 pages, but at most 100000 are fetched',
		],
		...[0, -1, 1.5, null, 'x', '', true, {}].map((perPage): [string, IDataObject, string] => [
			`${JSON.stringify(perPage)} records a page`,
			{ per_page: perPage } as IDataObject,
			'returned a page without the number of its records or pages',
		]),
		...[-1, null, 'all', 1e300].map((total): [string, IDataObject, string] => [
			`a total of ${JSON.stringify(total)}`,
			{ total },
			'returned a page without the number of its records or pages',
		]),
	])('which reports %s is an error', async (_what, numbers, flaw) => {
		alter((page) => Object.assign(page, numbers));
		const { given, message, requests } = await walk(autocalls, 15);
		expect(message).toBe(`AutoCall.kz ${flaw} [item 0]`);
		expect(given).toEqual([]);
		expect(requests).toBeLessThan(4);
	});

	it('is read where it writes its numbers as texts', async () => {
		alter((page) => {
			for (const name of ['current_page', 'last_page', 'per_page', 'total']) {
				page[name] = String(page[name]);
			}
		});
		const { ids, given, message } = await walk(autocalls, 8);
		expect(message).toBeUndefined();
		expect(given).toEqual(ids);
	});

	it('whose records have no ID gives each of them, also those that are the same', async () => {
		alter((page) => {
			page.data = (page.data as IDataObject[]).map(() => ({ name: 'Same' }));
		});
		const { given, message } = await walk(autocalls, 8);
		expect(message).toBeUndefined();
		expect(given).toHaveLength(8);
	});

	it('does not hold up the list of contact lists in the editor', async () => {
		alter((page) => {
			Object.assign(page, { last_page: 1e6, total: 3e6, data: [] });
		});
		const { engine, credential, sandbox } = bench();
		await engine.loadOptions({ method: 'getContactLists', credential });
		expect(sandbox.requests).toHaveLength(1);
	});
});
