import type { IDataObject } from 'n8n-workflow';

import { valueAt } from '../runtime/dotPath';
import type { ItemParameters } from '../runtime/itemParameters';
import type { OperationCall } from '../runtime/operationCall';
import type { GivenContact } from './contact';

/** The contacts as they were given, by their position; each is made when it is asked for. */
export interface ContactSource {
	count: number;
	at(position: number): GivenContact;
	/** How a contact is called in a message: `item 3`, `contact 4`. */
	placeOf(position: number): string;
}

/**
 * The contacts that the parameter Contacts points at: input items, those defined in the node, or JSON.
 *
 * @throws NodeOperationError when the JSON is no list of contacts, or two fields make one variable
 */
export function contactSource(call: OperationCall): ContactSource {
	switch (call.parameters.get('contactsSource')) {
		case 'inputItems':
			return inputItems(call);
		case 'define':
			return entries(definedContacts(call));
		default:
			return entries(jsonContacts(call));
	}
}

function inputItems({ context, parameters }: OperationCall): ContactSource {
	const numberField = parameters.get<string>('numberField') as string;
	const extraField = parameters.get<string>('extraField');
	const variables = variablesByName(parameters);
	const items = context.getInputData();
	return {
		count: items.length,
		placeOf: (position) => `item ${position}`,
		at(position) {
			const json = items[position]?.json ?? {};
			const given: GivenContact = { number: fieldOf(json, numberField) };
			if (extraField !== undefined) given.extra = fieldOf(json, extraField);
			if (variables.length > 0) {
				const values: IDataObject = {};
				for (const [name, field] of variables) values[name] = fieldOf(json, field) as string;
				given.variables = values;
			}
			return given;
		},
	};
}

/** The fields that become variables, each with the variable's name: the last part of its path. */
function variablesByName(parameters: ItemParameters): Array<[name: string, field: string]> {
	const fields = new Map<string, string>();
	for (const entry of (parameters.get<string>('variableFields') ?? '').split(',')) {
		const field = entry.trim();
		const name = field.split('.').at(-1) as string;
		if (name === '__proto__') {
			throw parameters.invalid(
				'Variable Fields',
				`has the variable "${name}", which no object can have: it must be named with Latin letters, digits and _ only`,
			);
		}
		const other = fields.get(name) ?? field;
		if (other !== field) {
			throw parameters.invalid(
				'Variable Fields',
				`has two fields for the variable "${name}": ${other} and ${field}`,
				'Rename one of them, for instance with an Edit Fields node before this one.',
			);
		}
		if (field !== '') fields.set(name, field);
	}
	return [...fields];
}

/** A field by its own name, or by its path in nested data. */
function fieldOf(json: IDataObject, field: string): unknown {
	return Object.prototype.hasOwnProperty.call(json, field) ? json[field] : valueAt(json, field);
}

function entries(given: unknown[]): ContactSource {
	return {
		count: given.length,
		placeOf: (position) => `contact ${position + 1}`,
		at(position) {
			const entry = given[position];
			return typeof entry === 'object' && entry !== null
				? (entry as GivenContact)
				: { number: entry };
		},
	};
}

function definedContacts({ context, itemIndex, parameters }: OperationCall): GivenContact[] {
	const { contact = [] } = context.getNodeParameter('contacts', itemIndex, {}) as {
		contact?: GivenContact[];
	};
	return contact.map(({ variables, ...rest }, index) => ({
		...rest,
		variables: parsed(variables, () =>
			parameters.invalid(`Contacts, contact ${index + 1}, Variables`, 'must be valid JSON'),
		),
	}));
}

function jsonContacts({ context, itemIndex, parameters }: OperationCall): unknown[] {
	const notAList = () => parameters.invalid('Contacts (JSON)', 'must be an array of contacts');
	const list = parsed(context.getNodeParameter('contactsJson', itemIndex), notAList);
	if (!Array.isArray(list)) throw notAList();
	return list;
}

function parsed(value: unknown, fault: () => Error): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		throw fault();
	}
}
