import type { IDataObject } from 'n8n-workflow';

import { ApiFailure, type FailureDetails } from './apiFailure';

/** Returns a value as an object; one without fields for anything else. */
export function asObject(value: unknown): IDataObject {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as IDataObject) : {};
}

/** Makes the failure of a response of success to a POST that is not as the API promises. */
export function unexpectedResponse(details: FailureDetails = {}): ApiFailure {
	return new ApiFailure({ method: 'POST', status: 200, unreadableBody: true, ...details });
}
