/** How many segments a text takes as an SMS, by the rules of GSM 03.38. */
import {
	gsmSeptets,
	segmentsAtMost,
	smsLength,
	surrogatePairs,
} from '../../nodes/AutoCall/campaigns/smsSegments';
import { fc, runs } from '../support/properties';

/** Code points of the default alphabet by septet, as Unicode's GSM0338.TXT maps them; 0x1b is the escape. */
const alphabet = [
	0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5,
	0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, -1, 0xc6, 0xe6, 0xdf,
	0xc9, 0x20, 0x21, 0x22, 0x23, 0xa4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e,
	0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e,
	0x3f, 0xa1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e,
	0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xc4, 0xd6, 0xd1, 0xdc,
	0xa7, 0xbf, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
	0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xe4, 0xf6, 0xf1, 0xfc,
	0xe0,
];

/** The same of the extension table, by the septet that follows the escape. */
const extension = new Map([
	[0x0c, 0x0a],
	[0x5e, 0x14],
	[0x7b, 0x28],
	[0x7d, 0x29],
	[0x5c, 0x2f],
	[0x5b, 0x3c],
	[0x7e, 0x3d],
	[0x5d, 0x3e],
	[0x7c, 0x40],
	[0x20ac, 0x65],
]);

const ESCAPE = 0x1b;

/** Encodes a text as a phone does; undefined when it isn't all GSM-7. */
function septetsOf(text: string): number[] | undefined {
	const septets = Array.from(text, (character) => {
		const code = character.codePointAt(0) as number;
		const extended = extension.get(code);
		return extended === undefined ? [alphabet.indexOf(code)] : [ESCAPE, extended];
	}).flat();
	return septets.includes(-1) ? undefined : septets;
}

/** Cuts what is encoded into segments, and counts them. */
function cut(units: number[], single: number, joined: number, opens: (unit: number) => boolean) {
	if (units.length <= single) return 1;
	let segments = 0;
	for (let start = 0; start < units.length; segments++) {
		const end = Math.min(start + joined, units.length);
		start = end < units.length && opens(units[end - 1] as number) ? end - 1 : end;
	}
	return segments;
}

/** The segments of a text that a phone would send. */
function sentSegments(text: string) {
	const septets = septetsOf(text);
	if (septets) return cut(septets, 160, 153, (unit) => unit === ESCAPE);
	const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
	return cut(units, 70, 67, (unit) => unit >= 0xd800 && unit <= 0xdbff);
}

const plain = fc.constantFrom('a', 'Z', '7', ' ', '@', 'Ω', 'ñ', '\n');
const extended = fc.constantFrom('^', '{', '}', '\\', '[', ']', '~', '|', '€', '\f');
const cyrillic = fc.constantFrom('ж', 'Қ', 'ә', '—', '\u00a0');
const emoji = fc.constantFrom('😀', '🎉', '👍');
const lengths = { maxLength: 800, size: 'max' } as const;

const gsmText = fc.string({
	unit: fc.oneof({ arbitrary: plain, weight: 4 }, extended),
	...lengths,
});
const unicodeText = fc.string({
	unit: fc.oneof({ arbitrary: cyrillic, weight: 4 }, plain, extended, emoji),
	...lengths,
});
/** Mostly pairs, so that they fall on the boundaries. */
const textOfPairs = fc.oneof(
	fc.string({ unit: fc.oneof(plain, { arbitrary: extended, weight: 8 }), ...lengths }),
	fc.string({ unit: fc.oneof(cyrillic, { arbitrary: emoji, weight: 8 }), ...lengths }),
);
const anyText = fc.oneof(gsmText, unicodeText, textOfPairs);

describe('a text in Latin letters', () => {
	it.each([
		[1, 1],
		[160, 1],
		[161, 2],
		[306, 2],
		[307, 3],
		[459, 3],
		[460, 4],
		[1600, 11],
	])('of %i characters takes %i segments', (length, segments) => {
		expect(smsLength('a'.repeat(length))).toEqual({ encoding: 'GSM-7', length, segments });
	});

	it.each(['\f', '^', '{', '}', '\\', '[', ']', '~', '|', '€'])(
		'has two places taken by %j',
		(character) => {
			expect(smsLength(character)).toEqual({ encoding: 'GSM-7', length: 2, segments: 1 });
			expect(smsLength('a'.repeat(158) + character)).toMatchObject({ length: 160, segments: 1 });
			expect(smsLength('a'.repeat(159) + character)).toMatchObject({ length: 161, segments: 2 });
		},
	);

	it('has no € split over two segments: it begins the next', () => {
		const euroOnTheBoundary = `${'a'.repeat(152)}€${'b'.repeat(151)}`;
		expect(smsLength(euroOnTheBoundary)).toMatchObject({ length: 305, segments: 2 });
		expect(smsLength(`${euroOnTheBoundary}b`)).toMatchObject({ length: 306, segments: 3 });
		expect(smsLength(`a${euroOnTheBoundary}`)).toMatchObject({ length: 306, segments: 2 });
	});

	it('holds 76 € in each of several segments', () => {
		expect(smsLength('€'.repeat(80))).toMatchObject({ length: 160, segments: 1 });
		expect(smsLength('€'.repeat(152))).toMatchObject({ length: 304, segments: 2 });
		expect(smsLength('€'.repeat(153))).toMatchObject({ length: 306, segments: 3 });
	});
});

describe('a text with a character that GSM-7 lacks', () => {
	it.each([
		[1, 1],
		[70, 1],
		[71, 2],
		[134, 2],
		[135, 3],
		[201, 3],
		[202, 4],
	])('of %i characters takes %i segments', (length, segments) => {
		const text = `ә${'a'.repeat(length - 1)}`;
		expect(smsLength(text)).toEqual({ encoding: 'Unicode', length, segments });
	});

	it('may have it anywhere', () => {
		expect(smsLength(`${'a'.repeat(99)}—`)).toEqual({
			encoding: 'Unicode',
			length: 100,
			segments: 2,
		});
	});

	it.each(['`', '\t', 'ç', '«', '»', '№', '…', '’', '\u00a0', '\u001b', '\ud83d'])(
		'such as %j',
		(character) => {
			expect(smsLength(character)).toEqual({ encoding: 'Unicode', length: 1, segments: 1 });
		},
	);

	it('has an extension character count once', () => {
		expect(smsLength('ж€')).toEqual({ encoding: 'Unicode', length: 2, segments: 1 });
	});

	it('has no emoji split over two segments: it begins the next', () => {
		expect(smsLength('😀'.repeat(35))).toMatchObject({ length: 70, segments: 1 });
		expect(smsLength('😀'.repeat(66))).toMatchObject({ length: 132, segments: 2 });
		expect(smsLength('😀'.repeat(67))).toMatchObject({ length: 134, segments: 3 });
		expect(smsLength(`ж${'😀'.repeat(66)}`)).toMatchObject({ length: 133, segments: 2 });
	});
});

it('an empty text takes one segment', () => {
	expect(smsLength('')).toEqual({ encoding: 'GSM-7', length: 0, segments: 1 });
});

it('the alphabet is that of GSM 03.38: no other character of Unicode passes', () => {
	const counted: Array<[number, number]> = [];
	for (let unit = 0; unit <= 0xffff; unit++) {
		const septets = gsmSeptets(String.fromCharCode(unit));
		if (septets !== undefined) counted.push([unit, septets]);
	}
	const expected = [
		...alphabet.filter((code) => code >= 0).map((code): [number, number] => [code, 1]),
		...[...extension.keys()].map((code): [number, number] => [code, 2]),
	].sort(([one], [other]) => one - other);
	expect(expected).toHaveLength(127 + 10);
	expect(counted).toEqual(expected);
});

it('any text takes the segments that it is cut into when a phone encodes it', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const septets = septetsOf(text);
			expect(smsLength(text)).toEqual({
				encoding: septets ? 'GSM-7' : 'Unicode',
				length: septets?.length ?? text.length,
				segments: sentSegments(text),
			});
		}),
		{ numRuns: runs(500) },
	);
});

describe('the most segments that a length can take', () => {
	const pairsOf = (text: string) => {
		const septets = gsmSeptets(text);
		return septets === undefined ? surrogatePairs(text) : septets - text.length;
	};

	it('is never less than what a text of that length takes', () => {
		fc.assert(
			fc.property(anyText, fc.nat(3), (text, morePairs) => {
				const { encoding, length, segments } = smsLength(text);
				const most = segmentsAtMost(encoding, length, pairsOf(text) + morePairs);
				expect(most).toBeGreaterThanOrEqual(segments);
				expect(most).toBeLessThanOrEqual(segments + 1);
			}),
			{ numRuns: runs(500) },
		);
	});

	it('is what a text without pairs takes', () => {
		fc.assert(
			fc.property(fc.constantFrom('a', 'ж'), fc.integer({ min: 1, max: 2000 }), (letter, count) => {
				const { encoding, length, segments } = smsLength(letter.repeat(count));
				expect(segmentsAtMost(encoding, length, 0)).toBe(segments);
			}),
		);
	});

	it('grows with the length and with the pairs', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('GSM-7' as const, 'Unicode' as const),
				fc.nat(3000),
				fc.nat(100),
				(encoding, length, pairs) => {
					const most = segmentsAtMost(encoding, length, pairs);
					expect(segmentsAtMost(encoding, length + 1, pairs)).toBeGreaterThanOrEqual(most);
					expect(segmentsAtMost(encoding, length, pairs + 1)).toBeGreaterThanOrEqual(most);
				},
			),
		);
	});
});
