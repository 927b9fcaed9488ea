/** Which contacts are sent of those given: every row is sent, a repetition, or wrong, in every source. */
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { collectContacts } from '../../nodes/shared/contacts/collectContacts';
import { newContactFields } from '../../nodes/AutoCall/campaigns/contactFields';
import { LIST_BOUNDS } from '../../nodes/AutoCall/campaigns/contactLists';
import { ItemParameters } from '../../nodes/shared/call/itemParameters';
import { WrittenParameters } from '../../nodes/shared/call/writtenParameters';
import type { OperationCall } from '../../nodes/shared/call/operationCall';
import { fc } from '../support/properties';

/** Collects contacts as an operation does whose parameters have these values. */
function collect(values: IDataObject, items: IDataObject[] = [{}]) {
	const context = {
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => ({ name: 'AutoCall', type: 'autoCall', typeVersion: 1, parameters: {} }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			values[name] ?? newContactFields.find((field) => field.name === name)?.default ?? fallback,
	} as unknown as IExecuteFunctions;
	const parameters = new ItemParameters(
		context,
		newContactFields,
		new WrittenParameters(context),
		0,
		'AutoCall.kz',
	);
	const call = { context, parameters, itemIndex: 0 } as OperationCall;
	const { parts, count, report, positions, omitted } = collectContacts(call, LIST_BOUNDS);
	const contacts = [...parts(3)].flat();
	expect(count).toBe(contacts.length);
	// Each contact that was given is there once.
	const all = [...positions, ...omitted.map(({ position }) => position)];
	expect(all.sort((a, b) => a - b)).toEqual(all.map((_position, index) => index));
	return { contacts, report, positions, omitted };
}

/** The same rows in each of the sources. */
const sources = {
	inputItems: (numbers: unknown[], options: IDataObject = {}) =>
		collect(
			{ contactsSource: 'inputItems', numberField: 'phone', ...options },
			// In n8n's data a field is there or not, but never undefined.
			numbers.map((phone = null) => ({ phone }) as IDataObject),
		),
	define: (numbers: unknown[], options: IDataObject = {}) =>
		collect({
			contactsSource: 'define',
			contacts: { contact: numbers.map((number) => ({ number, extra: '', variables: '{}' })) },
			...options,
		} as IDataObject),
	json: (numbers: unknown[], options: IDataObject = {}) =>
		collect({
			contactsSource: 'json',
			contactsJson: numbers.map((number) => ({ number })),
			...options,
		} as IDataObject),
};
const everySource = Object.entries(sources).map(([source, collectFrom]) => ({
	source,
	collectFrom,
	placeOf: (index: number) => (source === 'inputItems' ? `item ${index}` : `contact ${index + 1}`),
}));

/** A row, with the number that it means; none when it is wrong. */
interface Row {
	written: unknown;
	number?: string;
}

const right: fc.Arbitrary<Row> = fc
	.tuple(
		fc.constantFrom('701', '747', '712'),
		fc.nat(5),
		fc.constantFrom<(national: string) => unknown>(
			(national) => `+7${national}`,
			(national) => `8 ${national.slice(0, 3)} ${national.slice(3)}`,
			(national) => Number(`7${national}`),
			(national) => national,
		),
	)
	.map(([code, last, write]) => {
		const national = `${code}000000${last}`;
		return { written: write(national), number: `+7${national}` };
	});
const wrong: fc.Arbitrary<Row> = fc
	.constantFrom<unknown>('', 'none', '123', null, undefined, 5, true, '8 706 123 45 67', [], {})
	.map((written) => ({ written }));
const rows = fc.array(fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: wrong }), {
	minLength: 1,
	maxLength: 40,
});

describe.each(everySource)('any rows given as $source', ({ collectFrom, placeOf }) => {
	it('are sent once each in their order, counted when repeated, and listed when wrong', () => {
		fc.assert(
			fc.property(rows, fc.boolean(), (given, removeDuplicates) => {
				const numbers = given.flatMap(({ number }) => (number === undefined ? [] : [number]));
				const kept = removeDuplicates ? [...new Set(numbers)] : numbers;
				const places = given.flatMap((row, index) =>
					row.number === undefined ? [placeOf(index)] : [],
				);
				const written = given.map((row) => row.written);
				const options = { invalidNumbers: 'skip', removeDuplicates };
				if (kept.length === 0) {
					expect(() => collectFrom(written, options)).toThrow(
						'"Contacts" has no valid contacts [item 0]',
					);
					return;
				}

				const { contacts, report } = collectFrom(written, options);

				expect(contacts).toEqual(kept.map((number) => ({ number })));
				expect(report.sent).toBe(kept.length);
				expect(report.duplicatesRemoved).toBe(numbers.length - kept.length);
				expect(report.invalidLeftOut.map(({ contact }) => contact)).toEqual(places);
				expect(report.sent + report.duplicatesRemoved + report.invalidLeftOut.length).toBe(
					given.length,
				);
			}),
		);
	});

	it('are refused as a whole when one is wrong, naming ten at most', () => {
		const withWrong = fc
			.tuple(rows, fc.array(wrong, { minLength: 1, maxLength: 15 }), rows)
			.map((parts) => parts.flat());
		fc.assert(
			fc.property(withWrong, (given) => {
				const places = given.flatMap((row, index) =>
					row.number === undefined ? [placeOf(index)] : [],
				);
				let thrown: unknown;
				try {
					collectFrom(given.map(({ written }) => written));
				} catch (error) {
					thrown = error;
				}

				expect(thrown).toBeInstanceOf(NodeOperationError);
				const { message } = thrown as NodeOperationError;
				expect(message).toContain(`"Contacts" has invalid contacts (${places.length}): `);
				const named = [...message.matchAll(/(?:: |; )((?:item|contact) \d+): /g)].map(
					([, place]) => place,
				);
				expect(named).toEqual(places.slice(0, 10));
				const more = places.length > 10 ? `; and ${places.length - 10} more [item 0]` : ' [item 0]';
				expect(message.endsWith(more)).toBe(true);
				expect(message.includes('; and ')).toBe(places.length > 10);
			}),
		);
	});
});

describe('a contact in JSON', () => {
	const one = (contact: unknown) =>
		collect({ contactsSource: 'json', contactsJson: [contact] } as IDataObject).contacts;

	it.each([
		['a bare number', '8 701 123 45 67', { number: '+77011234567' }],
		['a number of JSON', 77011234567, { number: '+77011234567' }],
		[
			'blank parts',
			{ number: '77011234567', extra: ' ', variables: '' },
			{ number: '+77011234567' },
		],
		[
			'a variable that has a name of JavaScript',
			{ number: '77011234567', variables: { constructor: 'A', toString: 'B' } },
			{ number: '+77011234567', variables: { constructor: 'A', toString: 'B' } },
		],
	])('may have %s', (_what, given, sent) => {
		expect(one(given)).toEqual([sent]);
	});

	it('cannot change what all objects have', () => {
		const hostile: unknown = JSON.parse(
			'{ "number": "77011234567", "variables": { "__proto__": "x", "name": "A" } }',
		);
		expect(() => one(hostile)).toThrow(
			'contact 1: variable "__proto__" must be named with at most 30 Latin letters, digits and _',
		);
		expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
	});

	it.each([
		['id', { number: '77011234567', id: 7, name: 'Aigul' }],
		['vars', { number: '77011234567', vars: { name: 'Aigul' } }],
		['phone', { phone: '77011234567' }],
		['Number', { Number: '77011234567' }],
	])('is refused for the field %s, which would be lost', (field, contact) => {
		expect(() => one(contact)).toThrow(
			`contact 1: has the unknown field "${field}": a contact has number, extra and variables [item 0]`,
		);
	});

	it.each([null, undefined, true, [], {}])('without a number is refused: %p', (contact) => {
		expect(() => one(contact)).toThrow('contact 1: number must be a phone number, but is');
	});
});

describe('variables of a contact defined in the node', () => {
	const define = (variables: unknown) =>
		collect({
			contactsSource: 'define',
			contacts: { contact: [{ number: '77011234567', variables }] },
		} as IDataObject).contacts;

	it('are JSON, or an object of an expression', () => {
		const sent = [{ number: '+77011234567', variables: { debt: '5' } }];
		expect(define('{ "debt": 5 }')).toEqual(sent);
		expect(define({ debt: 5 })).toEqual(sent);
	});

	it('are refused with their contact when they are no JSON', () => {
		expect(() => define('{ debt: 5 }')).toThrow(
			'"Contacts, contact 1, Variables" must be valid JSON [item 0]',
		);
	});
});

it('tells where each was given, and of the others why they are not sent', () => {
	const numbers = ['+77010000001', 'x', '8 701 000 00 01', '+77010000002'];
	const { positions, omitted } = sources.inputItems(numbers, { invalidNumbers: 'skip' });
	expect(positions).toEqual([0, 3]);
	expect(omitted).toMatchObject([
		{ position: 1, number: 'x', reason: expect.stringContaining('number must be') as string },
		{ position: 2, number: '+77010000001', sameAs: 0 },
	]);
});
