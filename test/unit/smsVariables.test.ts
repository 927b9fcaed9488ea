/** Variables of SMS texts: which a text uses, who lacks them, and how long the longest values make it. */
import { smsLength } from '../../nodes/AutoCall/campaigns/smsSegments';
import {
	badPlaceholders,
	variablesIn,
	VariableTally,
} from '../../nodes/AutoCall/campaigns/smsVariables';
import { fillIn, segmentCount, worstCaseSegments } from '../../sandbox/sms';
import { fc, runs } from '../support/properties';

type Values = Record<string, string>;

/** A tally of the contacts, which are called `contact 1` and on. */
function tallyOf(text: string, contacts: Array<Values | undefined>): VariableTally {
	const tally = new VariableTally(text);
	contacts.forEach((values, index) => tally.add(values, `contact ${index + 1}`));
	return tally;
}

describe('the variables of a text', () => {
	it.each([
		['Hello', []],
		['', []],
		['Hello {{name}}, you owe {{debt}}', ['name', 'debt']],
		['{{ name }} {{name}} {{  name  }}', ['name']],
		['{{b}}{{a}}{{b}}', ['b', 'a']],
		['{{A_1}} {{a_1}}', ['A_1', 'a_1']],
		['{{{name}}}', ['name']],
		['{{constructor}} {{toString}}', ['constructor', 'toString']],
		['{{имя}} {{first name}} {{}} {{ }} {{na-me}} {name}', []],
		['{{a{{b}}', ['b']],
		[`{{${'x'.repeat(30)}}} {{${'y'.repeat(31)}}}`, ['x'.repeat(30)]],
	])('%j are %j', (text, variables) => {
		expect(variablesIn(text)).toEqual(variables);
	});
});

describe('placeholders that nothing can be put in for', () => {
	it.each([
		['Hello {{name}}, {{ debt }}', []],
		['{name} } {', []],
		['{{{name}}}', []],
		['{{{name}}{', []],
		['Сәлем, {{имя}}!', ['{{имя}}']],
		['{{first name}} {{name}} {{first name}}', ['{{first name}}']],
		['{{}} {{ }}', ['{{}}', '{{ }}']],
		['{{na-me}} {{na.me}} {{$name}}', ['{{na-me}}', '{{na.me}}', '{{$name}}']],
		['{{a\nb}}', ['{{a\nb}}']],
		['{{\u00a0name}}', ['{{\u00a0name}}']],
		['{{__proto__}} {{__proto__x}}', ['{{__proto__}}']],
		[`{{${'y'.repeat(31)}}}`, [`{{${'y'.repeat(31)}}}`]],
		['You owe {{debt} tenge', ['{{debt} tenge']],
		['Hello {{', ['{{']],
		['Hello {{name, {{debt}}', ['{{name, ']],
		['{{a {{b c}} {{d', ['{{a ', '{{b c}}', '{{d']],
	])('of %j are %j', (text, placeholders) => {
		expect(badPlaceholders(text)).toEqual(placeholders);
	});

	it('are found in a long text of nothing but braces', () => {
		expect(badPlaceholders('{'.repeat(100_001))).toEqual(['{{', '{{{']);
		expect(badPlaceholders('{{ '.repeat(50_000))).toEqual(['{{ ']);
	});

	it('are all that is left of braces around a text: what is neither is sent as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('{{', '}}', ' ', 'a', 'ж') }), (text) => {
				const unfilled = text.split(/\{\{ *\w{1,30} *\}\}/);
				const isClean = unfilled.every((literal) => !literal.includes('{{'));
				expect(badPlaceholders(text).length === 0).toBe(isClean);
			}),
		);
	});
});

describe('who lacks a variable', () => {
	it('is counted, and the first ten are named', () => {
		const tally = new VariableTally('{{name}}, you owe {{debt}} until {{day}}');
		for (let item = 0; item < 25; item++) {
			tally.add({ name: 'Aigul', ...(item % 2 === 0 && { debt: '100' }) }, `item ${item}`);
		}
		expect(tally.missing()).toEqual([
			{
				variable: 'debt',
				count: 12,
				places: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19].map((item) => `item ${item}`),
			},
			{
				variable: 'day',
				count: 25,
				places: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((item) => `item ${item}`),
			},
		]);
	});

	it('is each contact without variables, or with a blank value', () => {
		const tally = tallyOf('{{name}} {{name}}', [
			undefined,
			{},
			{ name: '' },
			{ name: ' \t\n\u00a0' },
			{ name: '0' },
			{ Name: 'Aigul' },
		]);
		expect(tally.missing()).toEqual([
			{
				variable: 'name',
				count: 5,
				places: ['contact 1', 'contact 2', 'contact 3', 'contact 4', 'contact 6'],
			},
		]);
	});

	it('is nobody when the text uses no variable', () => {
		expect(tallyOf('Hello', [undefined, {}]).missing()).toEqual([]);
	});

	it('is not mistaken by what every object has', () => {
		const tally = tallyOf('{{constructor}}{{toString}}', [{}, { constructor: 'Kurylys' }]);
		expect(tally.missing()).toEqual([
			{ variable: 'constructor', count: 1, places: ['contact 1'] },
			{ variable: 'toString', count: 2, places: ['contact 1', 'contact 2'] },
		]);
	});
});

describe('the worst case', () => {
	it('of a text without variables is the text', () => {
		const text = `${'a'.repeat(152)}€${'b'.repeat(152)}`;
		expect(tallyOf(text, [undefined, {}]).worstCase()).toEqual(smsLength(text));
	});

	it('of contacts with the same values is the text that each of them gets', () => {
		const contact = { name: '€'.repeat(60), unused: 'ж'.repeat(200) };
		const text = `${'b'.repeat(33)}{{name}}{{name}}, hello`;
		expect(tallyOf(text, [contact, { ...contact, unused: '' }]).worstCase()).toEqual(
			smsLength(fillIn(text, contact)),
		);
	});

	it('without contacts is the text with blanks', () => {
		expect(tallyOf('Hello {{name}}!', []).worstCase()).toEqual(smsLength('Hello !'));
	});

	it('has the longest value of each variable, whoever has it, as often as the text uses it', () => {
		const contacts: Values[] = [
			{ name: 'Aigul', debt: '15000' },
			{ name: 'Bo', debt: '1' },
			{ debt: '123456' },
		];
		expect(tallyOf('{{name}} {{debt}} {{debt}}', contacts).worstCase()).toEqual({
			encoding: 'GSM-7',
			length: 'Aigul 123456 123456'.length,
			segments: 1,
		});
	});

	it('is in Unicode for one short value in Cyrillic', () => {
		const text = `${'a'.repeat(150)}{{name}}`;
		const contacts = [{ name: 'Aigulima' }, { name: 'Ян' }];
		expect(tallyOf(text, contacts).worstCase()).toEqual({
			encoding: 'Unicode',
			length: 152,
			segments: 3,
		});
	});

	it('puts the longest Latin value of one variable beside the Cyrillic one of another', () => {
		const contacts = [
			{ name: 'Ян', city: 'Almaty' },
			{ name: 'Aigul', city: 'Ust-Kamenogorsk' },
		];
		expect(tallyOf('{{name}} {{city}}', contacts).worstCase()).toEqual({
			encoding: 'Unicode',
			length: 'Ян Ust-Kamenogorsk'.length,
			segments: 1,
		});
	});

	it('is in GSM-7 where a long Latin value takes more than a short Cyrillic one', () => {
		const contacts = [{ name: 'a'.repeat(200) }, { name: 'Ян' }];
		expect(tallyOf('{{name}}', contacts).worstCase()).toEqual({
			encoding: 'GSM-7',
			length: 200,
			segments: 2,
		});
	});

	it('counts a value of extension characters by the places that they take', () => {
		const contacts = [{ name: 'a'.repeat(100) }, { name: '€'.repeat(81) }];
		expect(tallyOf('{{name}}', contacts).worstCase()).toEqual({
			encoding: 'GSM-7',
			length: 162,
			segments: 2,
		});
	});

	it.each([
		['€', `${'a'.repeat(152)}{{sign}}${'b'.repeat(152)}`, { sign: 'KZ' }, { sign: '€' }],
		['emoji', `${'ж'.repeat(66)}{{sign}}${'ә'.repeat(66)}`, { sign: 'ҚЗ' }, { sign: '😀' }],
	])('has the %s of one contact begin the next segment', (_sign, text, one, other) => {
		expect(smsLength(fillIn(text, one)).segments).toBe(2);
		expect(smsLength(fillIn(text, other)).segments).toBe(3);
		expect(tallyOf(text, [one, other]).worstCase().segments).toBe(3);
		expect(tallyOf(text, [other, one]).worstCase().segments).toBe(3);
	});

	it('has a placeholder that cannot be filled as it is', () => {
		expect(tallyOf('{{first name}}', [undefined]).worstCase()).toMatchObject({ length: 18 });
	});

	it('counts a value of spaces, which is sent', () => {
		const text = `${'a'.repeat(158)}{{name}}`;
		expect(tallyOf(text, [{ name: 'Bo' }, { name: '   ' }]).worstCase()).toMatchObject({
			length: 161,
			segments: 2,
		});
	});

	/** Values and texts of about the lengths at which another segment begins. */
	const letters = {
		latin: fc.constantFrom('a', 'b', ' '),
		cyrillic: fc.constantFrom('ж', 'ә', 'a'),
		pairs: fc.constantFrom('€', '[', 'a'),
		emoji: fc.constantFrom('😀', '🎉', 'ж'),
	};
	const anyOf = (units: Array<fc.Arbitrary<string>>, maxLength: number) =>
		fc.oneof(...units.map((unit) => fc.string({ unit, maxLength, size: 'max' })));
	const contactsOf = (units: Array<fc.Arbitrary<string>>) =>
		fc.array(
			fc.option(
				fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyOf(units, 120), { noNullPrototype: true }),
				{ nil: undefined },
			),
			{ minLength: 1, maxLength: 6 },
		);
	const textsOf = (units: Array<fc.Arbitrary<string>>) =>
		fc
			.array(fc.oneof(anyOf(units, 160), fc.constantFrom('{{a}}', '{{ b }}', '{{c}}')), {
				maxLength: 8,
			})
			.map((parts) => parts.join(''));
	const anyLetters = Object.values(letters);

	/** Every text that can be made of a value of each variable, whoever has it. */
	function* mixes(contacts: Array<Values | undefined>): Generator<Values> {
		for (const one of contacts)
			for (const two of contacts)
				for (const three of contacts) yield { a: one?.a ?? '', b: two?.b ?? '', c: three?.c ?? '' };
	}

	it('of all contacts is what a text takes with the longest values, which may be sent for each of them', () => {
		fc.assert(
			fc.property(textsOf(anyLetters), contactsOf(anyLetters), (text, contacts) => {
				const longest = tallyOf(text, contacts).longestValues();
				const segments = segmentCount(fillIn(text, longest));
				const own = contacts.map((values) => values ?? null);
				expect(segments).toBeGreaterThanOrEqual(worstCaseSegments(text, own));
				for (const values of mixes(contacts)) {
					expect(segments).toBeGreaterThanOrEqual(segmentCount(fillIn(text, values)));
				}
				for (const value of Object.values(longest)) {
					expect([...value].length).toBeLessThanOrEqual(120);
				}
			}),
		);
	});

	it('takes the longest values as they are while all of them are Latin', () => {
		const contacts = [{ name: 'Aigul' }, { name: 'Bo' }, undefined];
		expect(tallyOf('Hello {{name}}', contacts).longestValues()).toEqual({ name: 'xxxxx' });
	});

	it('is never less than what any contact gets, or any mix of their values', () => {
		fc.assert(
			fc.property(textsOf(anyLetters), contactsOf(anyLetters), (text, contacts) => {
				const { segments } = tallyOf(text, contacts).worstCase();
				for (const values of [...contacts, ...mixes(contacts)]) {
					const own = smsLength(fillIn(text, values ?? null));
					expect(segments).toBeGreaterThanOrEqual(own.segments);
				}
			}),
			{ numRuns: runs(500) },
		);
	});

	it('is that of a mix of their values where no pair can fall on a boundary', () => {
		const simple = [letters.latin, letters.cyrillic];
		fc.assert(
			fc.property(textsOf(simple), contactsOf(simple), (text, contacts) => {
				const lengths = [...mixes(contacts)].map((values) => smsLength(fillIn(text, values)));
				const most = Math.max(...lengths.map(({ segments }) => segments));
				const worst = tallyOf(text, contacts).worstCase();
				expect(worst.segments).toBe(most);
				expect(lengths).toContainEqual(worst);
			}),
			{ numRuns: runs(500) },
		);
	});

	it('is one contact’s own when there is no other', () => {
		fc.assert(
			fc.property(textsOf(anyLetters), contactsOf(anyLetters), (text, [only]) => {
				const worst = tallyOf(text, [only, only]).worstCase();
				expect(worst).toEqual(smsLength(fillIn(text, only ?? null)));
			}),
		);
	});

	it('does not depend on the order of the contacts', () => {
		fc.assert(
			fc.property(textsOf(anyLetters), contactsOf(anyLetters), (text, contacts) => {
				expect(tallyOf(text, contacts.toReversed()).worstCase()).toEqual(
					tallyOf(text, contacts).worstCase(),
				);
			}),
		);
	});

	it('is ready for 100,000 contacts, of which it names ten', () => {
		const tally = new VariableTally('{{name}}, {{debt}}');
		for (let item = 0; item < 100_000; item++) {
			tally.add({ name: item === 99_999 ? 'Қарлығаш' : 'Aigul' }, `item ${item}`);
		}
		expect(tally.worstCase()).toEqual({ encoding: 'Unicode', length: 10, segments: 1 });
		expect(tally.missing()).toMatchObject([{ variable: 'debt', count: 100_000 }]);
		expect(tally.missing()[0]?.places).toHaveLength(10);
	});
});
