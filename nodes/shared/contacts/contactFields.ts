import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../declaration/field';
import type { ItemField } from './contact';

/** The differences of an endpoint that takes contacts. */
interface ContactFieldOptions {
	/** The API field that holds them. */
	apiField: string;
	/** A source besides the three of all services, with the field for it. */
	lists?: { source: INodePropertyOptions; field: Field };
	/** A number as an example, and how it may be written. */
	number: { example: string; description: string; fieldDescription: string };
	/** Whether a contact may have a note of the person's own; true by default. */
	hasExtra?: boolean;
	/** Parameters that name a field of the input items for a variable, besides Variable Fields. */
	itemFields?: ItemField[];
	/** Texts about personal variables; by default those for SMS texts, false for none. */
	variables?: VariableTexts | false;
}

/** Texts of the fields for personal variables. */
interface VariableTexts {
	/** Below the names of the input fields. */
	fieldsHint: string;
	fieldsDescription: string;
	valuesDescription: string;
	nameDescription: string;
	valueDescription: string;
}

const SMS_VARIABLES: VariableTexts = {
	fieldsHint:
		'Each becomes a personal variable: use {{name}} or {{debt}} in an SMS text. For a field First Name write name=First Name.',
	fieldsDescription:
		'Names of the input fields that an SMS text may use, separated by commas. The name of a variable has Latin letters, digits and _ only. Rename a field with other characters like this: name=First Name.',
	valuesDescription: 'Values of the personal variables that an SMS text may use',
	nameDescription:
		'Name of the variable, as in the text but without braces: Latin letters, digits and _',
	valueDescription: 'Value to put in its place, at most 255 characters',
};

const SOURCES: INodePropertyOptions[] = [
	{
		name: 'Define Below',
		value: 'define',
		description: 'A few contacts typed here, or filled by expressions',
	},
	{
		name: 'Input Items',
		value: 'inputItems',
		description: 'Every input item is one contact; the node runs once for all of them',
	},
	{
		name: 'JSON',
		value: 'json',
		description: 'An array of contacts from an expression',
	},
];

/** The parameters that say who the contacts are. */
export function contactFields({
	apiField,
	lists,
	number,
	hasExtra = true,
	itemFields = [],
	variables = SMS_VARIABLES,
}: ContactFieldOptions): Field[] {
	const givesContacts = { show: { contactsSource: ['inputItems', 'define', 'json'] } };
	return [
		{
			displayName: 'Contacts',
			name: 'contactsSource',
			type: 'options',
			protects: true,
			noDataExpression: true,
			options: lists ? [lists.source, ...SOURCES] : SOURCES,
			default: 'inputItems',
			reports: apiField,
			holdsContacts: true,
			description: 'Source of the contacts',
		},
		...(lists ? [lists.field] : []),
		{
			displayName: 'Number Field',
			name: 'numberField',
			type: 'string',
			required: true,
			requiresDataPath: 'single',
			default: 'phone',
			placeholder: 'e.g. phone',
			hint: 'The name of the field, not an expression',
			displayOptions: { show: { contactsSource: ['inputItems'] } },
			description: number.fieldDescription,
		},
		...(hasExtra ? [extraField] : []),
		...itemFields.map(({ displayName, name, description }): Field => ({
			...{ ...oneField, displayName, name, description },
		})),
		...(variables ? [variableFieldsOf(variables)] : []),
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Contact',
			default: {},
			displayOptions: { show: { contactsSource: ['define'] } },
			description: 'The people to reach',
			options: [
				{
					displayName: 'Contact',
					name: 'contact',
					values: [
						{
							displayName: 'Number',
							name: 'number',
							type: 'string',
							default: '',
							placeholder: number.example,
							description: number.description,
						},
						...(hasExtra ? [extraValue] : []),
						...(variables ? variableValuesOf(variables) : []),
					],
				},
			],
		},
		{
			displayName: 'Contacts (JSON)',
			name: 'contactsJson',
			type: 'json',
			required: true,
			// No example as the default: somebody's phone may have that number.
			default: '[]',
			...jsonTexts(hasExtra, variables !== false),
			displayOptions: { show: { contactsSource: ['json'] } },
		},
		{
			displayName: 'Invalid Numbers',
			name: 'invalidNumbers',
			type: 'options',
			protects: true,
			options: [
				{
					name: 'Stop With an Error',
					value: 'fail',
					description: 'Nothing is sent; the error names the contacts to correct',
				},
				{
					name: 'Leave Out',
					value: 'skip',
					description: 'The others are sent; the output lists those that were left out',
				},
			],
			default: 'fail',
			displayOptions: givesContacts,
			description: 'What to do when a contact cannot be reached or is not valid',
		},
		{
			displayName: 'Remove Duplicates',
			name: 'removeDuplicates',
			type: 'boolean',
			protects: true,
			default: true,
			displayOptions: givesContacts,
			description:
				'Whether to keep only the first of several contacts with the same number, so that nobody is reached twice',
		},
	];
}

/** A parameter that names a field of the input items. */
const oneField = {
	type: 'string',
	requiresDataPath: 'single',
	default: '',
	displayOptions: { show: { contactsSource: ['inputItems'] } },
} satisfies Partial<Field>;

const extraField: Field = {
	...{ ...oneField, displayName: 'Extra Field', name: 'extraField', placeholder: 'e.g. name' },
	description:
		'Name of the input field with a note on the contact, such as the full name or your customer number. It is returned with the results.',
};

const extraValue: Field = {
	displayName: 'Extra',
	name: 'extra',
	type: 'string',
	default: '',
	description: 'A note on the contact, such as the full name. It is returned with the results.',
};

function variableFieldsOf({ fieldsHint, fieldsDescription }: VariableTexts): Field {
	return {
		displayName: 'Variable Fields',
		name: 'variableFields',
		type: 'string',
		requiresDataPath: 'multiple',
		default: '',
		placeholder: 'e.g. name, debt',
		hint: fieldsHint,
		displayOptions: { show: { contactsSource: ['inputItems'] } },
		description: fieldsDescription,
	};
}

function variableValuesOf(texts: VariableTexts): Field[] {
	return [
		{
			displayName: 'Variables',
			name: 'variableValues',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Variable',
			default: {},
			description: texts.valuesDescription,
			options: [
				{
					displayName: 'Variable',
					name: 'variable',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. name',
							description: texts.nameDescription,
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. Aigul',
							description: texts.valueDescription,
						},
					],
				},
			],
		},
		{
			displayName: 'Variables (JSON)',
			name: 'variables',
			type: 'json',
			default: '{}',
			// Kept for workflows that have it. More than '{}' comes before it: no value doesn't, but an object does.
			displayOptions: { show: { variables: [{ _cnd: { lt: '{}' } }] } },
			description:
				'Values of the personal variables as JSON. Move them to Variables, and this disappears.',
		},
	];
}

/** How contacts are written as JSON. */
function jsonTexts(hasExtra: boolean, hasVariables: boolean): Pick<Field, 'hint' | 'description'> {
	const parts = [
		'"number": "+7…"',
		...(hasExtra ? ['"extra": "Aigul"'] : []),
		...(hasVariables ? ['"variables": { "debt": "15000" }'] : []),
	];
	const optional = [...(hasExtra ? ['extra'] : []), ...(hasVariables ? ['variables'] : [])];
	const more = optional.length > 0 ? ` and, if you like, ${optional.join(' and ')}` : '';
	return {
		hint: `For example: [{ ${parts.join(', ')} }]`,
		description: `An array of contacts, each with number${more}`,
	};
}
