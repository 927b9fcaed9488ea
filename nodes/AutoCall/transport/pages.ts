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
 * @throws ApiFailure as `send`, and when the answer holds no page
 */
export async function pageOf(
	send: (request: ApiRequest) => Promise<ApiResponse<IDataObject>>,
	request: ApiRequest,
	number: number,
	nestedIn?: string,
): Promise<Page> {
	const { body, status } = await send({
		...request,
		query: { ...request.query, page: number },
	});
	const page = (nestedIn === undefined ? body : body?.[nestedIn]) as Partial<Page> | undefined;
	if (!Array.isArray(page?.data) || typeof page.last_page !== 'number') {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	return page as Page;
}
