import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest, ApiResponse } from '../../../../../nodes/shared/transport/apiRequest';
import { expectRecords } from '../service/responses';

type Send = (request: ApiRequest) => Promise<ApiResponse<unknown>>;

/**
 * Asks for calls.
 *
 * @param ids at most 5,000
 * @param isTemplate whether they were made from a template
 * @returns those that there are, by their IDs
 * @throws ApiFailure
 */
export async function fetchCalls(
	send: Send,
	ids: number[],
	isTemplate: boolean,
): Promise<Map<number, IDataObject>> {
	const endpoint = isTemplate ? 'getWithTemplates' : 'get';
	const { body } = await send({
		method: 'POST',
		path: ['apiCalls', endpoint],
		body: { apiCallIdList: [...new Set(ids)] },
		repeatable: true,
	});
	return new Map(expectRecords(body).map((record) => [Number(record.id), record]));
}
