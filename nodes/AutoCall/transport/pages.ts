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
 * Walks the pages of an endpoint from the first to the last.
 *
 * @param nestedIn key that holds the page inside the answer, e.g. `calls`; left out when the answer is the page
 * @throws ApiFailure as `send`, and when an answer holds no page
 */
export async function* pagesOf(
	context: ApiContext,
	request: ApiRequest,
	nestedIn?: string,
): AsyncGenerator<Page> {
	for (let number = 1, last = 1; number <= last; number++) {
		const page = await pageOf(context, request, number, nestedIn);
		yield page;
		last = page.last_page;
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
