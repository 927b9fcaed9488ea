/** Phone numbers of Kazakhstan: every usual writing becomes +7XXXXXXXXXX, and nothing else passes. */
import {
	CONFIRMED_NUMBER_CODES,
	FLASH_CALL_CODES,
	LIST_CODES,
	phoneNumber,
} from '../../nodes/AutoCall/contacts/numbers';
import { InvalidValue } from '../../nodes/AutoCall/runtime/rules';
import { fc } from '../support/properties';

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
		[77011234567],
		[87011234567],
		[7011234567],
	])('written %j becomes +77011234567', (written) => {
		expect(anyCode(written)).toBe('+77011234567');
		expect(forLists(written)).toBe('+77011234567');
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
				'must be a phone number of Kazakhstan such as +7 701 123 45 67, but is "12345"',
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

const separators = fc
	.array(fc.constantFrom(' ', '-', '.', '(', ')', '\u00a0', '\u2013', '\u2011', '\u200b', '\t'), {
		maxLength: 2,
	})
	.map((characters) => characters.join(''));

describe('any number', () => {
	it('is the same in every writing', () => {
		const writings = fc.tuple(
			numbers,
			fc.constantFrom('+7', '7', '8', ''),
			fc.array(separators, { minLength: 12, maxLength: 12 }),
		);
		fc.assert(
			fc.property(writings, ([national, prefix, gaps]) => {
				const digits = [prefix, ...national];
				const written = gaps.map((gap, index) => gap + (digits[index] ?? '')).join('');
				expect(forLists(written)).toBe(`+7${national}`);
			}),
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

	it('that passes has the form that the contract asks for; everything else is an InvalidValue', () => {
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
			{ numRuns: 500 },
		);
	});
});
