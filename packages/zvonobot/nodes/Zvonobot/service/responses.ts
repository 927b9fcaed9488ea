import type { IDataObject } from 'n8n-workflow';

import {
	asObject,
	isObject,
	unexpectedResponse,
} from '../../../../../nodes/shared/transport/responseShape';
import type { ServiceWords } from '../../../../../nodes/shared/transport/service';

/**
 * The records of a response, in whichever of the forms seen in use or in the instruction it comes: wrapped
 * (`{status, data}`) or bare, as a list or as one object.
 *
 * @returns undefined where there are none
 */
export function recordsIn(body: unknown): IDataObject[] | undefined {
	const { data } = asObject(body);
	const held = data ?? body;
	if (Array.isArray(held)) return held.every(isObject) ? held : undefined;
	return isObject(held) && (held.id ?? held.phone) !== undefined ? [held] : undefined;
}

/**
 * The records of a response that has to hold some.
 *
 * @throws ApiFailure when it holds none
 */
export function expectRecords(body: unknown): IDataObject[] {
	const records = recordsIn(body);
	if (!records) throw unexpectedResponse();
	return records;
}

/** The words of a refusal: in `data.message`, in `data[0].message` or in `message`. */
export function readWords(body: unknown): ServiceWords {
	const { data, message, error, errors } = asObject(body);
	const [first] = Array.isArray(data) ? (data as unknown[]) : [data];
	const said = [asObject(first).message, message, error, data].find(
		(text) => typeof text === 'string' && text !== '',
	);
	return { message: said, errors };
}

/**
 * Whether a response with a status of success refuses the whole request. One that tells of something made, or
 * of single phones that were refused, doesn't.
 */
export function isRefusal(body: unknown): boolean {
	const { status, data, id } = asObject(body);
	const hasMade = [data].flat().some((one) => asObject(one).id !== undefined);
	if (hasMade || id !== undefined || status === 'success') return false;
	return status !== undefined || (data === undefined && readWords(body).message !== undefined);
}

/** The objects of a list; none of what is no list. */
export function objectsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
