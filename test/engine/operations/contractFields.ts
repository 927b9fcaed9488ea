import type { RecordedRequest } from '../../../sandbox';
import { contractDocument, findOperation, operations } from '../../../sandbox/contract';

/** JSON Schema as far as the requests of the contract use it. */
interface Schema {
	$ref?: string;
	type?: string | string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema;
	oneOf?: Schema[];
	allOf?: Schema[];
}

interface Parameter {
	$ref?: string;
	in?: string;
	name?: string;
}

interface ContractOperation {
	parameters?: Parameter[];
	requestBody?: { content: { 'application/json': { schema: Schema } } };
}

/** Method and path template of every operation of the contract: `GET /lists/{id}`. */
export function contractEndpoints(): string[] {
	return operations().map(({ method, route }) => `${method} ${route}`);
}

/** The endpoint that a request was for: `GET /lists/{id}`. */
export function endpointOf({ method, route }: RecordedRequest): string {
	return `${method} ${route}`;
}

/**
 * Every field that a request may carry, as a line for each of its types:
 * `POST /autocalls body list_id[] (integer)`, `GET /lists query page`.
 */
export function contractFields(): string[] {
	return operations().flatMap((operation) => {
		const endpoint = `${operation.method} ${operation.route}`;
		const { parameters = [], requestBody } = definitionOf(operation.operationId);
		const query = parameters
			.map((parameter) => resolved<Parameter>(parameter))
			.filter((parameter) => parameter.in === 'query')
			.map(({ name }) => `${endpoint} query ${name}`);
		const schema = requestBody?.content['application/json'].schema;
		const body = schema ? leavesOf(schema, '') : [];
		return [...query, ...body.map((leaf) => `${endpoint} body ${leaf}`)];
	});
}

/** The fields that a request did carry, in the same lines. */
export function fieldsSent({ method, path, route, query, body }: RecordedRequest): string[] {
	const endpoint = `${method} ${route}`;
	const operation = findOperation(method, path);
	const schema =
		operation &&
		definitionOf(operation.operationId).requestBody?.content['application/json'].schema;
	return [
		...Object.keys(query).map((name) => `${endpoint} query ${name}`),
		...(schema && body !== undefined
			? leavesIn(body, schema, '').map((leaf) => `${endpoint} body ${leaf}`)
			: []),
	];
}

function definitionOf(operationId: string): ContractOperation {
	for (const methods of Object.values(contractDocument().paths)) {
		for (const definition of Object.values(methods)) {
			if (definition.operationId === operationId) return definition as ContractOperation;
		}
	}
	throw new Error(`The contract has no operation ${operationId}`);
}

function resolved<Definition extends { $ref?: string }>(definition: Definition): Definition {
	if (definition.$ref === undefined) return definition;
	const steps = definition.$ref.replace('#/', '').split('/');
	return steps.reduce<unknown>(
		(at, step) => (at as Record<string, unknown>)[step],
		contractDocument(),
	) as Definition;
}

/** The leaves of a schema. A map's keys stand as `*`, the entries of a list as `[]`. */
function leavesOf(given: Schema, path: string): string[] {
	const schema = resolved(given);
	const branches = schema.oneOf ?? schema.allOf;
	if (branches) return branches.flatMap((branch) => leavesOf(branch, path));
	const within = [
		...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
			leavesOf(property, joined(path, name)),
		),
		...(typeof schema.additionalProperties === 'object'
			? leavesOf(schema.additionalProperties, joined(path, '*'))
			: []),
		...(schema.items ? leavesOf(schema.items, `${path}[]`) : []),
	];
	return within.length > 0 ? within : [`${path} (${typesOf(schema).join(' or ')})`];
}

/** The leaves of a schema that a value fills. */
function leavesIn(value: unknown, given: Schema, path: string): string[] {
	const schema = resolved(given);
	const branches = schema.oneOf ?? schema.allOf;
	if (branches) return branches.flatMap((branch) => leavesIn(value, branch, path));
	if (Array.isArray(value)) {
		const { items } = schema;
		return items ? value.flatMap((entry) => leavesIn(entry, items, `${path}[]`)) : [];
	}
	if (typeof value === 'object' && value !== null) {
		const { properties = {}, additionalProperties: others } = schema;
		return Object.entries(value).flatMap(([name, entry]) => {
			const property = properties[name];
			if (property) return leavesIn(entry, property, joined(path, name));
			return typeof others === 'object' ? leavesIn(entry, others, joined(path, '*')) : [];
		});
	}
	const types = typesOf(schema);
	return types.some((type) => isOfType(value, type)) ? [`${path} (${types.join(' or ')})`] : [];
}

function joined(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function typesOf({ type = 'any' }: Schema): string[] {
	return [type].flat().filter((each) => each !== 'null');
}

function isOfType(value: unknown, type: string): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'any':
			return true;
		default:
			return typeof value === type;
	}
}
