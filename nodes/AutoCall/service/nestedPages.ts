import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
import type { Result } from '../../shared/declaration/operation';
import type { ApiRequest } from '../../shared/transport/apiRequest';

/** Responses that hold a page besides other data, and its key there: of one autocall, SMS bulk or list, of all payments. */
const NESTED_PAGES: Record<string, string> = {
	'autocalls/{id}': 'calls',
	'bulks/{id}': 'messages',
	'lists/{id}': 'contacts',
	payments: 'transactions',
};

/** The key under which the response to a GET holds a page; undefined where the response is the page itself. */
export function nestedPageOf({ path: [kind, id] }: Pick<ApiRequest, 'path'>): string | undefined {
	return NESTED_PAGES[id === undefined ? String(kind) : `${kind}/{id}`];
}

/** The response without its page, which another operation returns. */
export const withoutPage: Result<OperationCall> = (response, call) =>
	withoutPageOf(call.request(), response as IDataObject);

/** The response to a GET without its page. */
export function withoutPageOf(
	request: Pick<ApiRequest, 'path'>,
	response: IDataObject,
): IDataObject {
	return omit(response, nestedPageOf(request) ?? []);
}
