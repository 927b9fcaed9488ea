import type { IDataObject } from 'n8n-workflow';

import { foreignText } from '../../../../../nodes/shared/transport/foreignText';
import { comparable } from '../service/numbers';
import { WITHHELD } from '../service/presentCall';
import { hasId, isError } from '../service/responses';

/** Parts of a new call that nobody needs, and that others must not see: the address has the token of a wait. */
const LEFT_OUT = new Set(['id', 'phone', 'status', 'webhookUrl', ...WITHHELD]);

/** The response to a create, sorted by the phones that were sent. */
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
	const { open, next } = placesOf(phones);
	const take = (record: IDataObject): number | undefined => {
		const given = String(record.phone ?? '');
		const digits = comparable(given);
		// Without the country's 7, too.
		const phone = [given, digits, `7${digits}`].find((one) => open.has(one)) ?? '';
		const index = open.get(phone);
		const following = index === undefined ? undefined : next[index];
		if (following === undefined) open.delete(phone);
		else open.set(phone, following);
		return index;
	};
	const rows: IDataObject[] = [];
	const others: IDataObject[] = [];
	let said = '';
	const isAlone = phones.length === 1 && records.length === 1;
	for (const record of records) {
		const index = isAlone ? 0 : take(record);
		if (index !== undefined) rows[index] = rowOf(record, phones[index] as string);
		else if (hasId(record)) others.push(rowOf(record, String(record.phone ?? '')));
		else said ||= foreignText(record.message);
	}
	return {
		rows: phones.map(
			(phone, index) =>
				rows[index] ?? {
					phone,
					status: 'refused',
					reason: reasonOfDoubt(
						'left this number out of its response',
						said && `of one: “${said}”`,
					),
				},
		),
		others,
	};
}

/** Where each phone is, and where the next one is that is the same. */
function placesOf(phones: string[]): { open: Map<string, number>; next: number[] } {
	const open = new Map<string, number>();
	const next: number[] = [];
	// From the end, so that the first one stays.
	for (let index = phones.length - 1; index >= 0; index--) {
		const phone = phones[index] as string;
		const following = open.get(phone);
		if (following !== undefined) next[index] = following;
		open.set(phone, index);
	}
	return { open, next };
}

function rowOf(record: IDataObject, phone: string): IDataObject {
	const { id, message } = record;
	if (isError(record) || !hasId(record)) {
		const words = foreignText(message);
		const reason = isError(record)
			? words || 'Zvonobot refused this number without a reason.'
			: reasonOfDoubt('gave no call ID for this number', words && `“${words}”`);
		return { phone, status: 'refused', reason };
	}
	const row: IDataObject = { id, phone, status: 'created' };
	for (const name in record) {
		if (!LEFT_OUT.has(name)) row[name] = record[name];
	}
	return row;
}

/** The reason of a number that may be called although the response has no call for it. */
function reasonOfDoubt(event: string, said: string): string {
	const why = said ? `but says ${said}` : 'and does not say why';
	return `Zvonobot ${event}, ${why}. It may be called all the same.`;
}
