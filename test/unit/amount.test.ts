/** Amounts of money, however the service or a person writes them. */
import { amountIn, inTenge } from '../../nodes/AutoCall/service/tenge';
import { amount, amountOf } from '../../nodes/shared/declaration/amount';

const NO_BREAK_SPACE = '\u00a0';
const NARROW_SPACE = '\u202f';
const THIN_SPACE = '\u2009';

it.each<[unknown, number]>([
	[1200.66, 1200.66],
	[0, 0],
	[-5, -5],
	['1200.66', 1200.66],
	['1200,66', 1200.66],
	['1200.6600', 1200.66],
	[' 16 ', 16],
	['0', 0],
	['0.125', 0.125],
	['-50', -50],
	['\u221250,5', -50.5],
	['1 200,66', 1200.66],
	[`1${NO_BREAK_SPACE}200,66`, 1200.66],
	[`1${NARROW_SPACE}200${NARROW_SPACE}000.5`, 1_200_000.5],
	[`12${THIN_SPACE}500`, 12_500],
	['1,250.50', 1250.5],
	['1.250,50', 1250.5],
	['1,250,000', 1_250_000],
	['1 250.500', 1250.5],
	['1250.505', 1250.505],
])('%j is %d', (written, tenge) => {
	expect(amountOf(written)).toBe(tenge);
});

it.each([
	...[undefined, null, '', ' ', true, [5], {}, NaN, Infinity, 5n],
	...['free', '5 tenge', '1e3', '0x10', '+-5', '--5', '1.2.3', '.5', '5.', '1,', 'Infinity'],
	...['12 50', '1 2500', '1  250', '1250 000', '1,25,000', '1 250 5', '1,250,50', '٥'],
	'9'.repeat(400),
])('%p is no amount', (written) => {
	expect(amountOf(written)).toBeUndefined();
});

it.each(['1,250', '1.250', '12,500', '-1.250'])(
	'%s may be either of two amounts, and so is none',
	(written) => {
		expect(amountOf(written)).toBeUndefined();
	},
);

it('a parameter takes an amount in any of these forms', () => {
	expect(amount({ min: 0 })('1 250,50')).toBe(1250.5);
	expect(() => amount({ min: 0 })('1,250')).toThrow(
		'must be an amount of 0 or more, but is "1,250"',
	);
	expect(() => amount({ min: 0 })(-1)).toThrow('must be an amount of 0 or more, but is -1');
	expect(() => amount()('little')).toThrow('must be an amount, but is "little"');
});

it('a response that lacks its amount says so', () => {
	expect(amountIn({ balance: '48,5' }, 'balance', 'the balance')).toBe(48.5);
	for (const response of [undefined, null, {}, [], 'x', 5]) {
		expect(() => amountIn(response, 'balance', 'the balance')).toThrow(
			'AutoCall.kz did not return the balance: balance must be an amount, but is empty',
		);
	}
});

it('a foreign word is shown cut short and on one line', () => {
	expect(() => amount()(`free\n\u202e${'x'.repeat(5_000)}`)).toThrow(
		/^must be an amount, but is "free x{50,55}…"$/,
	);
});

it.each([
	[1250.5, '1,250.5 tenge'],
	[0, '0 tenge'],
	[92.4, '92.4 tenge'],
	[0.1 + 0.2, '0.3 tenge'],
])('%d is said as %s', (tenge, said) => {
	expect(inTenge(tenge)).toBe(said);
});
