import { DateTime } from 'luxon';

import { InvalidValue, shown, type Parser } from './parsers';

/** Later years don't fit into `Y-m-d`. */
const LAST_YEAR = 9999;

/**
 * Makes the parser of a day as most services take it, `Y-m-d`.
 *
 * It takes `2026-03-16`, `16.03.2026`, an ISO date-time, a JS Date and a Luxon DateTime. A moment that
 * names its zone is taken to the service's; one without a zone is taken as written.
 *
 * @param zone of the service
 */
export function calendarDateIn(zone: string): Parser {
	return (value) =>
		momentOf(value, zone, 'a date such as 2026-03-16', [
			'yyyy-MM-dd',
			'dd.MM.yyyy',
			'yyyy/MM/dd',
		]).toISODate();
}

/**
 * Makes the parser of a time of day, `H:i:s`.
 *
 * It takes `10:00`, `10:00:00` and the moments that `calendarDateIn` takes.
 *
 * @param zone of the service
 */
export function clockTimeIn(zone: string): Parser {
	return (value) =>
		momentOf(value, zone, 'a time such as 10:00', ['H:mm', 'H:mm:ss'])
			.startOf('second')
			.toISOTime({ suppressMilliseconds: true, includeOffset: false });
}

/** A moment of a service, of any form that `calendarDateIn` takes with a time; undefined for anything else. */
export function momentIn(zone: string, value: unknown): DateTime | undefined {
	return candidates(value, zone, []).find(({ isValid }) => isValid);
}

function momentOf(value: unknown, zone: string, expected: string, formats: string[]): DateTime {
	const moment = candidates(value, zone, formats).find((candidate) => candidate.isValid);
	if (moment === undefined || moment.year < 1 || moment.year > LAST_YEAR) {
		throw new InvalidValue(`must be ${expected}, but is ${shown(value)}`);
	}
	return moment;
}

function candidates(value: unknown, zone: string, formats: string[]): DateTime[] {
	// Digits are ASCII, whatever locale the server has.
	const options = { zone, locale: 'en', numberingSystem: 'latn' } as const;
	const instant = instantOf(value);
	if (instant !== undefined) return [DateTime.fromMillis(instant, options)];
	if (typeof value !== 'string') return [];
	const written = value.trim();
	// Luxon takes 24:00 for the midnight after, which is another day than the one written.
	if (/^(\d{4}-\d\d-\d\d[T ])?24:/.test(written)) return [];
	return [
		...formats.map((format) => DateTime.fromFormat(written, format, options)),
		// A day and its time: without the time, 2026-03-16 would pass for midnight.
		...(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(written)
			? [DateTime.fromISO(written, options), DateTime.fromSQL(written, options)]
			: []),
	];
}

/**
 * The ms since 1970 of a Date or a Luxon DateTime. n8n's own may come from another copy or realm, where
 * `instanceof` would not know them.
 */
function instantOf(value: unknown): number | undefined {
	const { toMillis, getTime } = (value ?? {}) as { toMillis?: unknown; getTime?: unknown };
	const read = toMillis ?? getTime;
	const instant: unknown = typeof read === 'function' ? read.call(value) : undefined;
	return typeof instant === 'number' ? instant : undefined;
}
