import omit from 'lodash/omit';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byLabel, fieldsWithin, type Field } from './field';
import type { Operation, Resource } from './operation';

/** Every resource of a node by its stored value. */
export type Resources<Call> = Record<string, Resource<Call>>;

/**
 * The node's parameters: the Resource list, an Operation list for each resource, and the fields of
 * each operation, shown where they belong.
 */
export function buildProperties<Call>(resources: Resources<Call>): INodeProperties[] {
	const entries = Object.entries(resources);
	return [
		resourceProperty(resources),
		...entries.map(([resource, { operations }]) => operationProperty(resource, operations)),
		...entries.flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([operation, definition]) =>
				definition.fields.flatMap((field) => shownFor(field, resource, operation)),
			),
		),
	];
}

/** The text that a node shows below its name on the canvas: `Autocall → Create`, as an expression of its parameters. */
export function buildSubtitle<Call>(resources: Resources<Call>): string {
	const labels = Object.fromEntries(
		Object.entries(resources).map(([resource, { label, operations }]) => [
			resource,
			Object.fromEntries(
				Object.entries(operations).map(([operation, { name }]) => [
					operation,
					`${label.name} → ${name}`,
				]),
			),
		]),
	);
	return `={{ (${JSON.stringify(labels).replaceAll('}}', '} }')})[$parameter["resource"]][$parameter["operation"]] }}`;
}

function resourceProperty<Call>(resources: Resources<Call>): INodeProperties {
	const options = Object.entries(resources).map(([value, { label }]) => ({ ...label, value }));
	const [first = ''] = Object.keys(resources);
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: first,
	};
}

function operationProperty<Call>(
	resource: string,
	operations: Record<string, Operation<Call>>,
): INodeProperties {
	const options: INodePropertyOptions[] = Object.entries(operations)
		.sort(([, a], [, b]) => placeOf(a) - placeOf(b) || byLabel(a.name, b.name))
		.map(([value, { name, action, description }]) => ({ name, value, action, description }));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: preferredOf(Object.keys(operations)),
	};
}

function preferredOf(values: string[]): string {
	return (
		['create', 'getAll', 'get'].find((value) => values.includes(value)) ?? (values[0] as string)
	);
}

/** The place of an operation in the list: those that call, text or create first, those that delete last. */
function placeOf<Call>({ creates, method, kind }: Operation<Call>): number {
	if (creates) return 0;
	if (kind) return { changes: 2, deletes: 3 }[kind];
	return { GET: 1, POST: 1, PUT: 2, DELETE: 3 }[method];
}

function shownFor(field: Field, resource: string, operation: string): INodeProperties[] {
	return formsOf(field).map((property) => {
		const { show, hide } = property.displayOptions ?? {};
		return {
			...property,
			displayOptions: {
				// In this order, which n8n's updateDisplayOptions reverses: n8n stops at the first expression.
				show: { resource: [resource], operation: [operation], ...show },
				...(hide && { hide }),
			},
		};
	});
}

/** The parts of a field that only this package reads. */
const ONLY_OURS = [
	...['api', 'parse', 'reports', 'protects', 'message', 'isOwnName', 'holdsContacts'],
	'neverBlank',
];

/**
 * A field without the properties that only this package reads. A field that protects money and people has a
 * second form for the tool of an agent, which takes no expressions: n8n's editor then has no button "Let the
 * model define this parameter".
 */
function formsOf(field: Field): INodeProperties[] {
	const within = fieldsWithin(field);
	const property = {
		...omit(field, ONLY_OURS),
		...(within.length > 0 && { options: within.flatMap(formsOf) }),
	} as INodeProperties;
	if (!field.protects || field.noDataExpression) return [property];
	const { show, hide } = field.displayOptions ?? {};
	const isTool = { '@tool': [true] };
	return [
		{
			...property,
			// No key when there is nothing: n8n 1.101 doesn't take undefined.
			displayOptions: { ...(show && { show }), hide: { ...hide, ...isTool } },
		},
		{
			...property,
			noDataExpression: true,
			displayOptions: { show: { ...show, ...isTool }, ...(hide && { hide }) },
		},
	];
}
