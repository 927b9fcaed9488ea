import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { numberInGroups } from '../../../../../nodes/shared/contacts/writtenNumber';
import { clockTimeIn } from '../../../../../nodes/shared/declaration/dates';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import type { Effect } from '../../../../../nodes/shared/declaration/operation';
import {
	InvalidValue,
	shown,
	text,
	wholeNumber,
	type Parser,
} from '../../../../../nodes/shared/declaration/parsers';
import { allowIdenticalOption } from '../../../../../nodes/shared/duplicates/identicalItems';

/**
 * With the country's 7 or 8, in one piece or in groups with spaces between them. `7771234567 5` has an extension and no
 * country: as eleven digits it would be another person's number.
 */
const NUMBER = /^(?:\+ ?7|[78]) ?(?:[3-9]\d{9}|[3-9]\d{2,7}(?: \d+)* \d{2,})$/;

/** Converts a number of Russia or Kazakhstan into the manual's form, `87011234567`. @throws InvalidValue */
export const phoneNumber: Parser = (value) => {
	const written = numberInGroups(value) ?? '';
	const digits = NUMBER.test(written) ? written.replace(/\D/g, '') : '';
	if (digits.length === 11) return `8${digits.slice(1)}`;
	throw new InvalidValue(
		`must be a number of Russia or Kazakhstan, such as +7 701 123 45 67, but is ${shown(value)}`,
	);
};

/** The description of every number. */
export const NUMBER_TEXT =
	'A number of Russia or Kazakhstan with +7, 7 or 8 before its ten digits. It is sent as the manual shows numbers: 87011234567.';

/** The option with which several items may make the same calls. */
export const allowIdentical = allowIdenticalOption(
	'Calls',
	'Whether several items may make the same calls, so that people are called twice',
);

/** Returns the effect of an item. @param parts values that tell it apart from the effects of others */
export function callEffect(said: string, ...parts: unknown[]): Effect {
	return {
		hash: JSON.stringify(parts),
		said,
		advice: 'If several calls are meant, turn on Options → Allow Identical Calls.',
	};
}

/**
 * The fields that say when, how often and with which scenario to call.
 *
 * @param start the API's field for Start Time, and `stop` that for Stop Time
 * @param length of a time: 5 for `10:00`, 8 for `10:00:00`
 */
export function dialingFields(start: string, stop: string, length: number): Field[] {
	// The dialer's zone isn't known, so that a moment would be no time of its day.
	const parse: Parser = (value) =>
		String(clockTimeIn('utc')(text({ max: 8 })(value))).slice(0, length);
	const time = { type: 'string', required: true, protects: true, parse } as const;
	return [
		{
			...{ ...time, displayName: 'Start Time', name: 'startTime', default: '10:00', api: start },
			description:
				'Time of day from which the dialer may call, by its own clock; the manual does not name its time zone. It is always sent, because without hours the dialer calls at night.',
		},
		{
			...{ ...time, displayName: 'Stop Time', name: 'stopTime', default: '19:00', api: stop },
			description: 'Time of day when calls stop, by the clock of the dialer',
		},
		{
			displayName: 'Max Attempts',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
			default: 1,
			required: true,
			protects: true,
			api: 'query.maxcount',
			parse: (value) => String(wholeNumber({ min: 1, max: 20 })(value)),
			description: 'How many times the dialer tries to reach a person',
		},
		{
			displayName: 'Scenario Type',
			name: 'scenarioType',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1',
			api: 'query.generationtype',
			parse: text({ max: 50 }),
			description: 'ID of the scenario in your account at Autodialer (generationtype)',
		},
	];
}

/** Checks that calls may be made at some time of the day. @throws NodeOperationError */
export function assertHours({ parameters }: OperationCall): void {
	const [start = '', stop = ''] = ['startTime', 'stopTime'].map((one) =>
		parameters.get<string>(one),
	);
	if (start >= stop) {
		throw parameters.invalid('Stop Time', `must be later than Start Time, but is ${stop}`);
	}
}
