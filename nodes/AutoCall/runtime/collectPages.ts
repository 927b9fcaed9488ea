import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../transport/apiRequest';
import { pageOf, type Page } from '../transport/pages';
import { recordsOf } from '../transport/records';
import type { OperationCall } from './operationCall';

/**
 * The records of a paged operation: all of them, or up to Limit.
 *
 * @throws PagesFailure when a page can't be had
 */
export async function collectPages(call: OperationCall, nestedIn?: string): Promise<IDataObject[]> {
	return await recordsOf(pagesOf(call, call.request(), nestedIn), limitOf(call), (fetched, all) =>
		call.progress.step(fetched, all, 'pages'),
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
 * @param nestedIn see `pageOf`
 * @param isWanted decides which records of a page are kept
 */
export function pagesOf(
	call: OperationCall,
	request: ApiRequest,
	nestedIn?: string,
	isWanted: (record: IDataObject) => boolean = () => true,
): (number: number) => Promise<Page> {
	return async (number) => {
		const page = await pageOf(async (one) => await call.send(one), request, number, nestedIn);
		return { ...page, data: page.data.filter(isWanted) };
	};
}
