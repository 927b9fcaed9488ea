import type { INodeExecutionData } from 'n8n-workflow';

import { valueUnder } from '../declaration/dotPath';
import { itemFieldsIn } from '../declaration/expressions';
import type { ExpressionField } from '../call/itemParameters';
import type { OperationCall } from '../call/operationCall';
import { shown } from '../declaration/parsers';
import { isVariableName } from './contact';

/**
 * Refuses parameters that stand once for all input items, but come to different values for them: everybody
 * would get the text of the first. Names for the person's own use may differ.
 *
 * @throws NodeOperationError that names the parameter, two of its values and the solution
 */
export function checkOneForAll(call: OperationCall, items: INodeExecutionData[]): void {
	for (const parameter of call.parameters.expressionFields()) {
		if (parameter.field.isOwnName) continue;
		const other = otherThanFirst(call, parameter, items);
		if (other !== undefined) throw differingError(call, parameter, items.length, other);
	}
}

/**
 * The first item for which a parameter comes to another value than for the first of all. n8n takes about
 * 0.1 ms for an expression, so items that have the same as others in all fields that it reads are passed over.
 */
function otherThanFirst(
	{ parameters }: OperationCall,
	parameter: ExpressionField,
	items: INodeExecutionData[],
): number | undefined {
	const valueOf = (index: number) => JSON.stringify(parameters.valueFor(index, parameter));
	const inputOf = inputsOf(parameter, items);
	const known = new Set([inputOf(0)]);
	let first = valueOf(0);
	for (let index = 1; index < items.length; index++) {
		const input = inputOf(index);
		// The second is always evaluated: a random code differs without reading the item.
		if (index > 1 && input !== undefined && known.has(input)) continue;
		known.add(input);
		if (valueOf(index) === first) continue;
		// With the time in it, it may differ from what it was a moment ago.
		first = valueOf(0);
		if (valueOf(index) !== first) return index;
	}
	return undefined;
}

/** The fields of an item that a parameter reads, as one text; undefined where more of the item may count. */
function inputsOf(
	{ expressions }: ExpressionField,
	items: INodeExecutionData[],
): (index: number) => string | undefined {
	const reads = expressions.map(itemFieldsIn);
	if (!reads.every(({ isAll }) => isAll)) return () => undefined;
	const paths = reads.flatMap((read) => read.paths);
	return (index) => JSON.stringify(paths.map((keys) => valueUnder(items[index]?.json, keys)));
}

function differingError(
	call: OperationCall,
	parameter: ExpressionField,
	count: number,
	other: number,
): Error {
	const { parameters } = call;
	const { displayName, message } = parameter.field;
	const what = message ? 'text' : 'value';
	const valueOf = (index: number) => inWords(parameters.valueFor(index, parameter));
	return parameters.invalid(
		displayName,
		`is one ${what} for all ${count} contacts, but its expression returns different ${what}s`,
		`Nothing was sent. For item 0 it is ${valueOf(0)}, for item ${other} it is ${valueOf(other)}. ${solutionFor(call, parameter)}`,
	);
}

function inWords(value: unknown): string {
	if (value === undefined) return 'empty';
	return shown(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function solutionFor(
	{ parameters }: OperationCall,
	{ field, expressions }: ExpressionField,
): string {
	if (field.message === 'sms') {
		const variables = variablesFor(expressions.flatMap((one) => itemFieldsIn(one).paths));
		const written = variables.map(({ name }) => `{{${name}}}`).join(' and ');
		const entries = variables.map(({ entry }) => entry).join(', ');
		return `Set it to Fixed, write ${written}, and add ${entries} to Variable Fields.`;
	}
	const define = `set Contacts to Define Below and its Number to ${expressionOf(parameters.get<string>('numberField') ?? '')}`;
	return field.message === 'speech'
		? `Spoken texts have no variables. To say something different to each person, ${define}: every item is then a campaign of its own, with its own text.`
		: `Make it the same for all items, or ${define}: the node then runs once for each item.`;
}

/** Variables for fields of the items: their names, and how Variable Fields has them. */
function variablesFor(paths: string[][]): Array<{ name: string; entry: string }> {
	const fields = [...new Set(paths.map((keys) => keys.join('.')))];
	const names = new Set<string>();
	const variables = fields.map((field) => {
		const own = field.split('.').at(-1) as string;
		const isFree = isVariableName(own) && !names.has(own);
		const name = isFree ? own : `value${names.size + 1}`;
		names.add(name);
		return { name, entry: isFree ? field : `${name}=${field}` };
	});
	return variables.length > 0 ? variables : [{ name: 'name', entry: 'name' }];
}

/** A field as an expression: `{{ $json.phone }}`. */
function expressionOf(field: string): string {
	return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(field)
		? `{{ $json.${field} }}`
		: `{{ $json[${JSON.stringify(field)}] }}`;
}
