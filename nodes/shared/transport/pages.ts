import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import type { ApiRequest, ApiResponse } from './apiRequest';
import { listIn } from './responseShape';
import type { Service } from './service';

/** A page of records, with the numbers needed to fetch the others. */
export interface Page {
	current_page: number;
	last_page: number;
	per_page: number;
	total: number;
	data: IDataObject[];
}

/**
 * Fetches one page of a paged endpoint.
 *
 * @param send sends a request of the run
 * @param number the page's number, from 1
 * @throws ApiFailure as `send`, and when the response holds no page, another page, or numbers that contradict
 * each other
 */
export async function fetchPage(
	{ pages }: Service,
	send: (request: ApiRequest) => Promise<ApiResponse>,
	request: ApiRequest,
	number: number,
): Promise<Page> {
	const query = { ...request.query, ...pages?.query(number) };
	const { body, status } = await send({ ...request, query });
	const given = pages?.read(body, request) as Partial<Page> | null | undefined;
	const data = listIn(given?.data);
	if (!given || !data?.every(isRecord)) {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	const page: Page = {
		current_page: countOf(given.current_page),
		last_page: countOf(given.last_page),
		per_page: countOf(given.per_page),
		total: countOf(given.total),
		data,
	};
	const flaw = flawOf(page, number);
	if (flaw) throw new ApiFailure({ status, unreadableBody: true, flaw });
	return page;
}

/** The reason why this can't be the requested page, or its numbers can't be right. */
function flawOf(page: Page, number: number): string | undefined {
	const { current_page: came, last_page: last, per_page: perPage, total } = page;
	if (!(last >= 1 && perPage >= 1 && total >= 0)) {
		return 'returned a page without the number of its records or pages';
	}
	if (came !== number) return `did not return page ${number} that was requested`;
	const due = Math.max(1, Math.ceil(total / perPage));
	return last === due
		? undefined
		: `reports ${last} pages of ${perPage} records for ${total} records, which make ${due} pages`;
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}

/** A count, also one that was written as a text; NaN where it is none. */
function countOf(value: unknown): number {
	const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return Number.isSafeInteger(count) ? (count as number) : NaN;
}
