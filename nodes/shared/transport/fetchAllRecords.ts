import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import type { Page } from './pages';
import { runConcurrently, upToGap } from './runConcurrently';

/** Most walks through the pages until there are as many records as there should be. */
const MAX_WALKS = 3;
/** How many pages are fetched at a time; the rate limiter keeps all requests with a key within it too. */
const PAGES_AT_ONCE = 10;
/** Most pages of one walk; at 300 requests a minute they take five and a half hours. */
const MAX_PAGES = 100_000;
/** How often a page is fetched on average, at the most, where rows keep coming and going. */
const MAX_FETCHES_OF_A_PAGE = 4;
/** How often a page is fetched that can't be right, as when it was read from two states of a table. */
const MAX_TRIES = 3;

/** Fetches a page by its number, from 1. */
export type FetchPage = (number: number) => Promise<Page>;

/** Decides whether a record is wanted. */
export type IsWanted = (record: IDataObject) => boolean;

/** The records that are wanted. */
export interface Wanted {
	/** How many; no page is fetched that they don't need. All where it is left out. */
	limit?: number;
	/** Called after each page with the number of pages fetched and of all pages. */
	onPage?: (fetched: number, all: number) => void;
	/**
	 * Left out where all records are wanted. With it, pages are fetched one after the other up to the limit, as
	 * nobody knows how many it takes.
	 */
	isWanted?: IsWanted;
}

/** The records that had been fetched when a page could not be had. */
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
 * Pages are fetched side by side. When rows came or went meanwhile, which differing totals or a page fetched
 * twice show, they are fetched again one after the other, in a way that misses none. The same happens when
 * there were fewer records than the service reports.
 *
 * @throws PagesFailure when a page can't be had, and when it can't be told that no record is missing
 */
export async function fetchAllRecords(
	fetchPage: FetchPage,
	wanted: Wanted = {},
): Promise<IDataObject[]> {
	const source = new Source(fetchPage, wanted);
	const walks: Walk[] = [];
	try {
		while (walks.length < MAX_WALKS) {
			const walk = new Walk(source);
			const [previous] = walks;
			walks.unshift(walk);
			await (previous ? walk.goAgain(previous) : walk.goFirst());
			const found = [[walk], walks].map(foundIn).find((each) => isComplete(each, source));
			if (walk.missedNothing && found) return wantedOf(found, source);
		}
	} catch (error) {
		throw cutShort(error, wantedOf(foundIn(walks), source));
	}
	const found = foundIn(walks);
	throw cutShort(unsound(shortfall(found, source)), wantedOf(found, source));
}

/** A record of a page with its identity; without the record itself where it isn't wanted. */
interface Row {
	id: unknown;
	record?: IDataObject;
}

type RowsPage = Omit<Page, 'data'> & { rows: Row[] };

/** A paged endpoint, as far as its pages can be right. */
class Source {
	readonly limit: number;
	readonly onPage: NonNullable<Wanted['onPage']>;
	/** Whether nobody knows how many pages the limit takes. */
	readonly isSearch: boolean;
	private readonly isWanted: IsWanted;
	private first?: Page;

	constructor(
		private readonly fetchPage: FetchPage,
		{ limit = Infinity, onPage = () => undefined, isWanted }: Wanted,
	) {
		this.limit = limit;
		this.onPage = onPage;
		this.isSearch = isWanted !== undefined && limit !== Infinity;
		this.isWanted = isWanted ?? (() => true);
	}

	/** @throws ApiFailure for a page that can't be right, also when it is fetched again */
	async page(number: number): Promise<RowsPage> {
		for (let tries = 1; ; tries++) {
			const page = await this.fetchPage(number);
			if (number === 1) this.first = page;
			// Rows that came at the front move those of the first page to others: it may be another by now.
			else if (this.isFirstAgain(page)) this.first = await this.fetchPage(1);
			const flaw = this.flawOf(page, number);
			if (flaw === undefined) return this.rowsOf(page, number);
			if (tries === MAX_TRIES) throw unsound(flaw);
		}
	}

	private rowsOf({ data, ...numbers }: Page, number: number): RowsPage {
		const rows = data.map((record, index) => ({
			// Without an ID its place identifies it.
			id: record.id ?? `${number}, ${index}`,
			record: this.isWanted(record) ? record : undefined,
		}));
		return { ...numbers, rows };
	}

	/** The reason why a page can't be right, or not be gone on from. */
	private flawOf(page: Page, number: number): string | undefined {
		const { data, per_page: perPage, last_page: last } = page;
		const takesAllPages = this.isSearch || this.limit === Infinity;
		if (takesAllPages && last > MAX_PAGES) {
			return `reports ${last} pages, but at most ${MAX_PAGES} are fetched`;
		}
		if (number < last && data.length < perPage) {
			return `returned ${data.length} of ${perPage} records on page ${number} of ${last}`;
		}
		return number > 1 && this.isFirstAgain(page)
			? `returned page 1 again instead of page ${number}`
			: undefined;
	}

	private isFirstAgain({ data, total }: Page): boolean {
		const id = data[0]?.id;
		return id !== undefined && id === this.first?.data[0]?.id && total === this.first?.total;
	}
}

/** One time through the pages of a source. */
class Walk {
	/** By number less one, where they were fetched side by side; else in the order in which they were. */
	readonly pages: RowsPage[] = [];
	/** Whether no record was missed that was there all the time. */
	missedNothing = false;

	constructor(private readonly source: Source) {}

	/** Goes the fast way. */
	async goFirst(): Promise<void> {
		if (this.source.isSearch) await this.goForwards();
		else await this.goSideBySide();
	}

	/** Goes the way that misses nothing, whatever comes and goes. */
	async goAgain(previous: Walk): Promise<void> {
		// Up to a limit, rows that go pull others from pages behind it, which going backwards never sees.
		const isBackwards = isOldestFirst(previous.pages[0]) && this.source.limit === Infinity;
		await (isBackwards ? this.goBackwards(previous.last) : this.goForwards());
	}

	/** The largest number of pages that a response reported. */
	private get last(): number {
		return this.pages.reduce((most, { last_page: last }) => Math.max(most, last), 1);
	}

	/**
	 * Fetches pages side by side. The sentinel, a page that shows changes at the end, is fetched before the
	 * others; pages that came before it are fetched again.
	 *
	 * It is the last for records that come oldest first, as what goes pulls others into it and what comes is added
	 * to it; but the first of one or two pages, of records that come newest first, and up to a limit.
	 */
	private async goSideBySide(): Promise<void> {
		const { source, pages } = this;
		const { limit, onPage } = source;
		const first = await source.page(1);
		pages[0] = first;
		const wanted = Math.min(first.last_page, Math.ceil(limit / first.per_page));
		const sentinel = limit === Infinity && wanted > 2 && isOldestFirst(first) ? wanted : 1;
		const each = Array.from({ length: wanted }, (_none, index) => index + 1);
		const numbers = sentinel === 1 ? each.slice(1) : [sentinel, ...each.slice(0, -1)];
		let sentinelPage: Promise<unknown> | undefined;
		let fetched = wanted - numbers.length;
		onPage(fetched, wanted);
		await runConcurrently(
			(task) => task < numbers.length,
			PAGES_AT_ONCE,
			async (task) => {
				const number = numbers[task] as number;
				const fetching = source.page(number);
				sentinelPage ??= fetching;
				let page = await fetching;
				if (number !== sentinel && pages[sentinel - 1] === undefined) {
					await sentinelPage;
					page = await source.page(number);
				}
				pages[number - 1] = page;
				onPage(++fetched, wanted);
			},
		);
		this.missedNothing = await this.wasSteady(sentinel);
	}

	/**
	 * Whether no row came or went while the pages were fetched. One that came and one that went leave the total
	 * as it was, so that the sentinel is fetched again for all records; not up to a limit, as that would be a
	 * page more than it needs. There rows that have come at the front show by their place.
	 */
	private async wasSteady(sentinel: number): Promise<boolean> {
		const { source, pages } = this;
		const before = pages[sentinel - 1];
		if (pages.length <= 1) return true;
		if (pages.some(({ total }) => total !== before?.total)) return false;
		if (source.limit !== Infinity) return !showsMovedRows(pages);
		// Rows went before it was fetched, so that it is past the end and shows no change.
		if (before?.rows.length === 0) return false;
		const now = await source.page(sentinel);
		return now.total === before?.total && String(idsOf(now)) === String(idsOf(before));
	}

	/**
	 * Fetches the pages of records that come oldest first from the last to the first: rows that come (at the
	 * end) move none of the others, and those that go pull others only to pages that are yet to be fetched.
	 */
	private async goBackwards(last: number): Promise<void> {
		const { source, pages } = this;
		let from = last;
		let page = await source.page(from);
		// What has come meanwhile lies behind it.
		for (let tries = 1; tries < MAX_TRIES && page.last_page > from; tries++) {
			from = page.last_page;
			page = await source.page(from);
		}
		pages[from - 1] = page;
		for (let number = from - 1; number >= 1; number--) {
			pages[number - 1] = await source.page(number);
			source.onPage(from + 1 - number, from);
		}
		this.missedNothing = true;
	}

	/**
	 * Fetches page after page of records that come newest first, or up to a limit. A row that comes only makes
	 * others appear again (at the front), or moves none (at the end). Rows that go pull the following ones
	 * forward, at most by as many as the total has fallen: the walk goes back by that many rows, and takes the
	 * page only when it comes to it again.
	 *
	 * It ends after four times as many requests as there were pages, however the totals change; half of them are
	 * for going on.
	 */
	private async goForwards(): Promise<void> {
		const { source, pages } = this;
		const found = new Set<unknown>();
		let stepsBack = 0;
		let most = Infinity;
		let number = 1;
		let total = 0;
		for (let last = 1, asked = 1; number <= last; asked++) {
			if (asked > most || stepsBack > most / 2) return;
			const page = await source.page(number);
			const fallenBy = total - page.total;
			last = page.last_page;
			total = page.total;
			if (asked === 1) most = MAX_FETCHES_OF_A_PAGE * (last + PAGES_AT_ONCE);
			source.onPage(number, last);
			if (fallenBy > 0) {
				stepsBack++;
				number = Math.max(1, number - Math.ceil(fallenBy / page.per_page));
				continue;
			}
			pages.push(page);
			number++;
			for (const { id, record } of page.rows) if (record) found.add(id);
			if (found.size >= source.limit) break;
		}
		this.missedNothing = true;
	}
}

/** The records that walks have found, each once, and how many there should be at the least. */
interface Found {
	ids: Set<unknown>;
	records: IDataObject[];
	due: number;
}

/** Of each walk, the latest first, the pages up to the first that is missing. */
function foundIn(walks: Walk[]): Found {
	const byId = new Map<unknown, IDataObject>();
	const ids = new Set<unknown>();
	for (const { id, record } of walks.flatMap(({ pages }) => upToGap(pages)).flatMap(rowsOf)) {
		ids.add(id);
		if (record && !byId.has(id)) byId.set(id, record);
	}
	const [latest] = walks;
	const due = (latest?.pages ?? []).reduce((least, { total }) => Math.min(least, total), Infinity);
	return { ids, records: [...byId.values()], due };
}

function wantedOf({ records }: Found, { limit }: Source): IDataObject[] {
	return records.slice(0, limit);
}

/** Whether there are as many as are wanted, or as were there all the time of the latest walk. */
function isComplete({ ids, records, due }: Found, { limit }: Source): boolean {
	return ids.size >= due || (limit !== Infinity && records.length >= limit);
}

function shortfall({ ids, due }: Found, { isSearch, limit }: Source): string {
	const wanted = isSearch ? due : Math.min(limit, due);
	return ids.size < wanted
		? `returned ${ids.size} of ${wanted} records`
		: 'changed its records faster than they could be fetched';
}

function unsound(flaw: string): ApiFailure {
	return new ApiFailure({ status: 200, unreadableBody: true, flaw });
}

/** Whether new rows come at the end, as they do in a contact list. */
function isOldestFirst(page?: RowsPage): boolean {
	const ids = idsOf(page);
	return Number(ids[0]) < Number(ids.at(-1));
}

/**
 * Whether a page of records that come newest first begins with one that is not older than the last before it.
 * Where the IDs of a page show another order, the places tell nothing.
 */
function showsMovedRows(pages: RowsPage[]): boolean {
	const ids = pages.map((page) => idsOf(page).map(Number));
	// A single record doesn't tell the order.
	const areOrdered = (ids[0]?.length ?? 0) > 1 && ids.every(areNewestFirst);
	return areOrdered && !areNewestFirst(ids.flat());
}

function areNewestFirst(ids: number[]): boolean {
	return ids.every((id, index) => index === 0 || id < (ids[index - 1] as number));
}

function idsOf(page?: RowsPage): unknown[] {
	return page?.rows.map(({ id }) => id) ?? [];
}

function rowsOf({ rows }: RowsPage): Row[] {
	return rows;
}
