/** Values that are made to break something, by what they are given for. None of them can be taken. */

const huge = 'x'.repeat(1_000_000);
const deepJson = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

/** Values that are not single ones. */
export const STRUCTURES: unknown[] = [
	{ a: 1 },
	{ constructor: { prototype: { polluted: true } } },
	JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
	{ toString: 'x' },
	{ __rl: true, mode: 'id', value: { a: 1 } },
	['a', ['b']],
	[[[[1]]]],
	[null],
	[{}],
];

/** Values that JavaScript can return from an expression, as expressions. */
export const RESULTS: string[] = [
	'new Date(0)',
	'new Date(NaN)',
	'DateTime.now()',
	'true',
	'false',
	'/x/g',
	'new Map([[1, 2]])',
	'new Set([1])',
	'Object.create({ a: 1 })',
	'BigInt(7) ** BigInt(99)',
	'Symbol("x")',
	'new Error("x")',
];

/** Words that mean something to JavaScript. */
const WORDS = [
	...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf'],
	...['NaN', 'Infinity', 'null', 'undefined', '[object Object]'],
];

/** Texts that mean something to whatever may read them. */
const INJECTIONS = [
	...["1' OR '1'='1", '1; DROP TABLE calls', '1 UNION SELECT 1', '${7*7}', '{{7*7}}', '<b>1</b>'],
	...['1\r\nAuthorization: Bearer x', '1%0d%0aX: y', '1\0', '\x001', '1\x1b[2J', '`id`', '$(id)'],
];

/** Ways out of a path. */
const PATHS = [
	...['..', '.', '...', '../x', '../../x', '/x', '//x', 'x/..', '1/../2', './1', '1/', '1//2'],
	...['..%2f', '%2e%2e', '%2e%2e/', '%2e%2e%2fx', '..%252f', '%2Fx', '%00', 'x%00.mp3', '..\\x'],
	...['\\\\host\\x', 'C:\\x', 'file:///etc/passwd', 'http://example.com/', '//example.com/x'],
	...['1?x=1', '?x=1', '1#', '1#x', '1;x', '1&x=1', '．．／x', '..／x', '‥/x', '1∕2', '1⁄2'],
];

/** Digits and signs that only look like numbers. */
const LOOKALIKES = [
	...['７３', '٧٣', '७३', '𝟕𝟑', '⑦', '7️⃣', 'Ⅶ', '〇', '−7', '–7', '7_3', '7 3', "7'3", '7e', 'e7'],
	...['0x49', '0b11', '0o7', '1e3', '1E+2', '1e309', '-1e309', '.5.5', '7.', '+-7', '--7', '7n'],
	...['7\u200b3', '\u202e37', '\u20667\u2069', '7\u00ad3', '\ud800', '7\udc00', '9'.repeat(400)],
];

const NUMBERS = [NaN, Infinity, -Infinity];

/** Given for an ID of the API. */
export const HOSTILE_IDS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...LOOKALIKES, ...NUMBERS, ...STRUCTURES],
	...[
		0,
		-0,
		-1,
		0.1,
		1.5,
		Number.MIN_VALUE,
		Number.EPSILON,
		2 ** 53,
		1e21,
		1e308,
		'-0',
		'0',
		'1.0',
	],
	...['9007199254740993', '1,0', '1,000', huge, '1'.repeat(1_000_000), true, false, [1, 2]],
];

/** Given for a name in an address: an ID that is a text, the name of a file. */
export const HOSTILE_NAMES: unknown[] = [
	...[...INJECTIONS, ...PATHS, ...NUMBERS, ...STRUCTURES, huge, 'x'.repeat(256), true, false],
	...['[object Object]', 'x y', ' x', 'x ', 'x\ny', 'x\ty', 'x\r', 'x\u2028', 'x.', '.x', 'x..y'],
	...['é', 'қазақ', '😀', '\ud800', 'x\udc00', '\u202egnp.mp3', 'x\u200b', 'x\u00ad', '\ufeffx'],
	...['x*', 'x|y', 'x:y', 'x"y', "x'y", 'x<y', 'x,y', 'x=y', 'x@y', 'x+y', 'x~', 'x!', 'x(1)', '٣'],
];

/** Given for a whole number. */
export const HOSTILE_WHOLE_NUMBERS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...LOOKALIKES, ...NUMBERS, ...STRUCTURES],
	...[0.1, 4.5, Number.MIN_VALUE, '4.0', '4,0', '1,000', huge, true, false, [4]],
];

/** Given for a number. */
export const HOSTILE_NUMBERS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...LOOKALIKES, ...NUMBERS, ...STRUCTURES],
	...[huge, true, false, [1]],
];

/** Given for yes or no. */
export const HOSTILE_FLAGS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...NUMBERS, ...STRUCTURES],
	...[
		0,
		1,
		-1,
		'yes',
		'no',
		'on',
		'1',
		'0',
		'true ',
		'ｔｒｕｅ',
		'tru\u200be',
		huge,
		[true],
		[false],
	],
];

/** Given for one of a list of choices. */
export const HOSTILE_CHOICES: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...NUMBERS, ...STRUCTURES, huge],
	...['all', '*', -1, 1.5, true, false],
];

/** Given for a text of at most 1,600 characters. */
export const HOSTILE_TEXTS: unknown[] = [
	...[...NUMBERS, ...STRUCTURES, huge, 'Қ'.repeat(10_000), '😀'.repeat(10_000), true, false],
	...['\ud800', 'x\ud800', '\udc00x', '😀'.slice(0, 1), `${'x'.repeat(9)}\ud83d`],
];

/** Given for a text to which the contract sets no bound. */
export const HOSTILE_UNBOUNDED_TEXTS: unknown[] = HOSTILE_TEXTS.filter(
	(value) => typeof value !== 'string' || value.length < 1_000,
);

/** Given for a day. */
export const HOSTILE_DAYS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...NUMBERS, ...STRUCTURES, huge, true, false, 0, 20260316],
	...['2026-02-30', '2026-13-01', '2026-00-10', '0000-00-00', '+275760-09-14', '-2026-03-16'],
	...[
		'2026-03-16T25:00',
		'2026-03-16T24:00:01',
		'２０２６-03-16',
		'٢٠٢٦-٠٣-١٦',
		'tomorrow',
		'16/03',
	],
];

/** Given for a time of day. */
export const HOSTILE_TIMES: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...NUMBERS, ...STRUCTURES, huge, true, false, 12, 1200],
	...[
		'24:00',
		'12:60',
		'12:00:60',
		'-12:00',
		'+12:00',
		'1２:00',
		'١٢:٠٠',
		'12：00',
		'12.00',
		'noon',
	],
];

/** Given for a web address. */
export const HOSTILE_ADDRESSES: unknown[] = [
	...[
		...WORDS,
		...NUMBERS,
		...STRUCTURES,
		huge,
		true,
		false,
		7,
		'example.com',
		'/x',
		'//example.com',
	],
	...['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://example.com/x'],
	...['https://', 'https:///', 'https://a b/', 'https://[::1', 'https://example.com/\r\nX: y'],
	...[
		'https://example.com/ x',
		'https://exa\u2028mple.com',
		'vbscript:x',
		'ws://example.com',
		'\0',
	],
	`https://example.com/${'x'.repeat(3_000)}`,
];

/** Given for a phone number. */
export const HOSTILE_PHONES: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...NUMBERS, ...STRUCTURES, huge, true, false, 0, -1, 7],
	...[
		'+7701000000１',
		'+7701٠٠٠٠٠٠١',
		'+7701000000',
		'+770100000011',
		'+17010000001',
		'007701000001',
	],
	...['+7701000\x000001', '+77010000001;ext=1', '+77010000001,+77010000002', '<b>+77010000001</b>'],
	...[
		'tel:+77010000001',
		'7.7010000001e10',
		'+7 701 000 00 0O',
		-77010000001,
		77010000001.5,
		'112',
	],
];

/** Given for the structure of a scenario. */
export const HOSTILE_JSON: unknown[] = [
	...['{', '}', '{}}', "{'a':1}", '{a:1}', '{"a":1,}', '[1]', '"x"', '7', 'null', 'true', 'NaN'],
	...['{"a":NaN}', '{"a":Infinity}', '{"a":undefined}', '{"a":01}', '\0{}', '{}\0', huge, deepJson],
	...[NaN, Infinity, 7, true, false, ['a'], [{}], [[]]],
];

/** Given for contacts as JSON: each is a whole value of the parameter. */
export const HOSTILE_CONTACT_LISTS: unknown[] = [
	...['{', '{}', '7', '"x"', 'null', 'true', '{"number":"+77010000001"}', huge, deepJson, '[', ']'],
	...[NaN, Infinity, 7, true, false, {}, { a: 1 }, { length: 1, 0: { number: '+77010000001' } }],
];

const number = '+77010000001';

/** Given as one of the contacts: each is an entry of the array, as JSON text. */
export const HOSTILE_CONTACTS: string[] = [
	...[`${'['.repeat(100_000)}${']'.repeat(100_000)}`, deepJson],
	...['null', 'true', '{}', '[]', '[[]]', '7', '"x"', '""', '["+77010000001"]', '{"number":null}'],
	...HOSTILE_PHONES.filter((phone) => typeof phone !== 'number' || Number.isFinite(phone)).map(
		(phone) => JSON.stringify({ number: phone }),
	),
	...['number ', 'Number', 'phone', 'vars', 'toString', '__proto__', 'constructor', ''].map(
		(field) => `{"number":"${number}",${JSON.stringify(field)}:"x"}`,
	),
	...[{ a: 1 }, ['x'], [['x']], true, false, 'x'.repeat(256), '\ud800'].map((extra) =>
		JSON.stringify({ number, extra }),
	),
	...['x', 7, true, ['x'], [['x']]].map((variables) => JSON.stringify({ number, variables })),
	...[
		'',
		' ',
		'a b',
		'имя',
		'a.b',
		'a-b',
		'ａ',
		'a\0',
		'a\n',
		'{{a}}',
		'__proto__',
		'x'.repeat(31),
	].map((name) => `{"number":"${number}","variables":{${JSON.stringify(name)}:"x"}}`),
	...[{ a: 1 }, ['x'], true, 'x'.repeat(256), '\udc00'].map((value) =>
		JSON.stringify({ number, variables: { name: value } }),
	),
];

/** Given for the IDs of several contact lists. */
export const HOSTILE_ID_LISTS: unknown[] = [
	...[...WORDS, ...INJECTIONS, ...PATHS, ...LOOKALIKES, ...NUMBERS, ...STRUCTURES, huge],
	...[0, -1, 1.5, true, '1,x', '1;2', '1,,../2', ['1', '2/../3'], [1, NaN], [1, [2]], ',', ' , '],
];
