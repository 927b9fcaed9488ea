import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import {
	contactsAreInputItems,
	type CollectedContacts,
} from '../../../../../nodes/shared/contacts/collectContacts';
import type { Contact, ContactSource } from '../../../../../nodes/shared/contacts/contact';
import { contactFields } from '../../../../../nodes/shared/contacts/contactFields';
import { contactSource } from '../../../../../nodes/shared/contacts/contactSource';
import { checkFields, fieldOf } from '../../../../../nodes/shared/contacts/inputItems';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import { InvalidValue, text, type Parser } from '../../../../../nodes/shared/declaration/parsers';
import { NUMBER_TEXT } from './dialing';

/** The parts of a row besides its number; a contact has them as variables. */
const BLANK = { id: '', name: '', UUID: '', var1: '', var2: '', var3: '' };
const PARTS = `${Object.keys(BLANK).slice(0, -1).join(', ')} or var3`;

/** The parts that fields of the items give: their parameters, and what is said of each. */
const NAMED = [
	[
		'id',
		'ID Field',
		'idField',
		'a number or text for the row; rows without one are numbered from 1',
	],
	['name', 'Name Field', 'nameField', 'the name of the person'],
	['UUID', 'UUID Field', 'uuidField', 'the ID of the person in your CRM'],
] as const;

/** Puts names of fields in the place of var1, var2 and var3. @throws InvalidValue for more of them */
const variableFields: Parser = (value) => {
	const fields = (text()(value) as string).split(',').filter((one) => one.trim() !== '');
	if (fields.length > 3)
		throw new InvalidValue(`takes three fields at most, but has ${fields.length}`);
	return fields.map((field, index) => `var${index + 1}=${field.trim()}`).join(',');
};

/** What this service says otherwise than the fields of all services. */
const OWN: Partial<Record<string, Partial<Field>>> = {
	variableFields: { parse: variableFields },
	contactsJson: {
		hint: 'For example: [{ "number": "+7…", "variables": { "name": "Aigul", "var1": "15000" } }]',
		description: `An array of contacts, each with number and, if you like, variables: ${PARTS}`,
	},
};

const [sourceField, numberField, ...otherFields] = contactFields({
	apiField: 'query.data',
	hasExtra: false,
	number: {
		example: 'e.g. 8 701 123 45 67',
		description: NUMBER_TEXT,
		fieldDescription: `Name of the input field with the number. ${NUMBER_TEXT}`,
	},
	variables: {
		fieldsHint: 'Up to three: the first is var1 of the scenario, then var2 and var3',
		fieldsDescription:
			'Names of up to three input fields for the variables of the scenario, separated by commas',
		valuesDescription: `The other parts of the row: ${PARTS}`,
		nameDescription: PARTS,
		valueDescription: 'At most 255 characters',
	},
}).map((field) => ({ ...field, ...OWN[field.name] })) as [Field, Field, ...Field[]];

/** The parameters that say whom to call, and what the scenario knows of each. */
export const rowFields: Field[] = [
	sourceField,
	numberField,
	...NAMED.map(([, displayName, name, said]): Field => ({
		...{ displayName, name, type: 'string', default: '', requiresDataPath: 'single' },
		displayOptions: { show: { contactsSource: ['inputItems'] } },
		description: `Name of the input field with ${said}`,
	})),
	...otherFields,
];

/** The contacts of a call, with the parts of their rows as variables. @throws NodeOperationError */
export function rowSource(call: OperationCall): ContactSource {
	const source = contactSource(call);
	if (!contactsAreInputItems(call.context)) return source;
	const items = call.context.getInputData();
	const named = NAMED.map(([part, label, parameter]) => ({
		part,
		label,
		field: call.parameters.get<string>(parameter) ?? '',
	})).filter(({ field }) => field !== '');
	checkFields(call.parameters, items, named);
	return {
		...source,
		at(position) {
			const given = source.at(position);
			const parts = named.map(({ part, field }) => [
				part,
				fieldOf(items[position]?.json ?? {}, field),
			]);
			return {
				...given,
				variables: { ...(given.variables as object), ...Object.fromEntries(parts) },
			};
		},
	};
}

/** Refuses variables that would go nowhere. @throws NodeOperationError */
export function assertKnownParts({ parameters }: OperationCall, contacts: CollectedContacts): void {
	for (const [{ variables = {} }, place] of contacts.placed()) {
		const unknown = Object.keys(variables).find((name) => !Object.hasOwn(BLANK, name));
		if (unknown === undefined) continue;
		throw parameters.invalid(
			'Contacts',
			`cannot be sent: ${place} has the variable "${unknown}", but a row has ${PARTS}`,
			'Nothing was sent.',
		);
	}
}

/**
 * A whole row, blank where something is missing: the dialer takes what a row lacks from the row before.
 *
 * @param number of the row, for one without an ID
 */
export function rowOf(
	{ number: phone, variables }: Contact,
	number: number,
): Record<string, string> {
	const row = { ...BLANK, ...variables, phone };
	return row.id.trim() === '' ? { ...row, id: String(number) } : row;
}
