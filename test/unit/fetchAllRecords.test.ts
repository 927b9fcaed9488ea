import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../nodes/shared/transport/pages';
import { PagesFailure, fetchAllRecords } from '../../nodes/shared/transport/fetchAllRecords';
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
	// The first page is looked at once more, to know that nothing has changed.
	expect(endpoint.asked).toHaveLength(26);
	expect(endpoint.mostUnderWay).toBe(10);
});

it('gives what comes oldest first in that order', async () => {
	const rows = countdown(500).reverse();
	const endpoint = new Endpoint(rows, 20);

	expect(ids(await fetchAllRecords(endpoint.fetch))).toEqual(rows);
	// The last page is looked at before and after all others, as new rows would come there.
	expect(endpoint.asked.slice(0, 2)).toEqual([1, 25]);
	expect(endpoint.asked.at(-1)).toBe(25);
	// Only what was asked for beside the last page can be asked for again.
	expect(endpoint.asked.length).toBeGreaterThanOrEqual(27);
	expect(endpoint.asked.length).toBeLessThanOrEqual(27 + 9);
	expect(endpoint.mostUnderWay).toBe(10);
});

it('fetches no page that the limit does not need', async () => {
	const endpoint = new Endpoint(countdown(500), 20);

	expect(ids(await fetchAllRecords(endpoint.fetch, { limit: 45 }))).toEqual(
		countdown(500).slice(0, 45),
	);
	expect(endpoint.asked).toEqual([1, 2, 3]);
});

it('asks once when there is nothing', async () => {
	const endpoint = new Endpoint([], 20);

	expect(await fetchAllRecords(endpoint.fetch)).toEqual([]);
	expect(endpoint.asked).toEqual([1]);
});

it.each([
	['newest', (rows: number[], row: number) => void rows.unshift(row)],
	['oldest', (rows: number[], row: number) => void rows.push(row)],
])(
	'gives what was there all the time exactly once and %s first, whatever comes and goes meanwhile',
	async (first, comesIn) => {
		const inOrder = (rows: number[]) =>
			[...rows].sort((a, b) => (first === 'newest' ? b - a : a - b));
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 400 }),
				fc.integer({ min: 2, max: 30 }),
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.constantFrom(0, 0.1, 0.3),
				fc.constantFrom(0, 0.1, 0.3),
				async (count, perPage, seed, comes, goes) => {
					const random = new SeededRandom(seed);
					const gone = new Set<number>();
					let newest = count;
					const endpoint = new Endpoint(
						inOrder(countdown(count)),
						perPage,
						({ rows }) => {
							if (random.chance(comes)) comesIn(rows, ++newest);
							if (rows.length > 0 && random.chance(goes)) {
								const [id] = rows.splice(Math.floor(random.next() * rows.length), 1);
								gone.add(id as number);
							}
						},
						random,
					);

					const given = ids(await fetchAllRecords(endpoint.fetch));

					expect(new Set(given).size).toBe(given.length);
					const stayed = inOrder(countdown(count)).filter((id) => !gone.has(id));
					expect(given.filter((id) => id <= count && !gone.has(id))).toEqual(stayed);
				},
			),
			{ numRuns: 500 },
		);
	},
);

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

it('keeps what it has when a page cannot be had', async () => {
	const endpoint = new Endpoint(countdown(100), 10);
	const failing = async (number: number) => {
		if (number === 4) throw new Error('no page 4');
		return await endpoint.fetch(number);
	};

	const failure = await fetchAllRecords(failing).catch((error: unknown) => error);

	expect(failure).toBeInstanceOf(PagesFailure);
	expect(ids((failure as PagesFailure).records)).toEqual(countdown(100).slice(0, 30));
});
