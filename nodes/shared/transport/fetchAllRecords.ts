import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import { runConcurrently, upToGap } from './runConcurrently';
import type { Page } from './pages';

/** How often records are gone through at the most until there are as many as there should be. */
const MOST_WALKS = 3;
/** How many pages are fetched at a time; the pace keeps all requests with a key within it too. */
const PAGES_AT_ONCE = 10;
/** Most pages of one walk; at 300 requests a minute they take five and a half hours. */
const MOST_PAGES = 100_000;
/** How often a page is fetched on average, at the most, where rows keep coming and going. */
const MOST_FETCHES_OF_A_PAGE = 4;
/** How often a page is fetched that can't be right, as when it was read from two states of a table. */
const MOST_TRIES = 3;

type FetchPage = (number: number) => Promise<Page>;
type OnPage = (fetched: number, all: number) => void;
/** Decides whether a record is one of those asked for. */
export type IsWanted = (record: IDataObject) => boolean;

/** A record of a page by what tells it from others; without the record itself where it isn't wanted. */
interface Row {
	id: unknown;
	record?: IDataObject;
}

type RowsPage = Omit<Page, 'data'> & { rows: Row[] };
type FetchRows = (number: number) => Promise<RowsPage>;

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
 * is looked at twice tell, they are fetched again one after the other, in a way that misses none. So they are
 * when there were fewer records than the service says there are.
 *
 * @param fetchPage gives a page by its number, from 1
 * @param limit how many records are wanted; no page is fetched that they don't need
 * @param onPage told after each page how many were fetched, and how many there are
 * @param isWanted left out where all records are wanted; with it, pages are fetched in turn up to a limit, as
 * nobody knows how many it takes
 * @throws PagesFailure when a page can't be had, and when there are still fewer records than there should be
 */
export async function fetchAllRecords(
	fetchPage: FetchPage,
	limit: number,
	onPage: OnPage = () => undefined,
	isWanted?: IsWanted,
): Promise<IDataObject[]> {
	const isSearch = isWanted !== undefined && limit !== Infinity;
	const fetchRows = rowsOf(fetchPage, isSearch || limit === Infinity, isWanted);
	const first: RowsPage[] = [];
	/** The latest first. */
	const walks = [first];
	try {
		const isSteady = isSearch
			? await fetchInTurn(fetchRows, limit, onPage, first)
			: await fetchSideBySide(fetchRows, limit, onPage, first);
		if (isSteady && isComplete(walks, limit)) return recordsIn(walks, limit);
		while (walks.length < MOST_WALKS) {
			const again: RowsPage[] = [];
			walks.unshift(again);
			await (isOldestFirst(first[0]) && !isSearch
				? fetchBackwards(fetchRows, lastOf(walks[1], limit), limit, onPage, again)
				: fetchInTurn(fetchRows, limit, onPage, again));
			if (isComplete([again], limit)) return recordsIn([again], limit);
			if (isComplete(walks, limit)) return recordsIn(walks, limit);
		}
	} catch (error) {
		throw cutShort(error, recordsIn(walks, limit));
	}
	const due = isSearch ? leastTotal(walks) : Math.min(limit, leastTotal(walks));
	const fewer = unsound(`gave ${idsIn(walks).size} of ${due} records`);
	throw cutShort(fewer, recordsIn(walks, limit));
}

/** Fetches pages that can be right, with what tells their records from others. */
function rowsOf(
	fetchPage: FetchPage,
	takesAllPages: boolean,
	isWanted: IsWanted = () => true,
): FetchRows {
	let first: Page | undefined;
	return async (number) => {
		for (let tries = 1; ; tries++) {
			const page = await fetchPage(number);
			if (number === 1) first = page;
			// Rows that came at the front move those of the first page to others: it may be another by now.
			else if (isFirstAgain(page, first)) first = await fetchPage(1);
			const flaw = flawOf(page, number, takesAllPages, first);
			if (flaw === undefined) {
				const { data, ...numbers } = page;
				const rows = data.map((record, index) => ({
					// Without an ID its place tells it from others.
					id: record.id ?? `${number}, ${index}`,
					record: isWanted(record) ? record : undefined,
				}));
				return { ...numbers, rows };
			}
			if (tries === MOST_TRIES) throw unsound(flaw);
		}
	};
}

/** What makes a page one that can't be right, or not be gone on from. */
function flawOf(
	page: Page,
	number: number,
	takesAllPages: boolean,
	first?: Page,
): string | undefined {
	const { data, per_page: perPage, last_page: last } = page;
	if (takesAllPages && last > MOST_PAGES) {
		return `tells of ${last} pages, and no more than ${MOST_PAGES} are fetched`;
	}
	if (number < last && data.length < perPage) {
		return `gave ${data.length} of ${perPage} records on page ${number} of ${last}`;
	}
	return number > 1 && isFirstAgain(page, first)
		? `gave page 1 again when page ${number} was asked for`
		: undefined;
}

function isFirstAgain({ data, total }: Page, first?: Page): boolean {
	const id = data[0]?.id;
	return id !== undefined && id === first?.data[0]?.id && total === first?.total;
}

function unsound(flaw: string): ApiFailure {
	return new ApiFailure({ status: 200, unreadableBody: true, flaw });
}

/** Whether walks have found as many as are wanted, or all that were there all the time of the latest. */
function isComplete(walks: RowsPage[][], limit: number): boolean {
	return (
		idsIn(walks).size >= leastTotal(walks) ||
		(limit !== Infinity && recordsIn(walks, limit).length >= limit)
	);
}

function leastTotal([latest = []]: RowsPage[][]): number {
	return latest.reduce((least, { total }) => Math.min(least, total), Infinity);
}

/** How many pages there are by the latest answer of a walk that tells of most; no more than a limit needs. */
function lastOf(pages: RowsPage[] = [], limit: number): number {
	return limit === Infinity
		? pages.reduce((most, { last_page: last }) => Math.max(most, last), 1)
		: pages.length;
}

/**
 * Fills `pages`, by number less one. The page by which a change shows at the end is fetched before the
 * others: of those that were answered earlier all the same, each is fetched again.
 *
 * It is the last for records that come oldest first, as what goes pulls others into it and what comes is added
 * to it; but the first of one or two pages, of records that come newest first, and up to a limit.
 *
 * @returns whether no row came or went meanwhile
 */
async function fetchSideBySide(
	fetchRows: FetchRows,
	limit: number,
	onPage: OnPage,
	pages: RowsPage[],
): Promise<boolean> {
	const first = await fetchRows(1);
	pages[0] = first;
	const wanted = Math.min(first.last_page, Math.ceil(limit / first.per_page));
	const sentinel = limit === Infinity && wanted > 2 && isOldestFirst(first) ? wanted : 1;
	const each = Array.from({ length: wanted }, (_none, index) => index + 1);
	const numbers = sentinel === 1 ? each.slice(1) : [sentinel, ...each.slice(0, -1)];
	let sentinelAnswer: Promise<unknown> | undefined;
	let fetched = wanted - numbers.length;
	onPage(fetched, wanted);
	await runConcurrently(
		(task) => task < numbers.length,
		PAGES_AT_ONCE,
		async (task) => {
			const number = numbers[task] as number;
			const answer = fetchRows(number);
			sentinelAnswer ??= answer;
			let page = await answer;
			if (number !== sentinel && pages[sentinel - 1] === undefined) {
				await sentinelAnswer;
				page = await fetchRows(number);
			}
			pages[number - 1] = page;
			onPage(++fetched, wanted);
		},
	);
	return await wasSteady(fetchRows, limit, pages, sentinel);
}

/**
 * Whether no row came or went while the pages were fetched. One that came and one that went leave the total
 * as it was, so that of all records the sentinel is looked at again; not so up to a limit, as that would be a
 * page more than it needs.
 */
async function wasSteady(
	fetchRows: FetchRows,
	limit: number,
	pages: RowsPage[],
	sentinel: number,
): Promise<boolean> {
	const before = pages[sentinel - 1];
	if (pages.length <= 1) return true;
	if (pages.some(({ total }) => total !== before?.total)) return false;
	if (limit !== Infinity) return true;
	// Rows went before it was fetched, so that it is past the end and shows no change.
	if (before?.rows.length === 0) return false;
	const now = await fetchRows(sentinel);
	return now.total === before?.total && String(idsOf(now)) === String(idsOf(before));
}

/** Whether new rows come at the end, as they do in a contact list. */
function isOldestFirst(page?: RowsPage): boolean {
	const ids = idsOf(page);
	return Number(ids[0]) < Number(ids.at(-1));
}

function idsOf(page?: RowsPage): unknown[] {
	return page?.rows.map(({ id }) => id) ?? [];
}

/**
 * Fetches the pages of records that come oldest first from the last to the first: rows that come (at the
 * end) move none of the others, and those that go pull others only to pages that are yet to be fetched.
 */
async function fetchBackwards(
	fetchRows: FetchRows,
	last: number,
	limit: number,
	onPage: OnPage,
	pages: RowsPage[],
): Promise<void> {
	let from = last;
	let page = await fetchRows(from);
	// What has come meanwhile lies behind it.
	for (let tries = 1; tries < MOST_TRIES && limit === Infinity && page.last_page > from; tries++) {
		from = page.last_page;
		page = await fetchRows(from);
	}
	pages[from - 1] = page;
	for (let number = from - 1; number >= 1; number--) {
		pages[number - 1] = await fetchRows(number);
		onPage(from + 1 - number, from);
	}
}

/**
 * Fetches page after page of records that come newest first. A row that comes (at the front) only makes
 * others appear again. Rows that go pull the following ones forward, at most by as many as the total has
 * fallen: the walk goes back by that many rows, and takes the page only when it comes to it again.
 *
 * It ends after four times as many requests as there were pages, however the totals change.
 *
 * @returns true: what came or went meanwhile does it no harm
 */
async function fetchInTurn(
	fetchRows: FetchRows,
	limit: number,
	onPage: OnPage,
	pages: RowsPage[],
): Promise<true> {
	const found = new Set<unknown>();
	let stepsBack = 0;
	let most = Infinity;
	for (let number = 1, last = 1, total = 0, asked = 1; number <= last && asked <= most; asked++) {
		const page = await fetchRows(number);
		const fallenBy = total - page.total;
		last = page.last_page;
		total = page.total;
		if (asked === 1) most = MOST_FETCHES_OF_A_PAGE * (last + PAGES_AT_ONCE);
		onPage(number, last);
		// Half of them are for going on.
		if (fallenBy > 0 && ++stepsBack <= most / 2) {
			number = Math.max(1, number - Math.ceil(fallenBy / page.per_page));
			continue;
		}
		pages.push(page);
		number++;
		for (const { id, record } of page.rows) if (record) found.add(id);
		if (found.size >= limit) return true;
	}
	return true;
}

function idsIn(walks: RowsPage[][]): Set<unknown> {
	return new Set(walks.flatMap(upToGap).flatMap(idsOf));
}

/** The wanted records of walks, of each the pages up to the first that is missing; each record once. */
function recordsIn(walks: RowsPage[][], limit: number): IDataObject[] {
	const byId = new Map<unknown, IDataObject>();
	for (const { id, record } of walks.flatMap(upToGap).flatMap(({ rows }) => rows)) {
		if (record && !byId.has(id)) byId.set(id, record);
	}
	return [...byId.values()].slice(0, limit);
}
