/** Phone numbers as people have them, in the form of Zvonobot. */
import { InvalidValue } from '../../nodes/shared/declaration/parsers';
import { comparable, phoneNumber } from '../../packages/zvonobot/nodes/Zvonobot/service/numbers';

it.each([
	['77011234567', '77011234567'],
	['+7 (701) 123-45-67', '77011234567'],
	['8 701 123 45 67', '77011234567'],
	['8-495-123-45-67', '74951234567'],
	[' 7 701 123 45 67 ', '77011234567'],
	['007 701 123 45 67', '77011234567'],
	[77011234567, '77011234567'],
	['77011234567.0', '77011234567'],
	['7\u00a0701\u200b123\u201145\u201467', '77011234567'],
	['+49 30 123456', '4930123456'],
	['+1 701 000 0001', '17010000001'],
	['380441234567', '380441234567'],
	['+84 91 234 56 78', '84912345678'],
	// No country begins with 87 or 89 and has eleven digits: a plus before the 8 of Kazakhstan and Russia.
	['+8 701 123 45 67', '77011234567'],
	['008 916 123 45 67', '79161234567'],
])('%p is %s', (written, number) => {
	expect(phoneNumber(written)).toBe(number);
});

it.each([
	// Without its country code, with a digit too few or too many, with an extension.
	...['7011234567', '701 123 45 67', '9161234567', '+7701123456', '770112345678', '77011234567 5'],
	...[
		'7771234567 5',
		'+7 701 123 45 67 доб. 5',
		'112',
		'8 800',
		'',
		' ',
		'+',
		'abc',
		'0077011234',
		'+0123456789',
	],
	...['1234567890123456', '77011234567, 77011234568', 77011234567.5, -77011234567, NaN, true, null],
	...[{}, [], undefined],
])('%p is refused, as it is not certain which number is meant', (written) => {
	expect(() => phoneNumber(written)).toThrow(InvalidValue);
});

it.each([
	['+7 701 123 45 67', '77011234567'],
	['87011234567', '77011234567'],
	[77011234567, '77011234567'],
	[undefined, ''],
])('what the service gives back, %p, is compared as %p', (given, compared) => {
	expect(comparable(given)).toBe(compared);
});
