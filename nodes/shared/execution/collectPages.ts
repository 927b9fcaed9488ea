import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../transport/apiRequest';
import { fetchPage, type Page } from '../transport/pages';
import { fetchAllRecords } from '../transport/fetchAllRecords';
import type { PagesOfOperation } from '../declaration/operation';
import type { OperationCall } from './operationCall';

/**
 * The records of a paged operation: all of them, or up to Limit.
 *
 * @throws PagesFailure when a page can't be had
 */
export async function collectPages(
	call: OperationCall,
	{ nestedIn, isWanted }: PagesOfOperation = {},
): Promise<IDataObject[]> {
	return await fetchAllRecords(
		pageFetcher(call, call.request(), nestedIn),
		limitOf(call),
		(fetched, all) => call.progress.step(fetched, all, 'pages'),
		isWanted?.(call),
	);
}

/** How many records are wanted: Limit, or all. */
export function limitOf({ parameters }: OperationCall): number {
	return parameters.get<boolean>('returnAll')
		? Infinity
		: (parameters.get<number>('limit') ?? Infinity);
}

/**
 * Gives the pages of a request by their number, from 1.
 *
 * @param nestedIn see `fetchPage`
 */
export function pageFetcher(
	call: OperationCall,
	request: ApiRequest,
	nestedIn?: string,
): (number: number) => Promise<Page> {
	return async (number) =>
		await fetchPage(async (one) => await call.send(one), request, number, nestedIn);
}
