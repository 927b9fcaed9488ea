import { numberInGroups } from '../../shared/contacts/writtenNumber';
import { InvalidValue, shown, type Parser } from '../../shared/declaration/parsers';

const MOBILE_CODES = [
	'700',
	'701',
	'702',
	'705',
	'707',
	'708',
	'747',
	'771',
	'775',
	'776',
	'777',
	'778',
];

const CITY_CODES = [
	...['710', '711', '712', '713', '714', '715', '716', '717', '718', '721', '722', '723'],
	...['724', '725', '726', '727', '728', '729', '736'],
];

/** Codes that contact lists take (POST /lists, POST /lists/append/{id}). */
export const LIST_CODES = new Set([...MOBILE_CODES, ...CITY_CODES]);

/** Codes that flash calls and test calls take: those of lists, and 706. */
export const FLASH_CALL_CODES = new Set([...LIST_CODES, '706']);

/** Codes that a confirmed number may have (POST /settings/confirmed_numbers). */
export const CONFIRMED_NUMBER_CODES = new Set(MOBILE_CODES);

/**
 * With the country's 7 or 8 or without, in one piece or in groups with single spaces between them. In groups the code
 * stands apart, and no digit is left by itself at the end. Cities' own codes have four or five digits. Grouped in
 * another way, digits may not all belong to one number: `7771234567 5` has an extension, and `7 777 123 45 6` lacks a
 * digit. After a plus come all 11 digits; with 10 of them one is missing.
 */
const NUMBER = /^(?:\+? ?[78] ?)?(7\d{9}|(?:7\d\d|7[123]\d{2,3})(?: \d+)* \d{2,})$/;

/** The ten digits after +7; undefined when that isn't certain. */
function nationalPart(value: string | number): string | undefined {
	const national = NUMBER.exec(numberInGroups(value) ?? '')?.[1]?.replaceAll(' ', '');
	return national?.length === 10 ? national : undefined;
}

/**
 * Brings a phone number of Kazakhstan into the API's form, `+7XXXXXXXXXX`.
 *
 * Takes numbers as people write them: `8 701 123-45-67`, `77011234567`, `+7 (701) 123 45 67`, `7011234567`, a number
 * from a spreadsheet, `7011234567.0`. Whatever could be two numbers, a part of one, or a number with an
 * extension is refused.
 *
 * @param codes the three digits after +7 that the endpoint takes; left out where it takes any
 * @throws InvalidValue when it is not such a number, or its code isn't among `codes`
 */
export function phoneNumber(codes?: ReadonlySet<string>): Parser {
	return (value) => {
		if (typeof value !== 'string' && typeof value !== 'number') {
			throw new InvalidValue(`must be a phone number, but is ${shown(value)}`);
		}
		const national = nationalPart(value);
		if (national === undefined) {
			throw new InvalidValue(
				`must be a phone number in Kazakhstan such as +7 701 123 45 67, but is ${shown(value)}`,
			);
		}
		const code = national.slice(0, 3);
		if (codes && !codes.has(code)) {
			throw new InvalidValue(
				`must have an operator code that AutoCall.kz can reach here, but ${shown(value)} has ${code}`,
			);
		}
		const number = `+7${national}`;
		// Returns the given text if it has that form already, so that memory holds no contact twice.
		return value === number ? value : number;
	};
}
