import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { foreignText } from '../../../../../nodes/shared/transport/foreignText';
import { comparable } from '../service/numbers';
import { WITHHELD } from '../service/presentCall';

/** Parts of a new call that nobody needs, and that others must not see: the address has the token of a wait. */
const LEFT_OUT = ['id', 'phone', 'webhookUrl', ...WITHHELD];

/** What the response to a create says. */
interface CreatedCalls {
	/** The output for each phone that was sent, in that order. */
	rows: IDataObject[];
	/** Calls to phones that weren't sent, as far as can be told. */
	others: IDataObject[];
}

/**
 * Finds what became of each phone in the records of a response, which come in any order. A phone that isn't
 * among them counts as refused.
 *
 * @param phones that were sent, in the API's form
 */
export function createdCalls(records: IDataObject[], phones: string[]): CreatedCalls {
	const open = new Map<string, number[]>();
	for (const [index, phone] of phones.entries()) {
		const key = comparable(phone);
		const places = open.get(key);
		if (places) places.push(index);
		else open.set(key, [index]);
	}
	// From the end, which costs nothing.
	for (const places of open.values()) places.reverse();
	const rows: IDataObject[] = [];
	const others: IDataObject[] = [];
	const isAlone = phones.length === 1 && records.length === 1;
	for (const record of records) {
		const index = isAlone ? 0 : open.get(comparable(record.phone))?.pop();
		if (index !== undefined) rows[index] = rowOf(record, phones[index] as string);
		else if (record.id !== undefined) others.push(rowOf(record, String(record.phone ?? '')));
	}
	return {
		rows: phones.map(
			(phone, index) =>
				rows[index] ?? {
					phone,
					status: 'refused',
					reason:
						'Zvonobot left this number out of its response, and does not say why. It may be called all the same.',
				},
		),
		others,
	};
}

function rowOf(record: IDataObject, phone: string): IDataObject {
	const { id, status, message } = record;
	if (status === 'error' || id === undefined) {
		const reason = foreignText(message) || 'Zvonobot refused this number without a reason.';
		return { phone, status: 'refused', reason };
	}
	return { id, phone, ...omit(record, LEFT_OUT), status: 'created' };
}
