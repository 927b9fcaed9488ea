import type { IDataObject } from 'n8n-workflow';

import { pageOf } from '../transport/pages';
import { recordsOf } from '../transport/records';
import type { OperationCall } from './operationCall';

/**
 * The records of a paged operation: all of them, or up to Limit.
 *
 * @throws PagesFailure when a page can't be had
 */
export async function collectPages(call: OperationCall, nestedIn?: string): Promise<IDataObject[]> {
	const request = call.request();
	return await recordsOf(
		async (number) =>
			await pageOf(async (page) => await call.send(page), request, number, nestedIn),
		limitOf(call),
		(fetched, all) => call.progress.step(fetched, all, 'pages'),
	);
}

/** How many records are wanted: Limit, or all. */
export function limitOf({ parameters }: OperationCall): number {
	return parameters.get<boolean>('returnAll')
		? Infinity
		: (parameters.get<number>('limit') ?? Infinity);
}
