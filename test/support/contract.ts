import { contractDocument } from '../../sandbox/contract';

/** The keywords of JSON Schema that the contract uses for a single value. */
export interface ValueSchema {
	type?: string | string[];
	enum?: Array<string | number>;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	propertyNames?: { pattern: string };
	additionalProperties?: { maxLength?: number };
}

/** One value that a request of the contract can carry. */
export interface ContractField {
	method: string;
	/** Path template without its prefix, and without the names of its placeholders: `/lists/{}`. */
	route: string;
	in: 'body' | 'query' | 'path';
	/** Dot path as Laravel names it; the entry of a list is 0: `data.0.text`. */
	path: string;
	required: boolean;
	schema: ValueSchema;
}

interface Schema extends ValueSchema {
	$ref?: string;
	allOf?: Schema[];
	oneOf?: Schema[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
}

interface Parameter {
	$ref?: string;
	in: ContractField['in'];
	name: string;
	schema: Schema;
}

interface Document {
	paths: Record<
		string,
		Record<
			string,
			{
				parameters?: Parameter[];
				requestBody?: { content: { 'application/json': { schema: Schema } } };
			}
		>
	>;
}

/** Every value that requests can carry, by the contract of the sandbox. */
export function contractFields(): ContractField[] {
	const document = contractDocument() as unknown as Document;
	return Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) => {
			const place = { method: method.toUpperCase(), route: nameless(path) };
			const schema = requestBody?.content['application/json'].schema;
			return [
				...parameters.map((parameter) => {
					const { in: where, name, schema: bounds } = resolved(document, parameter);
					return { ...place, in: where, path: name, required: where === 'path', schema: bounds };
				}),
				...(schema ? [...valuesOf(document, schema, '', true)] : []).map((value) => ({
					...place,
					in: 'body' as const,
					...value,
				})),
			];
		}),
	);
}

/** A path template without its prefix and the names of its placeholders: `/v1/lists/{id}` → `/lists/{}`. */
export function nameless(path: string): string {
	return path.replace(/^\/(v1|public)(?=\/)/, '').replace(/\{\w+\}/g, '{}');
}

function* valuesOf(
	document: Document,
	given: Schema,
	path: string,
	required: boolean,
): Generator<Pick<ContractField, 'path' | 'required' | 'schema'>> {
	const schema = resolved(document, given);
	for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? [])]) {
		yield* valuesOf(document, part, path, required);
	}
	for (const [name, property] of Object.entries(schema.properties ?? {})) {
		const isRequired = schema.required?.includes(name) ?? false;
		yield* valuesOf(document, property, path ? `${path}.${name}` : name, isRequired);
	}
	if (schema.items) yield* valuesOf(document, schema.items, `${path}.0`, false);
	if (schema.type !== undefined && !schema.properties && !schema.items) {
		yield { path, required, schema };
	}
}

function resolved<Part extends { $ref?: string }>(document: Document, part: Part): Part {
	if (part.$ref === undefined) return part;
	const found = part.$ref
		.replace(/^#\//, '')
		.split('/')
		.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
	return resolved(document, found as Part);
}
