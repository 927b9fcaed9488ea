import { amountOf } from '../../shared/declaration/amount';
import { isObject } from '../../shared/transport/responseShape';

/** The fields that hold amounts of tenge, as numbers or as texts (`"1200.66"`, `"1 200,66"`). */
const AMOUNTS = new Set([
	'amount',
	'balance',
	'call_price',
	'caller_id_rent_price',
	'final_cost',
	'incoming',
	'max_cost',
	'outgoing',
	'price',
	'recording_price',
	'reserved',
	'sip_price',
	'sms_price',
	'speech_price',
	'synthesis_price',
	'threshold',
	'total',
]);

/**
 * Converts the amounts of a response to numbers, so that they can be added up: of the object itself, and of its
 * records. Texts that could mean two amounts stay unchanged. Nothing deeper is touched, as it may be the person's own:
 * variables of contacts, answers of people.
 *
 * @param body changed in place
 */
export function withAmounts(body: unknown): unknown {
	if (!isObject(body)) return body;
	convert(body);
	const { data, tariffs, transactions } = body;
	for (const records of [data, tariffs, isObject(transactions) && transactions.data]) {
		for (const record of Array.isArray(records) ? records : []) {
			convert(record);
			// The data of a notification; other records have answers of people under this name.
			if (isObject(record) && 'read_at' in record) convert(record.data);
		}
	}
	return body;
}

function convert(record: unknown): void {
	if (!isObject(record)) return;
	for (const field of Object.keys(record)) {
		const value = record[field];
		if (typeof value === 'string' && AMOUNTS.has(field)) record[field] = amountOf(value) ?? value;
	}
}
