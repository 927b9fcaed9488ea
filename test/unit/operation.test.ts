/** Everything that follows from the declaration of an operation, for a service made up for it. */
import { contactFields } from '../../nodes/shared/contacts/contactFields';
import { contactParser } from '../../nodes/shared/contacts/contact';
import { operationsOf } from '../../nodes/shared/declaration/operation';
import { text } from '../../nodes/shared/declaration/parsers';
import { searchResults } from '../../nodes/shared/execution/lists';
import type { Service } from '../../nodes/shared/transport/service';

const defineOperation = operationsOf<object>({ name: 'Example' } as Service);
const parts = { name: 'Get', action: 'Get', description: 'Get' };

it.each([
	['GET /things', {}, { creates: false, changes: false, repeatable: undefined }],
	['POST /things', {}, { creates: true, changes: true, repeatable: undefined }],
	['POST /things', { readsOnly: true }, { creates: false, changes: false, repeatable: true }],
	['POST /things', { repeatable: true }, { creates: false, changes: true, repeatable: true }],
	['GET /things', { repeatable: false }, { creates: true, changes: true, repeatable: false }],
	['DELETE /things', {}, { creates: false, changes: true, repeatable: undefined }],
] as const)('%s with %j', (endpoint, more, expected) => {
	expect(defineOperation({ ...parts, endpoint, ...more })).toMatchObject(expected);
});

describe('contacts of a service that has neither remarks nor variables', () => {
	const number = { example: '', description: '', fieldDescription: '' };
	const fields = contactFields({
		...{ apiField: 'phones', number, hasExtra: false, variables: false },
	});

	it('have no parameters for them', () => {
		expect(fields.map(({ name }) => name)).toEqual([
			...['contactsSource', 'numberField', 'contacts', 'contactsJson'],
			...['invalidNumbers', 'removeDuplicates'],
		]);
		expect(JSON.stringify(fields)).not.toMatch(/extra|variable/i);
	});

	it('are refused where they have some, which would be lost without a word', () => {
		const parser = contactParser({ number: text(), hasNoVariables: true });
		const numberOf = (more: object) => () => parser.numberOf({ number: '7', ...more });
		expect(numberOf({ extra: undefined, variables: undefined })()).toBe('7');
		expect(numberOf({ variables: { a: 1 } })).toThrow(
			'has the unknown field "variables": a contact has number',
		);
		expect(numberOf({ extra: 'x' })).toThrow('has the unknown field "extra"');
		const known = contactParser({ number: text(), extraMax: 5 });
		expect(() => known.numberOf({ number: '7', vars: {} } as never)).toThrow(
			'has the unknown field "vars": a contact has number, extra and variables',
		);
	});
});

it('a list of the editor has the records whose name or value was searched for', () => {
	const records = [
		{ id: 7, name: 'Hello' },
		{ id: 70, name: 'World\u202e' },
	];
	const nameOf = ({ name }: { name?: unknown }) => String(name);
	expect(searchResults(records, nameOf)).toEqual([
		{ name: 'Hello', value: 7 },
		{ name: 'World', value: 70 },
	]);
	expect(searchResults(records, nameOf, ' HELL')).toEqual([{ name: 'Hello', value: 7 }]);
	expect(searchResults(records, nameOf, '70')).toEqual([{ name: 'World', value: 70 }]);
	expect(searchResults(records, nameOf, '', 'name')[0]).toEqual({ name: 'Hello', value: 'Hello' });
});
