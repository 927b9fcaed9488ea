import type { ContractField } from './contract';

/** Values on both sides of what the contract takes for a field. */
export interface BoundaryValues {
	/** Taken: what is given, and what is sent for it. */
	accepted: Array<[given: unknown, sent: unknown]>;
	/** Refused. */
	refused: unknown[];
}

const same = (...values: unknown[]): BoundaryValues['accepted'] =>
	values.map((value) => [value, value]);

const structures = [{ a: 1 }, ['a']];

/** IDs that the service gives to most things, and what cannot be one. */
export const idValues: BoundaryValues = {
	accepted: [
		[73, 73],
		['73', 73],
		[' 73 ', 73],
		['\t73\n', 73],
		[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	],
	refused: [
		0,
		-1,
		1.5,
		NaN,
		Infinity,
		'0',
		'-1',
		'1.5',
		'1,5',
		'1,000',
		'1e3',
		'0x49',
		'9007199254740993',
		'1/../2',
		'../2',
		'73/calls',
		'73?x=1',
		'seven',
		true,
		...structures,
		[73, 74],
	],
};

/** IDs and file names that are texts, which must not change the path they stand in. */
export const tokenValues: BoundaryValues = {
	accepted: [
		...same('4f227359-cbc5-4b4d-811f-e8846abe6f35', '5f3c2a.mp3', 'a_b-c', 'x'.repeat(255)),
		[9001, '9001'],
	],
	refused: [
		'.',
		'..',
		'../a',
		'a/b',
		'a/../b',
		'/a',
		'a\\b',
		'%2e%2e',
		'%2Fa',
		'a?b',
		'a#b',
		'a b',
		'a..b',
		'.a',
		'a\nb',
		'x'.repeat(256),
		NaN,
		true,
		...structures,
	],
};

/** Values on both sides of the bounds that the contract sets for a field. */
export function boundaryValues({ path, schema }: ContractField): BoundaryValues {
	const name = path.split('.').at(-1) ?? path;
	const special = specialValues[name];
	if (special && !schema.enum) return special(schema);
	if (schema.enum) return choiceValues(schema.enum);
	switch (schema.type) {
		case 'boolean':
			return booleanValues;
		case 'integer':
			return schema.minimum === undefined ? idValues : integerValues(schema);
		case 'number':
			return decimalValues(schema);
		default:
			return textValues(schema);
	}
}

type Schema = ContractField['schema'];

/** Fields whose form the contract states in words, or in a pattern. */
const specialValues: Record<string, (schema: Schema) => BoundaryValues> = {
	time_from: () => timeValues,
	time_to: () => timeValues,
	date_from: () => dateValues,
	date_to: () => dateValues,
	callback_url: addressValues,
	number: ({ pattern }) => numberValues(pattern, '+7'),
	phone: ({ pattern }) => numberValues(pattern, ''),
	caller_id: () => ({
		accepted: [
			['+77086469620', '+77086469620'],
			['8 (708) 646-96-20', '+77086469620'],
			[77086469620, '+77086469620'],
		],
		refused: ['+7708646962', '+770864696200', '+17086469620', 'any', NaN, true, ...structures],
	}),
	code: () => ({
		accepted: [...same('123', '123456', '007'), [1234, '1234']],
		refused: ['12', '1234567', '12a4', '12.4', '١٢٣', 1.5, -123, NaN, true, ...structures],
	}),
	data: () => ({
		accepted: [
			['{"start":{}}', '{"start":{}}'],
			[' { "a" : [1] } ', '{"a":[1]}'],
			[{ a: 'Ы' }, '{"a":"Ы"}'],
		],
		refused: ['{', 'start', '[1]', '"text"', '7', 'null', 7, NaN, true, ['a']],
	}),
};

const timeValues: BoundaryValues = {
	accepted: [
		['00:00', '00:00:00'],
		['9:05', '09:05:00'],
		['11:00', '11:00:00'],
		['23:59:59', '23:59:59'],
		['2026-03-16T12:30:00', '12:30:00'],
		['2026-03-16T12:30:00Z', '17:30:00'],
	],
	refused: [
		'24:00',
		'11:60',
		'11:00:60',
		'-1:00',
		'1100',
		'11',
		'noon',
		11,
		NaN,
		true,
		...structures,
	],
};

const dateValues: BoundaryValues = {
	accepted: [
		['2026-03-16', '2026-03-16'],
		['2028-02-29', '2028-02-29'],
		['16.03.2026', '2026-03-16'],
		['2026-03-16T22:00:00Z', '2026-03-17'],
	],
	refused: [
		'2026-02-30',
		'2027-02-29',
		'2026-13-01',
		'2026-00-10',
		'16-03-26',
		'03/16/2026',
		'yesterday',
		20260316,
		NaN,
		true,
		...structures,
	],
};

const booleanValues: BoundaryValues = {
	accepted: [...same(true, false), ['true', true], ['FALSE', false]],
	refused: ['yes', 'no', '1', 0, 1, NaN, ...structures, [true]],
};

function addressValues({ maxLength = 0 }: Schema): BoundaryValues {
	const longest = 'https://example.com/'.padEnd(maxLength, 'a');
	return {
		accepted: same('https://example.com/', 'http://203.0.113.7:8080/hook?x=1', longest),
		refused: [
			`${longest}a`,
			'example.com',
			'/hook',
			'ftp://example.com',
			'javascript:alert(1)',
			'https://',
			7,
			NaN,
			true,
			...structures,
		],
	};
}

/**
 * Every code from 700 to 799, on the side on which the contract's pattern has it; without a pattern the
 * first and the last of them.
 */
function numberValues(pattern: string | undefined, prefix: string): BoundaryValues {
	const taken = new RegExp(pattern ?? '');
	const codes = pattern ? Array.from({ length: 100 }, (_none, index) => 700 + index) : [700, 799];
	const all = codes.map((code) => `${code}0000001`);
	const written = (national: string): [unknown, unknown] => [`+7${national}`, prefix + national];
	const [first = ''] = all;
	return {
		accepted: [
			...all.filter((national) => taken.test(prefix + national)).map(written),
			[`8 ${first}`, prefix + first],
			[Number(`7${first}`), prefix + first],
		],
		refused: [
			...all
				.filter((national) => !taken.test(prefix + national))
				.map((national) => `+7${national}`),
			'+7700000001',
			'+770000000011',
			'+17000000001',
			'8-800-CALL-NOW',
			NaN,
			true,
			...structures,
		],
	};
}

function choiceValues(choices: Array<string | number>): BoundaryValues {
	return {
		accepted: choices.flatMap((choice) => [
			[choice, choice],
			[String(choice), choice],
		]),
		refused: [
			'something else',
			`${choices[0]} `,
			choices.join(),
			-1,
			1.5,
			NaN,
			true,
			...structures,
		],
	};
}

function integerValues({ minimum = 0, maximum = minimum + 1_000_000 }: Schema): BoundaryValues {
	const isBounded = maximum !== minimum + 1_000_000;
	return {
		accepted: [...same(minimum, minimum + 1, maximum), [String(minimum), minimum]],
		refused: [
			minimum - 1,
			...(isBounded ? [maximum + 1] : []),
			minimum + 0.5,
			`${minimum}.5`,
			'500,000',
			'1e5',
			-minimum,
			0,
			NaN,
			Infinity,
			'many',
			true,
			...structures,
		],
	};
}

function decimalValues({ minimum = 0, maximum = 0 }: Schema): BoundaryValues {
	return {
		accepted: [...same(minimum, maximum, 1), ['1.5', 1.5], ['1,5', 1.5]],
		refused: [minimum - 0.01, maximum + 0.01, NaN, Infinity, 'fast', true, ...structures],
	};
}

function textValues({ minLength = 0, maxLength }: Schema): BoundaryValues {
	const shortest = Math.max(minLength, 1);
	// Unbounded, but what goes into an address has to fit into a request's head.
	const longest = maxLength ?? 1000;
	return {
		accepted: [
			// Characters are counted, not bytes or UTF-16 units.
			...same('x'.repeat(shortest), 'Қ'.repeat(longest), '📞'.repeat(longest)),
			[12345, '12345'],
		],
		refused: [
			...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1), 'Қ'.repeat(maxLength + 1)]),
			...(minLength > 1 ? ['x'.repeat(minLength - 1)] : []),
			NaN,
			true,
			...structures,
		],
	};
}
