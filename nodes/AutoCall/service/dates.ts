import { DateTime } from 'luxon';

import { calendarDateIn, clockTimeIn, momentIn } from '../../shared/declaration/dates';

/** The zone of every date and time at AutoCall.kz. */
export const SERVICE_ZONE = 'Asia/Almaty';

/** How the API writes a moment, in Almaty's time; luxon's words for `Y-m-d H:i:s`. */
export const MOMENT_FORMAT = 'yyyy-MM-dd HH:mm:ss';

const END_OF_DAY = '24:00:00';

/** Parses a day as the API takes it, `Y-m-d`. */
export const calendarDate = calendarDateIn(SERVICE_ZONE);

/** Parses a time of day as the API takes it, `H:i:s`. */
export const clockTime = clockTimeIn(SERVICE_ZONE);

/**
 * A moment of the service in the form of the contract's examples, `Y-m-d H:i:s` in Almaty.
 *
 * @param written that form, or ISO 8601 as the contract's schemas have it; fractions of a second are dropped
 * @returns an empty text for a date that can't be read
 */
export function serviceMoment(written: unknown): string {
	if (typeof written === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(written))
		return written;
	return momentIn(SERVICE_ZONE, written)?.toFormat(MOMENT_FORMAT) ?? '';
}

/** A moment as the API writes it (`Y-m-d H:i:s`, no zone), in ISO 8601 with Almaty's offset. */
export function isoMoment(written: string): string | null {
	return DateTime.fromSQL(written, { zone: SERVICE_ZONE }).toISO({ suppressMilliseconds: true });
}

/**
 * A time of day as the service may return it, `H:i:s`: with or without seconds and their fractions. `24:00`, the
 * end of the day, stays as it is. Undefined when it is not a time.
 */
export function toldTime(written: unknown): string | undefined {
	const [, hour = '', minute = '', second = '00'] =
		/^([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(String(written).trim()) ?? [];
	const time = `${hour.padStart(2, '0')}:${minute}:${second}`;
	return minute === '' || time > END_OF_DAY ? undefined : time;
}

/** A time of day, `H:i:s`, for messages: `10:00`, with its seconds only if it has some. */
export function shortTime(time: string): string {
	return time.replace(/:00$/, '');
}
