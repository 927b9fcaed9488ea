import { DateTime } from 'luxon';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { momentIn } from '../../../../../nodes/shared/declaration/dates';
import { InvalidValue, shown } from '../../../../../nodes/shared/declaration/parsers';
import type { Field } from '../../../../../nodes/shared/declaration/field';

/** How long ago a planned time may be: `{{ $now }}` is past when it is sent. */
const TOLERANCE_MS = 300_000;
/** The last moment that Unix seconds of 32 bits hold. */
const LAST_SECONDS = 2 ** 31 - 1;

/** The parameter with the time of a call; `plannedAtOf` reads it. */
export const plannedAtField: Field = {
	displayName: 'Planned At',
	name: 'plannedAt',
	type: 'dateTime',
	default: '',
	reports: 'plannedAt',
	// Checked with the zone of the workflow, which no parser knows.
	parse: (value) => value,
	description:
		'When to call, by the time zone of the workflow unless the value names another; at once if left out',
};

/**
 * When calls are to be made, in Unix seconds.
 *
 * @returns undefined where Planned At is blank
 * @throws NodeOperationError when it is no moment, or is past
 */
export function plannedAtOf({ context, parameters }: OperationCall): number | undefined {
	const given = parameters.get('plannedAt');
	if (given === undefined) return undefined;
	try {
		return secondsOf(given, context.getTimezone());
	} catch (error) {
		throw parameters.invalid(
			plannedAtField.displayName,
			(error as InvalidValue).message,
			'Nothing was sent.',
		);
	}
}

function secondsOf(given: unknown, zone: string): number {
	const moment = momentIn(zone, given);
	if (!moment) {
		throw new InvalidValue(
			`must be a date and time such as 2027-03-16 10:00, but is ${shown(given)}`,
		);
	}
	const seconds = Math.floor(moment.toSeconds());
	if (moment.toMillis() < Date.now() - TOLERANCE_MS) {
		throw new InvalidValue(`must lie ahead, but ${moment.toFormat('yyyy-MM-dd HH:mm')} is past`);
	}
	if (seconds > LAST_SECONDS) {
		throw new InvalidValue(`lies too far ahead: ${moment.toFormat('yyyy-MM-dd')}`);
	}
	return seconds;
}

/** Unix seconds of the service in ISO 8601 (UTC); null for 0 and null, where nothing happened. */
export function isoOf(seconds: unknown): string | null {
	const number = Number(seconds);
	return number > 0
		? DateTime.fromSeconds(number, { zone: 'utc' }).toISO({ suppressMilliseconds: true })
		: null;
}
