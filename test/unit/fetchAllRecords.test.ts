import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../nodes/shared/transport/pages';
import { PagesFailure, fetchAllRecords } from '../../nodes/shared/transport/fetchAllRecords';
import { Walk } from '../support/faults/walk';
import { fc, runs } from '../support/properties';
import { SeededRandom } from '../support/seededRandom';

/** A paged endpoint whose rows come and go between two responses. */
class Endpoint {
	readonly asked: number[] = [];
	underWay = 0;
	mostUnderWay = 0;

	constructor(
		public rows: number[],
		private readonly perPage: number,
		private readonly beforeResponse: (endpoint: Endpoint) => void = () => undefined,
		private readonly random = new SeededRandom(1),
	) {}

	readonly fetch = async (number: number): Promise<Page> => {
		this.asked.push(number);
		this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
		// Responses come in another order than their requests.
		for (let turns = 10 + Math.floor(this.random.next() * 8); turns > 0; turns--)
			await Promise.resolve();
		this.beforeResponse(this);
		this.underWay--;
		const start = (number - 1) * this.perPage;
		return {
			current_page: number,
			last_page: Math.max(1, Math.ceil(this.rows.length / this.perPage)),
			per_page: this.perPage,
			total: this.rows.length,
			data: this.rows.slice(start, start + this.perPage).map((id) => ({ id })),
		};
	};
}

const ids = (records: IDataObject[]) => records.map(({ id }) => id as number);
const countdown = (count: number) => Array.from({ length: count }, (_, index) => count - index);

it('gives every record once and in order, ten pages at a time', async () => {
	const endpoint = new Endpoint(countdown(500), 20);

	expect(ids(await fetchAllRecords(endpoint.fetch))).toEqual(countdown(500));
	// The first page is fetched once more, to know that nothing has changed.
	expect(endpoint.asked).toHaveLength(26);
	expect(endpoint.mostUnderWay).toBe(10);
});

it('gives what comes oldest first in that order', async () => {
	const rows = countdown(500).reverse();
	const endpoint = new Endpoint(rows, 20);

	expect(ids(await fetchAllRecords(endpoint.fetch))).toEqual(rows);
	// The last page is fetched before and after all others, as new rows would come there.
	expect(endpoint.asked.slice(0, 2)).toEqual([1, 25]);
	expect(endpoint.asked.at(-1)).toBe(25);
	// Only what was requested beside the last page can be requested again.
	expect(endpoint.asked.length).toBeGreaterThanOrEqual(27);
	expect(endpoint.asked.length).toBeLessThanOrEqual(27 + 9);
	expect(endpoint.mostUnderWay).toBe(10);
});

it.each([
	{ limit: 1, pages: [1] },
	{ limit: 20, pages: [1] },
	{ limit: 21, pages: [1, 2] },
	{ limit: 45, pages: [1, 2, 3] },
])('fetches no page that a limit of $limit does not need', async ({ limit, pages }) => {
	const endpoint = new Endpoint(countdown(500), 20);

	expect(ids(await fetchAllRecords(endpoint.fetch, { limit }))).toEqual(
		countdown(500).slice(0, limit),
	);
	expect(endpoint.asked).toEqual(pages);
});

it('fetches no page twice up to a limit where records come in another order than that of their IDs', async () => {
	const rows = [9, 4, 7, 8, 5, 6, 3, 1, 2];
	const endpoint = new Endpoint(rows, 3);

	expect(ids(await fetchAllRecords(endpoint.fetch, { limit: 8 }))).toEqual(rows.slice(0, 8));
	expect(endpoint.asked).toEqual([1, 2, 3]);
});

it('fetches no empty page after full ones', async () => {
	const endpoint = new Endpoint(countdown(40), 20);

	expect(ids(await fetchAllRecords(endpoint.fetch))).toEqual(countdown(40));
	expect(endpoint.asked).toEqual([1, 2, 1]);
});

it('misses nothing up to the limit when a row of an earlier page goes meanwhile', async () => {
	const endpoint = new Endpoint(countdown(500), 20, ({ asked, rows }) => {
		if (asked.length > 1 && rows.length === 500) rows.splice(3, 1);
	});

	const given = ids(await fetchAllRecords(endpoint.fetch, { limit: 45 }));

	expect(given).toHaveLength(45);
	expect(given.filter((id) => id !== 497)).toEqual(
		countdown(500)
			.filter((id) => id !== 497)
			.slice(0, given.includes(497) ? 44 : 45),
	);
});

it.each([
	{ what: 'new rows', come: [16, 15, 14, 13], limit: 6, given: [16, 15, 14, 13, 12, 11] },
	{ what: 'rows of the page before', come: [13], limit: 5, given: [13, 12, 11, 10, 9] },
])(
	'misses nothing up to the limit when as many rows go as come, so that a page has $what',
	async ({ come, limit, given }) => {
		const endpoint = new Endpoint(countdown(12), 2);
		let giveThird = () => {};
		const third = new Promise<void>((resolve) => (giveThird = resolve));
		const fetchPage = async (number: number) => {
			if (number === 2 && endpoint.rows[0] === 12) {
				await third;
				endpoint.rows.unshift(...come);
				endpoint.rows.splice(-come.length);
			}
			const page = await endpoint.fetch(number);
			if (number === 3) giveThird();
			return page;
		};

		expect(ids(await fetchAllRecords(fetchPage, { limit }))).toEqual(given);
	},
);

it('asks once when there is nothing', async () => {
	const endpoint = new Endpoint([], 20);

	expect(await fetchAllRecords(endpoint.fetch)).toEqual([]);
	expect(endpoint.asked).toEqual([1]);
});

/** Each way in which records can be ordered, with where a new one comes in. */
const ORDERS: Array<[string, (rows: number[], row: number) => void]> = [
	['newest', (rows, row) => void rows.unshift(row)],
	['oldest', (rows, row) => void rows.push(row)],
];
/** The chances that a row comes, and that one goes, before each response. */
const CHANCES = [0, 0.1, 0.3, 0.9];

describe.each(ORDERS)('%s first, whatever comes and goes meanwhile', (first, comesIn) => {
	const inOrder = (rows: number[]) =>
		[...rows].sort((a, b) => (first === 'newest' ? b - a : a - b));
	/** By the higher of the two chances, how many cases there were, and in how many of them it gave up. */
	const cases = new Map(CHANCES.map((chance) => [chance, { all: 0, givenUp: 0 }]));

	it('gives what was there all the time exactly once and in order, or says that it cannot', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 400 }),
				fc.integer({ min: 2, max: 30 }),
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.constantFrom(...CHANCES),
				fc.constantFrom(...CHANCES),
				fc.option(fc.integer({ min: 1, max: 420 }), { nil: Infinity }),
				async (count, perPage, seed, comes, goes, limit) => {
					// With both at a time the totals stay as they are, and only a further page would tell.
					const isEither = first === 'newest' || limit === Infinity || comes === 0 || goes === 0;
					fc.pre(isEither);
					const random = new SeededRandom(seed);
					const walk = new Walk(inOrder(countdown(count)), limit);
					let newest = count;
					const endpoint = new Endpoint(
						inOrder(countdown(count)),
						perPage,
						({ rows }) => {
							if (random.chance(comes)) {
								walk.came(++newest);
								comesIn(rows, newest);
							}
							if (rows.length > 0 && random.chance(goes)) {
								const [id] = rows.splice(Math.floor(random.next() * rows.length), 1);
								walk.went(id as number);
							}
						},
						random,
					);
					const counted = cases.get(Math.max(comes, goes))!;
					counted.all++;

					const outcome = await fetchAllRecords(endpoint.fetch, { limit }).catch(
						(error: unknown) => error,
					);

					const failure = outcome instanceof PagesFailure ? outcome : undefined;
					const given = ids(failure?.records ?? (outcome as IDataObject[]));
					expect(walk.faultsOf(given, !failure)).toEqual([]);
					if (!failure) return;
					expect(failure.reason).toMatchObject({ details: { unreadableBody: true } });
					counted.givenUp++;
				},
			),
			{ numRuns: runs(200) },
		);
	});

	it('gives up only where rows come or go before most responses, but for one case in fifty', () => {
		expect([...cases.values()].every(({ all }) => all > 0)).toBe(true);
		expect(cases.get(0)!.givenUp + cases.get(0.1)!.givenUp).toBe(0);
		expect(cases.get(0.3)!.givenUp).toBeLessThanOrEqual(Math.max(2, cases.get(0.3)!.all / 50));
	});
});

it('misses nothing where others come before the last page, and rows come and go in between', async () => {
	const endpoint = new Endpoint([1, 2, 3, 4, 5, 6, 7, 8], 2);
	let respondLast = () => {};
	const others = new Promise<void>((resolve) => (respondLast = resolve));
	const fetch = async (number: number) => {
		if (number === 4 && !endpoint.asked.includes(4)) {
			endpoint.asked.push(4);
			await others;
			endpoint.rows = [2, 3, 4, 5, 6, 7, 8, 9];
		}
		const page = await endpoint.fetch(number);
		if (number === 3) respondLast();
		return page;
	};

	const given = ids(await fetchAllRecords(fetch));

	expect(given.filter((id) => id !== 1 && id !== 9)).toEqual([2, 3, 4, 5, 6, 7, 8]);
});

it('keeps what it has when a page cannot be fetched', async () => {
	const endpoint = new Endpoint(countdown(100), 10);
	const failing = async (number: number) => {
		if (number === 4) throw new Error('no page 4');
		return await endpoint.fetch(number);
	};

	const failure = await fetchAllRecords(failing).catch((error: unknown) => error);

	expect(failure).toBeInstanceOf(PagesFailure);
	expect(ids((failure as PagesFailure).records)).toEqual(countdown(100).slice(0, 30));
});
