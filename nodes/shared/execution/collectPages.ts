import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import type { ApiRequest } from '../transport/apiRequest';
import { fetchAllRecords, type FetchPage } from '../transport/fetchAllRecords';
import { fetchPage } from '../transport/pages';

/**
 * The records of a paged operation: all of them, or up to Limit.
 *
 * @throws PagesFailure when a page can't be had
 */
export async function collectPages(call: OperationCall): Promise<IDataObject[]> {
	return await fetchAllRecords(pagesOf(call, call.request()), {
		limit: limitOf(call),
		onPage: (fetched, all) => call.progress.step(fetched, all, 'pages'),
		isWanted: call.operation.pages?.isWanted?.(call),
	});
}

/** How many records are wanted: Limit, or all. */
export function limitOf({ parameters }: OperationCall): number {
	return parameters.get<boolean>('returnAll')
		? Infinity
		: (parameters.get<number>('limit') ?? Infinity);
}

/** Returns the function that fetches the pages of a request by number. */
export function pagesOf(call: OperationCall, request: ApiRequest): FetchPage {
	const { service } = call.transport;
	const send = async (one: ApiRequest) => await call.send(one);
	return async (number) => await fetchPage(service, send, request, number);
}
