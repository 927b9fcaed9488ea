/** The parsers of parameters: each returns a value that the API takes, or names the problem. */
import { calendarDate, clockTime } from '../../nodes/AutoCall/service/dates';
import { phoneNumber } from '../../nodes/AutoCall/service/numbers';
import {
	decimal,
	flag,
	InvalidValue,
	isBlank,
	jsonText,
	located,
	numericId,
	numericIds,
	oneOf,
	shown,
	text,
	token,
	webAddress,
	wholeNumber,
	type Parser,
} from '../../nodes/shared/declaration/parsers';
import { fc, runs } from '../support/properties';

/** Checks a parse against a table of what it takes and the words in which it refuses the rest. */
function itTakes(
	parse: Parser,
	taken: Array<[unknown, unknown]>,
	refused: Array<[unknown, string]>,
) {
	it.each(taken)('%j is sent as %j', (given, sent) => {
		expect(parse(given)).toStrictEqual(sent);
	});
	it.each(refused.map(([given, message]) => ({ given, message })))(
		'is refused: $message',
		({ given, message }) => {
			expect(() => parse(given)).toThrow(new InvalidValue(message));
		},
	);
}

describe('a text', () => {
	itTakes(
		text({ min: 1, max: 5 }),
		[
			['a', 'a'],
			['Әлем!', 'Әлем!'],
			['👍👍👍👍👍', '👍👍👍👍👍'],
			['  a ', '  a '],
			[12345, '12345'],
			[0, '0'],
		],
		[
			['', 'must have 1 to 5 characters, but has 0'],
			['abcdef', 'must have 1 to 5 characters, but has 6'],
			['👍👍👍👍👍👍', 'must have 1 to 5 characters, but has 6'],
			[123456, 'must have 1 to 5 characters, but has 6'],
			[true, 'must be a text, but is a boolean'],
			[NaN, 'must be a text, but is NaN'],
			[Infinity, 'must be a text, but is Infinity'],
			[null, 'must be a text, but is empty'],
			[{}, 'must be a text, but is an object'],
			[['a'], 'must be a text, but is a list'],
		],
	);

	it('says its bounds the short way where there is one', () => {
		expect(() => text({ max: 3 })('abcd')).toThrow('must have at most 3 characters, but has 4');
		expect(() => text({ min: 2 })('a')).toThrow('must have at least 2 characters, but has 1');
		expect(() => text({ min: 2, max: 2 })('a')).toThrow('must have 2 characters, but has 1');
	});

	it('may have to match a pattern', () => {
		const code = text({ pattern: /^\d{3,6}$/, patternText: 'must be 3 to 6 digits' });
		expect(code('0123')).toBe('0123');
		expect(() => code('12')).toThrow(new InvalidValue('must be 3 to 6 digits, but is "12"'));
		expect(() => code('1234\n')).toThrow('must be 3 to 6 digits, but is "1234 "');
	});
});

describe('a number', () => {
	itTakes(
		decimal({ min: 0.25, max: 4 }),
		[
			[1, 1],
			[0.25, 0.25],
			[4, 4],
			['1.5', 1.5],
			['1,5', 1.5],
			[' 2 ', 2],
			['+2', 2],
		],
		[
			[0.24, 'must be 0.25 to 4, but is 0.24'],
			['4.01', 'must be 0.25 to 4, but is 4.01'],
			[-1, 'must be 0.25 to 4, but is -1'],
			['', 'must be a number, but is ""'],
			['fast', 'must be a number, but is "fast"'],
			['0x1', 'must be a number, but is "0x1"'],
			['1e0', 'must be a number, but is "1e0"'],
			['1.5.2', 'must be a number, but is "1.5.2"'],
			['Infinity', 'must be a number, but is "Infinity"'],
			[NaN, 'must be a number, but is NaN'],
			[true, 'must be a number, but is a boolean'],
			[null, 'must be a number, but is empty'],
			[[1], 'must be a number, but is a list'],
		],
	);

	it('says a bound of 0 too', () => {
		expect(() => decimal({ min: 0, max: 5 })(-1)).toThrow('must be 0 to 5, but is -1');
		expect(() => decimal({ max: 5 })(6)).toThrow('must be at most 5, but is 6');
		expect(() => decimal({ min: 5 })(4)).toThrow('must be at least 5, but is 4');
	});
});

describe('a whole number', () => {
	itTakes(
		wholeNumber({ min: 200 }),
		[
			[200, 200],
			['200', 200],
			[1000, 1000],
			['1000', 1000],
		],
		[
			[199, 'must be at least 200, but is 199'],
			[200.5, 'must be a whole number, but is 200.5'],
			['200.5', 'must be a whole number, but is "200.5"'],
			['500,000', 'must be a whole number, but is "500,000"'],
			['500.000', 'must be a whole number, but is "500.000"'],
			[2 ** 53, 'must be a whole number, but is 9007199254740992'],
			['1 000', 'must be a number, but is "1 000"'],
		],
	);
});

describe('yes or no', () => {
	itTakes(
		flag,
		[
			[true, true],
			[false, false],
			['true', true],
			['FALSE', false],
		],
		[
			['yes', 'must be true or false, but is "yes"'],
			[1, 'must be true or false, but is 1'],
			[0, 'must be true or false, but is 0'],
			['', 'must be true or false, but is ""'],
			[null, 'must be true or false, but is empty'],
		],
	);
});

describe('a choice', () => {
	itTakes(
		oneOf([15, 30, 60, 120]),
		[
			[15, 15],
			['30', 30],
		],
		[
			[45, 'must be one of 15, 30, 60, 120, but is 45'],
			['15 minutes', 'must be one of 15, 30, 60, 120, but is "15 minutes"'],
			[undefined, 'must be one of 15, 30, 60, 120, but is empty'],
			[['15'], 'must be one of 15, 30, 60, 120, but is a list'],
		],
	);
});

describe('an ID', () => {
	itTakes(
		numericId,
		[
			[73, 73],
			['73', 73],
			[' 73 ', 73],
			[1, 1],
			[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
		],
		[
			[0, 'must be an ID such as 73, but is 0'],
			[-73, 'must be an ID such as 73, but is -73'],
			[7.3, 'must be an ID such as 73, but is 7.3'],
			['7.0', 'must be an ID such as 73, but is "7.0"'],
			['1,000', 'must be an ID such as 73, but is "1,000"'],
			['73/contacts', 'must be an ID such as 73, but is "73/contacts"'],
			['../settings', 'must be an ID such as 73, but is "../settings"'],
			['9007199254740993', 'must be an ID such as 73, but is "9007199254740993"'],
			['', 'must be an ID such as 73, but is ""'],
			[null, 'must be an ID such as 73, but is empty'],
		],
	);
});

describe('several IDs', () => {
	itTakes(
		numericIds,
		[
			[
				[10, 15],
				[10, 15],
			],
			[
				['10', 15],
				[10, 15],
			],
			['10, 15', [10, 15]],
			['10,,15,', [10, 15]],
			[10, [10]],
			['10', [10]],
			[
				[15, 10, 15, '10'],
				[15, 10],
			],
		],
		[
			[',', 'must name at least one ID, but is ","'],
			[[], 'must name at least one ID, but is a list'],
			[[10, 'x'], 'must be an ID such as 73, but is "x"'],
			[[[10]], 'must be an ID such as 73, but is a list'],
			[{ id: 10 }, 'must be an ID such as 73, but is an object'],
			['10;15', 'must be an ID such as 73, but is "10;15"'],
		],
	);
});

describe('a name in a path', () => {
	itTakes(
		token('5f3c2a.mp3'),
		[
			['5f3c2a.mp3', '5f3c2a.mp3'],
			['4f227359-cbc5-4b4d-811f-e8846abe6f35', '4f227359-cbc5-4b4d-811f-e8846abe6f35'],
			[9001, '9001'],
		],
		[
			['..', 'must be a name such as 5f3c2a.mp3, but is ".."'],
			['../settings', 'must be a name such as 5f3c2a.mp3, but is "../settings"'],
			['a/b', 'must be a name such as 5f3c2a.mp3, but is "a/b"'],
			['a\\b', 'must be a name such as 5f3c2a.mp3, but is "a\\b"'],
			['.hidden', 'must be a name such as 5f3c2a.mp3, but is ".hidden"'],
			['a?type=text', 'must be a name such as 5f3c2a.mp3, but is "a?type=text"'],
			['a%2fb', 'must be a name such as 5f3c2a.mp3, but is "a%2fb"'],
			['a.mp3\n', 'must be a name such as 5f3c2a.mp3, but is "a.mp3 "'],
			['', 'must have 1 to 255 characters, but has 0'],
		],
	);
});

describe('a web address', () => {
	const refusal = (shownValue: string) =>
		`must be a web address that starts with https://, but is ${shownValue}`;
	itTakes(
		webAddress(40),
		[
			['https://example.com/reports?id=1', 'https://example.com/reports?id=1'],
			['http://127.0.0.1:5678/webhook', 'http://127.0.0.1:5678/webhook'],
			[' https://example.com ', 'https://example.com'],
		],
		[
			['example.com', refusal('"example.com"')],
			['ftp://example.com', refusal('"ftp://example.com"')],
			['javascript:alert(1)', refusal('"javascript:alert(1)"')],
			['https:example.com', refusal('"https:example.com"')],
			['https://exam\nple.com', refusal('"https://exam ple.com"')],
			['https://example.com/a b', refusal('"https://example.com/a b"')],
			[`https://example.com/${'a'.repeat(40)}`, 'must have at most 40 characters, but has 60'],
			[{}, 'must be a text, but is an object'],
		],
	);
});

describe('a JSON object', () => {
	itTakes(
		jsonText,
		[
			[{ start: { type: 'record' } }, '{"start":{"type":"record"}}'],
			['{ "start": {} }', '{"start":{}}'],
			[{}, '{}'],
		],
		[
			['[1]', 'must be a JSON object, but is a list'],
			['5', 'must be a JSON object, but is 5'],
			['"text"', 'must be a JSON object, but is a string'],
			['null', 'must be a JSON object, but is empty'],
			[5, 'must be a JSON object, but is 5'],
			[{ big: 1n }, 'must be a JSON object, but contains values that JSON cannot represent'],
			[new Date(0), 'must be a JSON object, but contains values that JSON cannot represent'],
		],
	);

	it('says what is wrong with a text that is no JSON, on one line', () => {
		expect(() => jsonText('{"a":}')).toThrow(/^must be valid JSON \(.+\)$/);
		expect(() => jsonText('\n\u202e{a\n')).toThrow(
			/^must be valid JSON \([^\p{C}\u2028\u2029]+\)$/u,
		);
	});

	it('that refers to itself is refused', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(() => jsonText(circle)).toThrow(InvalidValue);
	});
});

describe('a resource locator', () => {
	const id = located(numericId);

	it('gives its value to the parse, whether it was chosen, typed or came from an expression', () => {
		expect(id({ __rl: true, mode: 'list', value: 73 })).toBe(73);
		expect(id({ __rl: true, mode: 'id', value: '73' })).toBe(73);
		expect(id(73)).toBe(73);
	});

	it('is refused for its value', () => {
		expect(() => id({ __rl: true, mode: 'id', value: 'x' })).toThrow(
			new InvalidValue('must be an ID such as 73, but is "x"'),
		);
	});
});

describe('nothing', () => {
	it.each([undefined, null, '', '  ', [], { __rl: true, mode: 'list', value: '' }])(
		'is %p',
		(value) => {
			expect(isBlank(value)).toBe(true);
		},
	);

	it.each([0, false, 'a', [0], {}, { __rl: true, mode: 'id', value: 5 }, NaN])(
		'is not %p',
		(value) => {
			expect(isBlank(value)).toBe(false);
		},
	);
});

describe('a value in a message', () => {
	const cases: Array<[unknown, string]> = [
		['text', '"text"'],
		['two\r\nlines', '"two lines"'],
		['right\u202eto left', '"right to left"'],
		['bell\u0007 and null\u0000', '"bell and null "'],
		[`${'a'.repeat(60)}`, `"${'a'.repeat(60)}"`],
		['a'.repeat(61), `"${'a'.repeat(59)}…"`],
		[`${'a'.repeat(58)}👍${'a'.repeat(9)}`, `"${'a'.repeat(58)}…"`],
		[5, '5'],
		[NaN, 'NaN'],
		[5n, 'a bigint'],
		[true, 'a boolean'],
		[null, 'empty'],
		[undefined, 'empty'],
		[{}, 'an object'],
		[[], 'a list'],
		[() => 1, 'a function'],
		[Symbol('s'), 'a symbol'],
	];
	it.each(cases.map(([value, words]) => ({ value, words })))('is $words', ({ value, words }) => {
		expect(shown(value)).toBe(words);
	});
});

describe('whatever is given', () => {
	const hostile = fc.oneof(
		{
			weight: 3,
			arbitrary: fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
		},
		{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
		{
			weight: 2,
			arbitrary: fc.string({
				unit: fc.constantFrom('\u202e', '\u0000', '\n', '\u2028', 'a', '{', '"'),
			}),
		},
		{ weight: 2, arbitrary: fc.double() },
		{ weight: 1, arbitrary: fc.jsonValue() },
		{ weight: 1, arbitrary: fc.json() },
		{ weight: 1, arbitrary: fc.func(fc.anything()) },
		{ weight: 1, arbitrary: fc.record({ __rl: fc.constant(true), value: fc.anything() }) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(
				'x'.repeat(1_000_000),
				'9'.repeat(1_000_000),
				`${' '.repeat(100_000)}x`,
				'{"a":'.repeat(10_000),
				'__proto__',
				'constructor',
				JSON.parse('{"__proto__":{"polluted":true}}'),
				Object.create(null),
				[Infinity, -Infinity, NaN],
				-0,
				Symbol('s'),
			),
		},
	);
	const isInteger =
		(min: number, max = Number.MAX_SAFE_INTEGER) =>
		(sent: unknown) =>
			Number.isSafeInteger(sent) && (sent as number) >= min && (sent as number) <= max;
	const isLike = (pattern: RegExp) => (sent: unknown) =>
		typeof sent === 'string' && pattern.test(sent);

	/** Every parse with what the API takes of its values. */
	const parsers: Array<[string, Parser, (sent: unknown) => boolean]> = [
		['text', text({ min: 1, max: 40 }), isLike(/^[^]{1,80}$/)],
		['decimal', decimal({ min: -20, max: 20 }), (sent) => Math.abs(sent as number) <= 20],
		['wholeNumber', wholeNumber({ min: 10_000, max: 99_999 }), isInteger(10_000, 99_999)],
		['flag', flag, (sent) => typeof sent === 'boolean'],
		[
			'oneOf',
			oneOf(['regular', 'interactive', 5]),
			(sent) => ['regular', 'interactive', 5].includes(sent as string),
		],
		['numericId', numericId, isInteger(1)],
		[
			'numericIds',
			numericIds,
			(sent) => (sent as unknown[]).length > 0 && (sent as unknown[]).every(isInteger(1)),
		],
		['token', token('9001'), isLike(/^(?!.*\.\.)[A-Za-z0-9_.-]{1,255}$/)],
		['webAddress', webAddress(256), isLike(/^https?:\/\/\S{1,249}$/i)],
		['jsonText', jsonText, (sent) => typeof JSON.parse(sent as string) === 'object'],
		['located', located(numericId), isInteger(1)],
		['calendarDate', calendarDate, isLike(/^\d{4}-\d\d-\d\d$/)],
		['clockTime', clockTime, isLike(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)],
		['phoneNumber', phoneNumber(), isLike(/^\+77\d{9}$/)],
	];

	it.each(parsers)(
		'%s gives what the API takes, or one short line that says what is wrong',
		(_name, parse, isTaken) => {
			fc.assert(
				fc.property(hostile, (value) => {
					let sent: unknown;
					try {
						sent = parse(value);
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidValue);
						const { message } = error as InvalidValue;
						expect(message).toMatch(/^must .{1,195}$/u);
						expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
						return;
					}
					expect(isTaken(sent)).toBe(true);
				}),
				{ numRuns: runs(300) },
			);
			expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		},
	);
});

describe('within its bounds', () => {
	const bounds = fc
		.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000))
		.map(([min, span]) => ({ min, max: min + span }));

	it('every number passes, as a number and as a text, and none beyond them', () => {
		fc.assert(
			fc.property(bounds, fc.integer({ min: -3000, max: 3000 }), ({ min, max }, number) => {
				for (const parse of [decimal({ min, max }), wholeNumber({ min, max })]) {
					for (const written of [number, String(number)]) {
						if (number >= min && number <= max) expect(parse(written)).toBe(number);
						else expect(() => parse(written)).toThrow(InvalidValue);
					}
				}
			}),
		);
	});

	it('every fraction passes as a decimal, with a point or a comma', () => {
		fc.assert(
			fc.property(fc.integer({ min: -2000, max: 2000 }), (hundredths) => {
				const number = hundredths / 100;
				const written = number.toFixed(2);
				expect(decimal({ min: -20, max: 20 })(written)).toBe(number);
				expect(decimal({ min: -20, max: 20 })(written.replace('.', ','))).toBe(number);
			}),
		);
	});

	it('every text passes, counted as JSON Schema counts', () => {
		fc.assert(
			fc.property(
				fc.nat(10),
				fc.nat(10),
				fc.string({ unit: 'binary', maxLength: 25 }),
				(min, span, value) => {
					const length = Array.from(value).length;
					const parse = text({ min, max: min + span });
					if (length >= min && length <= min + span) expect(parse(value)).toBe(value);
					else expect(() => parse(value)).toThrow(InvalidValue);
				},
			),
		);
	});

	it('every choice passes as itself and as a text', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.oneof(fc.integer(), fc.stringMatching(/^[a-z]{1,9}$/)), { minLength: 1 }),
				(choices) => {
					for (const choice of choices) {
						expect(oneOf(choices)(choice)).toBe(choice);
						expect(oneOf(choices)(String(choice))).toBe(choice);
					}
					expect(() => oneOf(choices)('NOT AMONG THEM')).toThrow(InvalidValue);
				},
			),
		);
	});

	it('every list of IDs passes, each ID once and in order', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (ids) => {
				const once = [...new Set(ids)];
				expect(numericIds(ids)).toEqual(once);
				expect(numericIds(ids.join(', '))).toEqual(once);
			}),
		);
	});
});
