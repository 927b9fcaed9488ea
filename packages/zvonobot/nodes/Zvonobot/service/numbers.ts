import { numberInGroups } from '../../../../../nodes/shared/contacts/writtenNumber';
import { InvalidValue, shown, type Parser } from '../../../../../nodes/shared/declaration/parsers';

/** Digits of a number with its country's code (E.164). */
const [LEAST, MOST] = [7, 15];
/** Russia and Kazakhstan, whose numbers have eleven digits. */
const COUNTRY = '7';
const DIGITS_THERE = 11;
/** An extension: with it, the ten digits of `7771234567 5` would be the number of somebody else. */
const LONE_DIGIT = / \d$/;
/** No country's code: `+8 701 …` is the 8 of Russia and Kazakhstan with a plus before it. */
const NO_COUNTRY = /^8[79]/;

/**
 * Brings a phone number into the API's form: digits with the country's code, without a plus.
 *
 * Takes numbers of Russia and Kazakhstan as people have them (`8 701 123-45-67`, `+7 (701) 123 45 67`,
 * `77011234567`, a number from a spreadsheet), and those of other countries with their code. Without a plus a
 * number has to have eleven digits or more, since a shorter one may lack its code.
 *
 * @throws InvalidValue when it isn't certain which number is meant
 */
export const phoneNumber: Parser = (value) => {
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InvalidValue(`must be a phone number, but is ${shown(value)}`);
	}
	const digits = digitsOf(value);
	if (digits === undefined) {
		throw new InvalidValue(
			`must be a phone number with its country code, such as +7 701 123 45 67, but is ${shown(value)}`,
		);
	}
	return value === digits ? value : digits;
};

/**
 * A phone in the one form in which it is compared, of whatever the service gives back.
 *
 * @returns an empty text where it is none
 */
export function comparable(phone: unknown): string {
	const digits = String(phone ?? '').replace(/\D/g, '');
	return withCountry(digits);
}

function digitsOf(value: string | number): string | undefined {
	const written = numberInGroups(value) ?? '';
	if (LONE_DIGIT.test(written)) return undefined;
	const [, international, digits = ''] = /^(\+|00)?(\d+)$/.exec(written.replaceAll(' ', '')) ?? [];
	const isInternational = international !== undefined;
	const number = isInternational && !NO_COUNTRY.test(digits) ? digits : withCountry(digits);
	if (number.startsWith(COUNTRY)) return number.length === DIGITS_THERE ? number : undefined;
	const least = isInternational ? LEAST : DIGITS_THERE;
	return number.length >= least && number.length <= MOST && number[0] !== '0' ? number : undefined;
}

/** Within Russia and Kazakhstan an 8 stands for the country's 7. */
function withCountry(digits: string): string {
	return digits.length === DIGITS_THERE && digits.startsWith('8')
		? `${COUNTRY}${digits.slice(1)}`
		: digits;
}
