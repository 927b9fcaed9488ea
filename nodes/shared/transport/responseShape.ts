import type { IDataObject } from 'n8n-workflow';

import { ApiFailure, type FailureDetails } from './apiFailure';

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a value as an object; one without fields for anything else. */
export function asObject(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

/** A list, also one with gaps, which PHP sends as an object: `{"0": …, "2": …}`. Undefined for anything else. */
export function listIn(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const entries = Object.entries(asObject(value));
	const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
	return isList ? entries.map(([, entry]) => entry) : undefined;
}

/**
 * Returns the records of the list under a key of the response to a GET; entries that are none are left out.
 *
 * @throws ApiFailure without a list there
 */
export function recordsUnder(key: string, body: unknown, status = 200): IDataObject[] {
	const list = listIn(asObject(body)[key]);
	if (!list) throw unexpectedResponse({ method: 'GET', status });
	return list.filter(isObject);
}

/** Makes the failure of a response of success to a POST that is not as the API promises. */
export function unexpectedResponse(details: FailureDetails = {}): ApiFailure {
	return new ApiFailure({ method: 'POST', status: 200, unreadableBody: true, ...details });
}
