import type { IDataObject } from 'n8n-workflow';

import { inParallel, upToGap } from './inParallel';
import type { Page } from './pages';

/** How often a limit of records is gone through at the most, each time as some went meanwhile. */
const MOST_WALKS = 3;
/** How many pages are fetched at a time; the pace keeps all requests with a key within it too. */
const PAGES_AT_ONCE = 10;

type FetchPage = (number: number) => Promise<Page>;
type OnPage = (fetched: number, all: number) => void;
/** Decides whether a record is one of those asked for. */
export type IsWanted = (record: IDataObject) => boolean;

/** What had been fetched when a page could not be had. */
export class PagesFailure extends Error {
	/**
	 * @param reason why the page could not be had
	 * @param records those of the pages before it
	 */
	constructor(
		readonly reason: unknown,
		readonly records: IDataObject[],
	) {
		super('Not all pages could be fetched');
	}
}

/** The failure of pages: why one could not be had, and the records of those before it. */
export function cutShort(reason: unknown, records: IDataObject[]): PagesFailure {
	return new PagesFailure(reason, records);
}

/** Why something failed: for pages, why the missing one could not be had. */
export function reasonOf(error: unknown): unknown {
	return error instanceof PagesFailure ? error.reason : error;
}

/**
 * The records of a paged endpoint, newest or oldest first, each once.
 *
 * Pages are fetched side by side. Where rows came or went meanwhile, which totals that differ or a page that
 * is looked at twice tell, they are fetched again one after the other, in a way that misses none.
 *
 * @param fetchPage gives a page by its number, from 1
 * @param limit how many records are wanted; no page is fetched that they don't need
 * @param onPage told after each page how many were fetched, and how many there are
 * @param isWanted left out where all records are wanted; with it, pages are fetched in turn up to a limit, as
 * nobody knows how many it takes
 * @throws PagesFailure when a page can't be had
 */
export async function recordsOf(
	fetchPage: FetchPage,
	limit: number,
	onPage: OnPage = () => undefined,
	isWanted?: IsWanted,
): Promise<IDataObject[]> {
	const pages: Page[] = [];
	const wanted = () => recordsIn(pages, limit, isWanted);
	try {
		if (isWanted && limit !== Infinity) {
			await fetchInTurn(fetchPage, limit, onPage, pages, isWanted);
			return wanted();
		}
		const sentinel = await fetchSideBySide(fetchPage, limit, onPage, pages);
		if (await wasSteady(fetchPage, limit, pages, sentinel)) return wanted();
		if (isOldestFirst(pages[0])) {
			await fetchBackwards(fetchPage, onPage, pages);
			for (let again = 1; again < MOST_WALKS && isShort(pages, limit); again++) {
				await fetchBackwards(fetchPage, onPage, pages);
			}
		} else {
			pages.length = 0;
			await fetchInTurn(fetchPage, limit, onPage, pages);
		}
	} catch (error) {
		throw cutShort(error, wanted());
	}
	return wanted();
}

/**
 * Fills `pages`, by number less one. The page by which a change shows at the end is fetched before the
 * others: of those that were answered earlier all the same, each is fetched again.
 *
 * @returns the number of that page: the last for records that come oldest first, as what goes pulls others
 * into it and what comes is added to it; but the first of one or two pages, of records that come newest
 * first, and up to a limit
 */
async function fetchSideBySide(
	fetchPage: FetchPage,
	limit: number,
	onPage: OnPage,
	pages: Page[],
): Promise<number> {
	const first = await fetchPage(1);
	pages[0] = first;
	const wanted = Math.min(first.last_page, Math.ceil(limit / first.per_page));
	const sentinel = limit === Infinity && wanted > 2 && isOldestFirst(first) ? wanted : 1;
	const each = Array.from({ length: wanted }, (_none, index) => index + 1);
	const numbers = sentinel === 1 ? each.slice(1) : [sentinel, ...each.slice(0, -1)];
	let sentinelAnswer: Promise<unknown> | undefined;
	let fetched = wanted - numbers.length;
	onPage(fetched, wanted);
	await inParallel(
		(task) => task < numbers.length,
		PAGES_AT_ONCE,
		async (task) => {
			const number = numbers[task] as number;
			const answer = fetchPage(number);
			sentinelAnswer ??= answer;
			let page = await answer;
			if (number !== sentinel && pages[sentinel - 1] === undefined) {
				await sentinelAnswer;
				page = await fetchPage(number);
			}
			pages[number - 1] = page;
			onPage(++fetched, wanted);
		},
	);
	return sentinel;
}

/**
 * Whether no row came or went while the pages were fetched. One that came and one that went leave the total
 * as it was, so that of all records the sentinel is looked at again; not so up to a limit, as that would be a
 * page more than it needs.
 */
async function wasSteady(
	fetchPage: FetchPage,
	limit: number,
	pages: Page[],
	sentinel: number,
): Promise<boolean> {
	const before = pages[sentinel - 1];
	if (pages.length <= 1) return true;
	if (pages.some(({ total }) => total !== before?.total)) return false;
	if (limit !== Infinity) return !isShort(pages, limit);
	// Rows went before it was fetched, so that it is past the end and shows no change.
	if (before?.data.length === 0) return false;
	const now = await fetchPage(sentinel);
	return now.total === before?.total && String(idsOf(now)) === String(idsOf(before));
}

/** Whether there are fewer records than a limit asks for: what comes or goes meanwhile gives others twice. */
function isShort(pages: Page[], limit: number): boolean {
	const most = Math.max(...pages.map(({ total }) => total));
	return limit !== Infinity && recordsIn(pages, limit).length < Math.min(limit, most);
}

/** Whether new rows come at the end, as they do in a contact list. */
function isOldestFirst(page?: Page): boolean {
	const ids = idsOf(page);
	return Number(ids[0]) < Number(ids.at(-1));
}

function idsOf(page?: Page): unknown[] {
	return page?.data.map(({ id }) => id) ?? [];
}

/**
 * Fetches the pages of records that come oldest first from the last to the first: rows that come (at the
 * end) move none of the others, and those that go pull others only to pages that are yet to be fetched.
 */
async function fetchBackwards(fetchPage: FetchPage, onPage: OnPage, pages: Page[]): Promise<void> {
	for (let number = pages.length; number >= 1; number--) {
		pages[number - 1] = await fetchPage(number);
		onPage(pages.length + 1 - number, pages.length);
	}
}

/**
 * Fetches page after page of records that come newest first. A row that comes (at the front) only makes
 * others appear again. Rows that go pull the following ones forward, at most by as many as the total has
 * fallen: the walk goes back by that many rows, and takes the page only when it comes to it again.
 */
async function fetchInTurn(
	fetchPage: FetchPage,
	limit: number,
	onPage: OnPage,
	pages: Page[],
	isWanted?: IsWanted,
): Promise<void> {
	for (let number = 1, last = 1, total = 0; number <= last;) {
		const page = await fetchPage(number);
		const fallenBy = total - page.total;
		last = page.last_page;
		total = page.total;
		onPage(number, last);
		if (fallenBy > 0) {
			number = Math.max(1, number - Math.ceil(fallenBy / page.per_page));
			continue;
		}
		pages.push(page);
		number++;
		if (limit !== Infinity && recordsIn(pages, limit, isWanted).length >= limit) return;
	}
}

/** The records of the pages up to the first that is missing, each once. */
function recordsIn(pages: Page[], limit: number, isWanted: IsWanted = () => true): IDataObject[] {
	const byId = new Map<unknown, IDataObject>();
	for (const page of upToGap(pages)) {
		for (const record of page.data) {
			if (!byId.has(record.id) && isWanted(record)) byId.set(record.id, record);
		}
	}
	return [...byId.values()].slice(0, limit);
}
