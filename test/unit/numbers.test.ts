/** Phone numbers of Kazakhstan: every usual writing becomes +7XXXXXXXXXX, and nothing else passes. */
import {
	CONFIRMED_NUMBER_CODES,
	FLASH_CALL_CODES,
	LIST_CODES,
	phoneNumber,
} from '../../nodes/AutoCall/service/numbers';
import { InvalidValue } from '../../nodes/shared/declaration/parsers';
import { fc, runs } from '../support/properties';

const anyCode = phoneNumber();
const forLists = phoneNumber(LIST_CODES);

/** The patterns that the contract gives for each endpoint. */
const patterns = {
	lists:
		/^\+7(700|701|702|705|707|708|747|771|775|776|777|778|710|711|712|713|714|715|716|717|718|721|722|723|724|725|726|727|728|729|736)\d{7}$/,
	flashCalls:
		/^\+7(700|701|702|705|706|707|708|747|771|775|776|777|778|710|711|712|713|714|715|716|717|718|721|722|723|724|725|726|727|728|729|736)\d{7}$/,
	confirmedNumbers: /^\+7(700|701|702|705|707|708|747|771|775|776|777|778)\d{7}$/,
};

describe('a number', () => {
	it.each([
		['+77011234567'],
		['77011234567'],
		['87011234567'],
		['7011234567'],
		['+7 701 123 45 67'],
		['8 (701) 123-45-67'],
		['+7 (701) 123-45-67'],
		['8-701-123-45-67'],
		['8.701.123.45.67'],
		['(701) 123 45 67'],
		['(+7) 701 1234567'],
		['+7\u00a0701\u00a0123\u00a045\u00a067'],
		['+7\u202f701\u2009123\u200945\u200967'],
		['8\u2011701\u2013123\u201445\u201067'],
		['\u202a+7 701 123 45 67\u202c'],
		['\ufeff+77011234567'],
		['  +77011234567\r\n'],
		['701\t1234567'],
		['8701 123 45 67'],
		['7701-1234567'],
		[77011234567],
		[87011234567],
		[7011234567],
	])('written %j becomes +77011234567', (written) => {
		expect(anyCode(written)).toBe('+77011234567');
		expect(forLists(written)).toBe('+77011234567');
	});

	it.each([
		['8 (727) 2-34-56-78', '+77272345678', 'a district and a number'],
		['8 (7172) 12-34-56', '+77172123456', 'a city whose code has four digits'],
		['(71645) 2-12-34', '+77164521234', 'a town whose code has five digits'],
		['7 7712345675', '+77712345675', 'the country apart'],
		['77712345675', '+77712345675', 'the country not apart'],
		['7771234567.0', '+77771234567', 'a fraction of zeros, from a float column'],
		['77771234567.0', '+77771234567', 'the same with the country'],
		['700.0000000', '+77000000000', 'zeros that are no fraction'],
		['+77771234567.00', '+77771234567', 'two zeros'],
		['87771234567,0', '+77771234567', 'a decimal comma'],
		[' 7771234567.0\n', '+77771234567', 'the same among spaces'],
		['7011234567.', '+77011234567', 'the full stop of a sentence'],
		['- 8 701 123 45 67', '+77011234567', 'the dash of a list'],
	])('written %j is %s: %s', (written, number) => {
		expect(anyCode(written)).toBe(number);
	});

	/** Each has digits that are no part of the number, or lacks one, and still makes up 10 or 11. */
	const shifted: Array<[string, string]> = [
		['7771234567.5', 'a fraction'],
		['7771234567.05', 'a fraction that begins with a zero'],
		['701123456.0', 'a number of nine digits with a fraction of zeros'],
		['777123456.0', 'the same'],
		['777 123 45 67.0', 'a fraction after a number with separators'],
		['701 1234567.5', 'the same'],
		['8(701)1234567.5', 'the same'],
		['8701123456.7', 'a digit too few and a fraction'],
		['7771234567 5', 'an extension'],
		['7771234567-5', 'an extension after a dash'],
		['777 123 45 67 (2)', 'an extension in brackets'],
		['777-123-45-67-8', 'a digit at the end'],
		['7771234567\n5', 'a second line'],
		['777123456 78', 'a digit too few and an extension'],
		['7 777 123 45 6', 'a digit too few after the country'],
		['7-777-123-456', 'the same'],
		['7 777 123456', 'the same'],
		['7777 123 456', 'the same, the code not apart'],
		['8 777 123 45 6 7', 'a digit by itself at the end'],
		['7,771,234,567', 'commas for thousands'],
		['7 771 234 567', 'spaces for thousands, or a digit too few'],
		['7.771.234.567', 'dots for thousands'],
		['7.771234567', 'a fraction of nine digits'],
		['7.771234567E9', 'an exponent'],
		['7,771234567E+9', 'an exponent, and a decimal comma'],
		['+7 777 123 45 67 ext 5', 'an extension in words'],
		['7771234567x5', 'an extension after an x'],
		['7771234567#5', 'an extension after a hash'],
		['87011234567, 87017654321', 'two numbers'],
		['87011234567 87017654321', 'two numbers'],
		['87011234567/87017654321', 'two numbers'],
		['7011234 567890', 'a split at another place'],
		['1 7771234567', 'the number of a row'],
		['8 7 701 123 45 67', 'two prefixes'],
		['+7 8 701 123 45 6', 'two prefixes and a digit too few'],
		["'7771234567", "a spreadsheet's mark of a text"],
	];
	it.each(shifted)('such as %j is refused, so that no other one is made of it: %s', (written) => {
		expect(() => anyCode(written)).toThrow(InvalidValue);
	});

	const refused: Array<[unknown, string]> = [
		['+7701123456', 'a digit is missing after the plus'],
		['+7 777 123 45 6', 'it would pass for 777 712 34 56 without the plus'],
		['701123456', 'too short'],
		['8701123456', 'too short after the 8'],
		['770112345678', 'too long'],
		['+770112345678', 'too long'],
		['+16502530000', 'another country'],
		['+79161234567', 'Russia'],
		['89161234567', 'Russia'],
		['9161234567', 'Russia'],
		['112', 'no subscriber'],
		['', 'empty'],
		['   ', 'blank'],
		['phone', 'a word'],
		['+7 701 123 45 67, +7 702 123 45 67', 'two numbers'],
		['+7 701 123 45 67 ext. 5', 'an extension'],
		['++77011234567', 'two pluses'],
		['7+7011234567', 'a plus inside'],
		['7.7011234567E+10', 'a number that a spreadsheet has rounded'],
		['٧٧٠١١٢٣٤٥٦٧', 'other digits'],
		['＋７７０１１２３４５６７', 'wide digits'],
		[701123456.7, 'a fraction'],
		[-7011234567, 'negative'],
		[7.7011234567e22, 'too large'],
		[NaN, 'no number'],
		[Infinity, 'no number'],
		[77011234567n, 'a BigInt'],
		[true, 'a boolean'],
		[null, 'nothing'],
		[undefined, 'nothing'],
		[{ number: '+77011234567' }, 'an object'],
		[['+77011234567'], 'a list'],
	];
	it.each(refused)('such as %p is refused: %s', (written) => {
		expect(() => anyCode(written)).toThrow(InvalidValue);
	});

	it('is refused with what it is and how it should look', () => {
		expect(() => anyCode('12345')).toThrow(
			new InvalidValue(
				'must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "12345"',
			),
		);
		expect(() => anyCode(undefined)).toThrow(
			new InvalidValue('must be a phone number, but is empty'),
		);
	});

	it('is refused for its code where the endpoint names codes', () => {
		expect(() => forLists('+7 706 123 45 67')).toThrow(
			new InvalidValue(
				'must have an operator code that AutoCall.kz can reach here, but "+7 706 123 45 67" has 706',
			),
		);
		expect(anyCode('+7 706 123 45 67')).toBe('+77061234567');
		expect(phoneNumber(FLASH_CALL_CODES)('+7 706 123 45 67')).toBe('+77061234567');
	});
});

describe('the codes of an endpoint', () => {
	it.each([
		['contact lists', LIST_CODES, patterns.lists],
		['flash calls', FLASH_CALL_CODES, patterns.flashCalls],
		['confirmed numbers', CONFIRMED_NUMBER_CODES, patterns.confirmedNumbers],
	])('are exactly those of its pattern: %s', (_endpoint, codes, pattern) => {
		const all = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0'));
		const taken = all.filter((code) => pattern.test(`+7${code}1234567`));
		expect([...codes].sort()).toEqual(taken);
	});
});

const numbers = fc
	.tuple(fc.constantFrom(...LIST_CODES), fc.integer({ min: 0, max: 9_999_999 }))
	.map(([code, rest]) => `${code}${String(rest).padStart(7, '0')}`);

const separator = fc.constantFrom(
	...[' ', '-', '.', ' - ', '\u00a0', '\u202f', '\u2013', '\u2011', '\t'],
);
/** The digits of a number in groups, as people write them. */
const groups = fc.constantFrom(
	...[[10], [3, 7], [3, 3, 4], [3, 3, 2, 2], [3, 2, 2, 3], [3, 2, 3, 2], [3, 1, 2, 2, 2]],
);
/** A number in groups: the digits after +7, and how it is written. */
const written = fc
	.tuple(numbers, groups, fc.constantFrom('+7', '7', '8', ''), separator, fc.boolean(), fc.nat(2))
	.map(([national, sizes, prefix, gap, isApart, brackets]) => {
		let end = 0;
		const parts = sizes.map((size) => national.slice(end, (end += size)));
		if (brackets === 0 && parts.length > 1) parts[0] = `(${parts[0]})`;
		const rest = parts.join(gap);
		return { national, text: prefix + (prefix && isApart ? gap : '') + rest };
	});

describe('any number', () => {
	it('is the same in every usual writing', () => {
		fc.assert(
			fc.property(written, ({ national, text }) => {
				expect(forLists(text)).toBe(`+7${national}`);
			}),
			{ numRuns: runs(1_000) },
		);
	});

	it('is the same with a fraction of zeros, as a float column has it', () => {
		fc.assert(
			fc.property(
				numbers,
				fc.constantFrom('+7', '7', '8', ''),
				fc.constantFrom('.0', ',0', '.00'),
				(national, prefix, fraction) => {
					expect(forLists(prefix + national + fraction)).toBe(`+7${national}`);
				},
			),
		);
	});

	it('is never made of a number and something that stands apart from it', () => {
		const apart = fc.stringMatching(/^[0-9]{1,4}$/);
		const gap = fc.oneof(separator, fc.constantFrom(',', ';', '/', ' (', ' x', '\n'));
		fc.assert(
			fc.property(
				written,
				gap,
				apart,
				fc.boolean(),
				({ national, text }, between, digits, first) => {
					const both = first ? digits + between + text : text + between + digits;
					let sent: unknown;
					try {
						sent = anyCode(both);
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidValue);
						return;
					}
					// A 7 or 8 before it is its prefix, and zeros behind it are a fraction.
					expect(sent).toBe(`+7${national}`);
				},
			),
			{ numRuns: runs(2_000) },
		);
	});

	it('is never made of one that lacks a digit', () => {
		fc.assert(
			fc.property(written, fc.nat(30), ({ national, text }, at) => {
				const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
				const lost = digits[at % digits.length] as number;
				const rest = text.slice(0, lost) + text.slice(lost + 1);
				// Without the country it is still the number. Nobody can see that one is missing of 7701 123 45 67
				// (701 123 45 67), or of digits in one piece.
				fc.pre(rest.replace(/\D/g, '') !== national && /\d\D+\d/.test(rest));
				fc.pre(digits.length === 10 || !/^7\d/.test(text));
				expect(() => anyCode(rest)).toThrow(InvalidValue);
			}),
			{ numRuns: runs(2_000) },
		);
	});

	it('may be a number of JSON', () => {
		fc.assert(
			fc.property(numbers, fc.constantFrom('7', '8', ''), (national, prefix) => {
				expect(forLists(Number(prefix + national))).toBe(`+7${national}`);
			}),
		);
	});

	it('with a digit too few or too many is refused after +7', () => {
		fc.assert(
			fc.property(numbers, fc.nat(9), fc.boolean(), (national, digit, longer) => {
				const wrong = longer ? `${national}${digit}` : national.slice(0, -1);
				expect(() => anyCode(`+7${wrong}`)).toThrow(InvalidValue);
			}),
		);
	});

	it('that passes has the form of the contract; everything else is an InvalidValue', () => {
		const anything = fc.oneof(
			fc.anything({ withBigInt: true, withDate: true }),
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^[-+0-9 ().]{0,16}$/),
			fc.double(),
			fc.integer({ min: 7_000_000_000, max: 87_999_999_999 }),
		);
		fc.assert(
			fc.property(anything, (value) => {
				let sent: unknown;
				try {
					sent = forLists(value);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidValue);
					return;
				}
				expect(sent).toMatch(patterns.lists);
			}),
			{ numRuns: runs(500) },
		);
	});
});
