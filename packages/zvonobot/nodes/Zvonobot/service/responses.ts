import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../../../../../nodes/shared/declaration/parsers';
import {
	asObject,
	isObject,
	listIn,
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
	const list = listIn(held);
	// An entry that is none tells of nobody; a list without any other is another response.
	if (list) return list.length === 0 || list.some(isObject) ? list.filter(isObject) : undefined;
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
	const [first] = listIn(data) ?? [data];
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
	const { status, data } = asObject(body);
	const entries = (listIn(data) ?? [data]).map(asObject);
	if ([asObject(body), ...entries].some(hasId)) return false;
	if (status === 'success') {
		return entries.length > 0 && entries.every((one) => isError(one) && isBlank(one.phone));
	}
	return status !== undefined || (data === undefined && readWords(body).message !== undefined);
}

/** Whether a record tells of an error. */
export function isError({ status }: IDataObject): boolean {
	return status === 'error';
}

/** Whether a record has the ID of what was made. */
export function hasId({ id }: IDataObject): boolean {
	return id !== undefined && id !== null;
}

/** The objects of a list, or one in its place; none of anything else. */
export function objectsIn(value: unknown): IDataObject[] {
	return (listIn(value) ?? [value]).filter(isObject);
}
