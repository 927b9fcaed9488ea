import { DateTime, IANAZone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import { calendarDateIn, momentIn } from '../../../../../../nodes/shared/declaration/dates';
import {
	asInvalidValue,
	InvalidValue,
	isBlank,
	shown,
} from '../../../../../../nodes/shared/declaration/parsers';
import { PagesFailure } from '../../../../../../nodes/shared/transport/fetchAllRecords';
import { asObject, isObject } from '../../../../../../nodes/shared/transport/responseShape';
import { defineOperation, unexpected } from '../../service/autodialer';
import { NUMBER_TEXT, phoneNumber } from '../../service/dialing';

/** Most days of one item: ten years. */
const MOST_DAYS = 3660;
/** Checked with the zone, which no parser knows. */
const day = {
	type: 'dateTime',
	required: true,
	default: '',
	parse: (value: unknown) => value,
} as const;

export default defineOperation({
	name: 'Get History',
	action: 'Get the call history',
	description: 'Get the call history by days and number',
	endpoint: 'POST /cdr',
	readsOnly: true,
	fields: [
		{ ...day, displayName: 'From', name: 'dateFrom', description: 'The first day' },
		{
			...{ ...day, displayName: 'To', name: 'dateTo' },
			description: 'The last day, included. The node sends one request for each day.',
		},
		{
			...{ displayName: 'Number', name: 'number', type: 'string', default: '', api: 'query.to' },
			parse: phoneNumber,
			description: `Only calls to this number; leave blank for all. ${NUMBER_TEXT}`,
		},
	],
	options: [
		{
			...{ displayName: 'Time Zone', name: 'timezone', type: 'string', default: '' },
			placeholder: 'e.g. Asia/Almaty',
			parse(value) {
				if (IANAZone.isValidZone(String(value))) return value;
				throw new InvalidValue(`must be a zone such as Asia/Almaty, but is ${shown(value)}`);
			},
			description:
				'Time zone of the dialer, for times that come without one. If left out, the zone of the workflow is used, since the manual names none.',
		},
	],
	check: daysOf,
	async run(call, days) {
		const records: IDataObject[] = [];
		for (const [index, date] of days.entries()) {
			const request = call.request();
			const query = { ...asObject(request.body?.query), date_from: date, date_to: date };
			const { body } = await call.send<unknown>({ ...request, body: { query } }).catch((error) => {
				throw new PagesFailure(error, records);
			});
			for (const record of recordsIn(body)) records.push(outputOf(record, zoneOf(call)));
			call.progress.step(index + 1, days.length, 'days');
		}
		return call.context.helpers.returnJsonArray(records);
	},
});

function zoneOf({ context, parameters }: OperationCall): string {
	return parameters.get<string>('options.timezone') ?? context.getTimezone();
}

/** The days of an item as the API takes them. @throws NodeOperationError */
function daysOf(call: OperationCall): string[] {
	const [from, to] = [dayOf(call, 'dateFrom', 'From'), dayOf(call, 'dateTo', 'To')];
	const count = to.diff(from, 'days').days + 1;
	if (count < 1 || count > MOST_DAYS) {
		const problem =
			count < 1 ? 'must not be before From' : `must be within ${MOST_DAYS} days of From`;
		throw call.parameters.invalid('To', `${problem}, but is ${to.toISODate()}`);
	}
	return Array.from({ length: count }, (_none, days) => from.plus({ days }).toISODate() as string);
}

function dayOf(call: OperationCall, name: string, label: string): DateTime {
	try {
		const date = calendarDateIn(zoneOf(call))(call.parameters.get(name)) as string;
		return DateTime.fromISO(date, { zone: 'utc' });
	} catch (error) {
		throw call.parameters.invalid(label, asInvalidValue(error).message);
	}
}

/** The calls of a response: a list, in an object or bare, or one alone; none of an object that holds nothing. */
function recordsIn(body: unknown): IDataObject[] {
	const parts = Object.values(asObject(body));
	const lists: unknown[][] = [body, ...parts].filter(Array.isArray);
	const isOne = asObject(body).DST !== undefined;
	const held = isOne ? [body] : (lists.find(({ length }) => length > 0) ?? lists[0]);
	if (held) return held.map(asObject);
	if (!isObject(body) || parts.some((part) => part !== null)) {
		throw unexpected(body, { repeatable: true });
	}
	return [];
}

function outputOf(record: IDataObject, zone: string): IDataObject {
	const { TIME, SEC } = record;
	const timeIso = momentIn(zone, TIME)?.toISO({ suppressMilliseconds: true }) ?? null;
	return { ...record, SEC: secondsOf(SEC), timeIso };
}

/** Seconds as a number; what is none, such as `00:12`, stays as it is. */
function secondsOf(given: IDataObject[string]): IDataObject[string] {
	if (isBlank(given)) return null;
	return Number.isNaN(Number(given)) ? given : Number(given);
}
