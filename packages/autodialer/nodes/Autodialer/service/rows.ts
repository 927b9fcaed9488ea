import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import {
	collectContacts,
	type CollectedContacts,
} from '../../../../../nodes/shared/contacts/collectContacts';
import type { Contact } from '../../../../../nodes/shared/contacts/contact';
import { contactFields } from '../../../../../nodes/shared/contacts/contactFields';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import { InvalidValue, text, type Parser } from '../../../../../nodes/shared/declaration/parsers';
import { NUMBER_TEXT, phoneNumber } from './dialing';

/** The parts of a row besides its number; a contact has them as variables. */
const BLANK = { id: '', name: '', UUID: '', var1: '', var2: '', var3: '' };
const PARTS = `${Object.keys(BLANK).slice(0, -1).join(', ')} or var3`;

/** The parts that fields of the items give. */
const itemFields = [
	[
		'id',
		'ID Field',
		'idField',
		'a number or text for the row. Rows without one are numbered from 1.',
	],
	['name', 'Name Field', 'nameField', 'the name of the person'],
	['UUID', 'UUID Field', 'uuidField', 'the ID of the person in your CRM'],
].map(([variable = '', displayName = '', name = '', content = '']) => ({
	...{ variable, displayName, name },
	description: `Name of the input field with ${content}`,
}));

/** Puts names of fields in the place of var1, var2 and var3. @throws InvalidValue for more of them */
const variableFields: Parser = (value) => {
	const fields = (text()(value) as string).split(',').filter((one) => one.trim() !== '');
	if (fields.length > 3)
		throw new InvalidValue(`takes three fields at most, but has ${fields.length}`);
	return fields.map((field, index) => `var${index + 1}=${field.trim()}`).join(',');
};

/** The texts and checks that differ from those of other services. */
const OWN: Partial<Record<string, Partial<Field>>> = {
	variableFields: { parse: variableFields },
	contactsJson: {
		hint: 'For example: [{ "number": "+7…", "variables": { "name": "Aigul", "var1": "15000" } }]',
		description: `An array of contacts, each with a number and, if you like, variables: ${PARTS}`,
	},
};

/** The parameters for whom to call, and what the scenario knows of each. */
export const rowFields: Field[] = contactFields({
	apiField: 'query.data',
	hasExtra: false,
	itemFields,
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
}).map((field) => ({ ...field, ...OWN[field.name] }));

/** The contacts of a call, with the parts of their rows as variables. @throws NodeOperationError */
export function rowContacts(call: OperationCall): CollectedContacts {
	const variableNames = Object.keys(BLANK);
	return collectContacts(call, { number: phoneNumber, variableNames, itemFields });
}

/**
 * Returns a whole row, blank where something is missing: the dialer takes what a row lacks from the row before.
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
