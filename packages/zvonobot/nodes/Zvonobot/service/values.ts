import {
	flag,
	InvalidValue,
	shown,
	text,
	type Parser,
} from '../../../../../nodes/shared/declaration/parsers';

/** Yes or no, which the API has as 1 or 0. */
export const bit: Parser = (value) => (flag(value) ? 1 : 0);

/** A time of day as the API takes it, `09:00`; seconds are dropped. */
export const timeOfDay: Parser = (value) => {
	const written = text()(value) as string;
	const [, hour = '', minute] =
		/^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(written.trim()) ?? [];
	if (minute === undefined) {
		throw new InvalidValue(`must be a time such as 09:00, but is ${shown(value)}`);
	}
	return `${hour.padStart(2, '0')}:${minute}`;
};

/** A text that isn't blank. @param max most characters */
export function message(max: number): Parser {
	const bounded = text({ min: 1, max });
	return (value) => (bounded(value) as string).trim();
}
