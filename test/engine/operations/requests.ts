import type { IDataObject } from 'n8n-workflow';

import { derivedClientId } from '../../support/derivedClientId';
import { pagesOfAll } from '../../support/pageWalk';
import type { SentRequest } from './operationCase';

/** The request for the hours in which the account may call and text. */
export const HOURS_ASKED: SentRequest = { request: 'GET /api/v1/settings' };

/**
 * The requests of a create that can be found by its `client_id`: the body as the person filled
 * it in with a `client_id` of n8n's, or with the person's own, after a lookup of objects that have that already.
 *
 * @param path of the endpoint: `/lists`
 * @param body as the person filled it in
 */
export function createdOnce(path: string, body: IDataObject): SentRequest[] {
	const { client_id: own } = body;
	const request = `/api/v1${path}`;
	return [
		...(own === undefined
			? []
			: [{ request: `GET ${request}`, query: { client_id: String(own), order: 'desc' } }]),
		{ request: `POST ${request}`, body: { client_id: derivedClientId(), ...body } },
	];
}

/** The requests of a Return All that finds two pages. @param query beside the page */
export function twoPages(request: string, query: Record<string, string> = {}): SentRequest[] {
	return pagesOfAll(2).map((page) => ({ request, query: { ...query, page: String(page) } }));
}
