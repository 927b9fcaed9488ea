import { DateTime } from 'luxon';

import { InvalidValue, shown, type Rule } from './rules';

/** The zone of every date and time at AutoCall.kz. */
export const SERVICE_ZONE = 'Asia/Almaty';

/**
 * A day as the API takes it, `Y-m-d`.
 *
 * Takes `2026-03-16`, `16.03.2026`, an ISO date-time, a JS Date and a Luxon DateTime. A moment that
 * names its zone is taken to Almaty; one without a zone is taken as written.
 */
export const calendarDate: Rule = (value) =>
	momentOf(value, 'a date such as 2026-03-16', ['yyyy-MM-dd', 'dd.MM.yyyy', 'yyyy/MM/dd']).toFormat(
		'yyyy-MM-dd',
	);

/**
 * A time of day as the API takes it, `H:i:s`.
 *
 * Takes `10:00`, `10:00:00` and the moments that `calendarDate` takes.
 */
export const clockTime: Rule = (value) =>
	momentOf(value, 'a time such as 10:00', ['H:mm', 'H:mm:ss']).toFormat('HH:mm:ss');

/** A moment as the API writes it (`Y-m-d H:i:s`, no zone), in ISO 8601 with Almaty's offset. */
export function isoMoment(written: string): string | null {
	return DateTime.fromSQL(written, { zone: SERVICE_ZONE }).toISO({ suppressMilliseconds: true });
}

function momentOf(value: unknown, expected: string, formats: string[]): DateTime {
	const moment = candidates(value, formats).find((candidate) => candidate.isValid);
	if (moment === undefined) {
		throw new InvalidValue(`must be ${expected}, but is ${shown(value)}`);
	}
	return moment;
}

function candidates(value: unknown, formats: string[]): DateTime[] {
	const zone = { zone: SERVICE_ZONE };
	if (isDate(value)) return [DateTime.fromMillis(value.getTime(), zone)];
	if (isDateTime(value)) return [DateTime.fromMillis(value.toMillis(), zone)];
	if (typeof value !== 'string') return [];
	const written = value.trim();
	return [
		...formats.map((format) => DateTime.fromFormat(written, format, zone)),
		// A day and its time: without the time, 2026-03-16 would pass for midnight.
		...(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(written)
			? [DateTime.fromISO(written, zone), DateTime.fromSQL(written, zone)]
			: []),
	];
}

// n8n's own Luxon and Date may come from another copy or realm, where `instanceof` would not know them.
function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

function isDateTime(value: unknown): value is DateTime {
	return typeof (value as Partial<DateTime> | null)?.toMillis === 'function';
}
