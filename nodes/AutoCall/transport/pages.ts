import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import type { ApiContext, ApiRequest } from './apiRequest';
import { send } from './send';

/** Laravel's page of records, as far as it is used here. */
export interface Page {
	current_page: number;
	last_page: number;
	total: number;
	data: IDataObject[];
}

/**
 * Walks the pages of an endpoint from the first to the last, and gives each record once although rows
 * come and go meanwhile: one that a new row moved to the next page is left out there, and after rows
 * have gone the page before is looked at again for those that moved onto it.
 *
 * @param nestedIn key that holds the page inside the answer, e.g. `calls`; left out when the answer is the page
 * @throws ApiFailure as `send`, and when an answer holds no page
 */
export async function* pagesOf(
	context: ApiContext,
	request: ApiRequest,
	nestedIn?: string,
): AsyncGenerator<Page> {
	const seen = new Set<unknown>();
	const withoutSeen = (page: Page): Page => ({
		...page,
		data: page.data.filter(({ id }) => id === undefined || (!seen.has(id) && seen.add(id))),
	});
	let total = 0;
	for (let number = 1, last = 1; number <= last; number++) {
		const page = await pageOf(context, request, number, nestedIn);
		if (page.total < total) {
			yield withoutSeen(await pageOf(context, request, number - 1, nestedIn));
		}
		yield withoutSeen(page);
		({ total, last_page: last } = page);
	}
}

/**
 * Fetches one page by its number (from 1).
 *
 * @throws ApiFailure as `send`, and when the answer holds no page
 */
export async function pageOf(
	context: ApiContext,
	request: ApiRequest,
	number: number,
	nestedIn?: string,
): Promise<Page> {
	const { body, status } = await send<IDataObject | undefined>(context, {
		...request,
		query: { ...request.query, page: number },
	});
	const page = (nestedIn === undefined ? body : body?.[nestedIn]) as Partial<Page> | undefined;
	if (!Array.isArray(page?.data) || typeof page.last_page !== 'number') {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	return page as Page;
}
