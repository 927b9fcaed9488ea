import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { valueAt } from '../declaration/dotPath';
import type { ItemParameters } from '../call/itemParameters';
import type { OperationCall } from '../call/operationCall';
import { shown } from '../declaration/parsers';
import { onOneLine } from '../transport/foreignText';
import {
	isVariableName,
	VARIABLE_NAMES,
	type ContactSource,
	type GivenContact,
	type ItemField,
} from './contact';
import { checkOneForAll } from './oneForAll';

/** How many fields of the items an error names, and how much of each. */
const FIELDS_NAMED = 20;
const FIELD_NAME_MAX = 40;

/** A parameter that names a field of the items. */
interface NamedField {
	label: string;
	field: string;
}

/** A variable of the contacts, and the field that has its values. */
interface Variable extends NamedField {
	name: string;
}

/**
 * The input items as contacts.
 *
 * @param itemFields parameters that name a field for a variable, besides Variable Fields
 * @throws NodeOperationError when a field that is named isn't in any item, a variable can't have its name, or
 * a parameter that stands for all items differs between them
 */
export function inputItems(call: OperationCall, itemFields: ItemField[] = []): ContactSource {
	const { context, parameters } = call;
	const numberField = parameters.get<string>('numberField') as string;
	const extraField = parameters.get<string>('extraField');
	const variables = [
		...variablesOf(parameters),
		...itemFields.flatMap(({ variable, displayName, name }): Variable[] => {
			const field = parameters.get<string>(name);
			return field === undefined ? [] : [{ name: variable, label: displayName, field }];
		}),
	];
	const items = context.getInputData();
	checkFields(parameters, items, [
		{ label: 'Number Field', field: numberField },
		...(extraField === undefined ? [] : [{ label: 'Extra Field', field: extraField }]),
		...variables,
	]);
	checkOneForAll(call, items);
	return {
		count: items.length,
		executeOnce: executeOnceOf(call),
		placeOf: (position) => `item ${position}`,
		at(position) {
			const json = items[position]?.json ?? {};
			const given: GivenContact = { number: fieldOf(json, numberField) };
			if (extraField !== undefined) given.extra = fieldOf(json, extraField);
			if (variables.length > 0) {
				const values: IDataObject = {};
				for (const { name, field } of variables) values[name] = fieldOf(json, field) as string;
				given.variables = values;
			}
			return given;
		},
	};
}

/** Reports that Execute Once dropped other items, which n8n does silently. */
function executeOnceOf({ context }: OperationCall): string | undefined {
	if (!context.getNode().executeOnce) return undefined;
	const came = context.getExecuteData().data.main?.[0]?.length ?? 0;
	if (came <= 1) return undefined;
	return `Only the first of ${came} input items was used, because Execute Once is on in the settings of the node.`;
}

/** The variables of Variable Fields: `debt`, `client.name` as name, `name=Имя`. */
function variablesOf(parameters: ItemParameters): Variable[] {
	const fields = new Map<string, string>();
	const entries = (parameters.get<string>('variableFields') ?? '').split(',');
	for (const entry of entries.map((one) => one.trim()).filter((one) => one !== '')) {
		const [, given, named] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
		const field = named?.trim() ?? entry;
		const name = given?.trim() ?? (field.split('.').at(-1) as string);
		refuseNumber(parameters, 'Variable Fields', entry);
		if (field === '' || !isVariableName(name)) {
			throw parameters.invalid(
				'Variable Fields',
				`has ${shown(entry)}, but a variable ${VARIABLE_NAMES}`,
				`Nothing was sent. Put a name before it, such as ${exampleOf(field)}, and write {{name}} in the text.`,
			);
		}
		const other = fields.get(name) ?? field;
		if (other !== field) {
			throw parameters.invalid(
				'Variable Fields',
				`has two fields for the variable "${name}": ${other} and ${field}`,
				`Nothing was sent. Give one of them another name, such as ${name}2=${field}.`,
			);
		}
		fields.set(name, field);
	}
	return [...fields].map(([name, field]) => ({ name, label: 'Variable Fields', field }));
}

/** An example of how to name the variable of a field whose own name is not allowed. */
function exampleOf(field: string): string {
	return `name=${nameOf(field === '' ? 'phone' : field)}`;
}

/**
 * Refuses names of fields that no item has: with each of them all contacts would be wrong, or have a blank.
 *
 * @throws NodeOperationError that names the fields that there are
 */
function checkFields(
	parameters: ItemParameters,
	items: INodeExecutionData[],
	named: NamedField[],
): void {
	for (const { label, field } of named) {
		if (items.some(({ json }) => fieldOf(json, field) !== undefined)) continue;
		refuseNumber(parameters, label, field);
		throw parameters.invalid(
			label,
			`cannot be found: no item has the field ${nameOf(field)}. ${fieldsIn(items)}`,
			'Nothing was sent. Write the name of the field as the input shows it, without braces.',
		);
	}
}

/** Refuses a phone number where a field is to be named, which comes of an expression. */
function refuseNumber(parameters: ItemParameters, label: string, field: string): void {
	if (!/^[+\d(][\d\s().-]{6,}$/.test(field)) return;
	throw parameters.invalid(
		label,
		`must be the name of a field, but is a phone number: ${shown(field)}`,
		'Nothing was sent. Set it to Fixed, and write the name of the field as the input shows it, without braces.',
	);
}

/** Lists the fields of the items in words; of nested data the fields inside too. */
function fieldsIn(items: INodeExecutionData[]): string {
	const names = new Set<string>();
	for (const { json } of items) {
		for (const [name, value] of Object.entries(json)) {
			const inner = isNested(value) ? Object.keys(value).map((key) => `${name}.${key}`) : [name];
			for (const one of inner) names.add(one);
		}
		if (names.size > FIELDS_NAMED) break;
	}
	if (names.size === 0) return 'The items have no fields';
	const all = [...names].slice(0, FIELDS_NAMED).map(nameOf).join(', ');
	return `Fields of the items: ${all}${names.size > FIELDS_NAMED ? ', …' : ''}`;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The name of a field as it can stand in a message. */
function nameOf(field: string): string {
	const line = [...onOneLine(field)];
	return line.length > FIELD_NAME_MAX
		? `${line.slice(0, FIELD_NAME_MAX - 1).join('')}…`
		: line.join('');
}

/** A field by its own name, or by its path in nested data. */
function fieldOf(json: IDataObject, field: string): unknown {
	return Object.prototype.hasOwnProperty.call(json, field) ? json[field] : valueAt(json, field);
}
