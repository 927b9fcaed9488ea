import { DateTime } from 'luxon';

import { InvalidValue, shown, type Parser } from './parsers';

/** The zone of every date and time at AutoCall.kz. */
export const SERVICE_ZONE = 'Asia/Almaty';

const END_OF_DAY = '24:00:00';

/** Later years don't fit into `Y-m-d`. */
const LAST_YEAR = 9999;

/**
 * A day as the API takes it, `Y-m-d`.
 *
 * Takes `2026-03-16`, `16.03.2026`, an ISO date-time, a JS Date and a Luxon DateTime. A moment that
 * names its zone is taken to Almaty; one without a zone is taken as written.
 */
export const calendarDate: Parser = (value) =>
	momentOf(value, 'a date such as 2026-03-16', [
		'yyyy-MM-dd',
		'dd.MM.yyyy',
		'yyyy/MM/dd',
	]).toISODate();

/**
 * A time of day as the API takes it, `H:i:s`.
 *
 * Takes `10:00`, `10:00:00` and the moments that `calendarDate` takes.
 */
export const clockTime: Parser = (value) =>
	momentOf(value, 'a time such as 10:00', ['H:mm', 'H:mm:ss'])
		.startOf('second')
		.toISOTime({ suppressMilliseconds: true, includeOffset: false });

/** How the API writes a moment, in Almaty's time; luxon's words for `Y-m-d H:i:s`. */
export const MOMENT_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/**
 * A moment of the service in the form of the contract's examples, `Y-m-d H:i:s` in Almaty.
 *
 * @param written that form, or ISO 8601 as the contract's schemas have it; fractions of a second are dropped
 * @returns an empty text for what can't be read
 */
export function serviceMoment(written: unknown): string {
	if (typeof written === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(written))
		return written;
	const moment = candidates(written, []).find(({ isValid }) => isValid);
	return moment?.toFormat(MOMENT_FORMAT) ?? '';
}

/**
 * A time of day as the service may tell it, `H:i:s`: with or without seconds and their fractions. `24:00`, the
 * end of the day, stays as it is. Undefined when it is no time.
 */
export function toldTime(told: unknown): string | undefined {
	const [, hour = '', minute = '', second = '00'] =
		/^([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(String(told).trim()) ?? [];
	const time = `${hour.padStart(2, '0')}:${minute}:${second}`;
	return minute === '' || time > END_OF_DAY ? undefined : time;
}

/** A time of day, `H:i:s`, as it is said: `10:00`, with its seconds only where it has some. */
export function shortTime(time: string): string {
	return time.replace(/:00$/, '');
}

/** A moment as the API writes it (`Y-m-d H:i:s`, no zone), in ISO 8601 with Almaty's offset. */
export function isoMoment(written: string): string | null {
	return DateTime.fromSQL(written, { zone: SERVICE_ZONE }).toISO({ suppressMilliseconds: true });
}

function momentOf(value: unknown, expected: string, formats: string[]): DateTime {
	const moment = candidates(value, formats).find((candidate) => candidate.isValid);
	if (moment === undefined || moment.year < 1 || moment.year > LAST_YEAR) {
		throw new InvalidValue(`must be ${expected}, but is ${shown(value)}`);
	}
	return moment;
}

function candidates(value: unknown, formats: string[]): DateTime[] {
	// Digits are ASCII, whatever locale the server has.
	const options = { zone: SERVICE_ZONE, locale: 'en', numberingSystem: 'latn' } as const;
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
