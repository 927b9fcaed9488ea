import type { IDataObject } from 'n8n-workflow';

import { pagesOf } from '../transport/pages';
import type { OperationCall } from './operationCall';

/**
 * The records of a paged operation: all of them, or up to Limit. No page is fetched that isn't needed.
 *
 * @throws ApiFailure when a page can't be had
 */
export async function collectPages(call: OperationCall, nestedIn?: string): Promise<IDataObject[]> {
	const limit = call.parameters.get<boolean>('returnAll')
		? Infinity
		: (call.parameters.get<number>('limit') ?? Infinity);
	const records: IDataObject[] = [];
	for await (const page of pagesOf(call.context, call.request(), nestedIn)) {
		for (const record of page.data.slice(0, limit - records.length)) {
			records.push(record);
		}
		if (records.length >= limit) break;
	}
	return records;
}
