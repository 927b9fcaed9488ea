import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import type { ApiRequest, ApiResponse } from './apiRequest';

/** Laravel's page of records, as far as it is used here. */
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
 * @param nestedIn key that holds the page inside the answer, e.g. `calls`; left out when the answer is the page
 * @throws ApiFailure as `send`, and when the answer holds no page, another page, or numbers that contradict
 * each other
 */
export async function fetchPage(
	send: (request: ApiRequest) => Promise<ApiResponse<IDataObject>>,
	request: ApiRequest,
	number: number,
	nestedIn?: string,
): Promise<Page> {
	const { body, status } = await send({
		...request,
		query: { ...request.query, page: number },
	});
	const given = (nestedIn === undefined ? body : body?.[nestedIn]) as Partial<Page> | undefined;
	if (!Array.isArray(given?.data) || !given.data.every(isRecord)) {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	const page: Page = {
		current_page: countOf(given.current_page),
		last_page: countOf(given.last_page),
		per_page: countOf(given.per_page),
		total: countOf(given.total),
		data: given.data,
	};
	const flaw = flawOf(page, number);
	if (flaw) throw new ApiFailure({ status, unreadableBody: true, flaw });
	return page;
}

/** What makes it impossible that this is the page that was asked for, and that its numbers are right. */
function flawOf(page: Page, number: number): string | undefined {
	const { current_page: came, last_page: last, per_page: perPage, total } = page;
	if (!(last >= 1 && perPage >= 1 && total >= 0)) {
		return 'gave a page that does not say how many records or pages there are';
	}
	if (came !== number) return `did not give page ${number} that was asked for`;
	const due = Math.max(1, Math.ceil(total / perPage));
	return last === due
		? undefined
		: `tells of ${last} pages of ${perPage} records for ${total} records, which are ${due}`;
}

function isRecord(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

/** A count, also one that was written as a text; NaN where it is none. */
function countOf(value: unknown): number {
	const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return Number.isSafeInteger(count) ? (count as number) : NaN;
}
