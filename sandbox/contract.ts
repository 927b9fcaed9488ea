import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** One method and path of a contract. */
export interface Operation {
	operationId: string;
	method: string;
	/** Full path template, e.g. `/api/v1/lists/{id}`. */
	fullPath: string;
	/** Path template with the prefix left off, e.g. `/lists/{id}`. */
	route: string;
	isPublic: boolean;
	/** Status codes that the contract names for this operation. */
	statuses: number[];
}

interface ContractDocument {
	/** None where every path is a full one. */
	servers?: Array<{ url: string }>;
	paths: Record<string, Record<string, { operationId: string; responses: object }>>;
}

interface CompiledOperation extends Operation {
	pattern: RegExp;
}

/** A service's contract, read from its OpenAPI file on first use. */
export class Contract {
	private parsed?: ContractDocument;

	private compiled?: CompiledOperation[];

	/** @param file path of an OpenAPI document in YAML */
	constructor(private readonly file: string) {}

	/** The parsed document. */
	get document(): ContractDocument {
		this.parsed ??= parse(readFileSync(this.file, 'utf8')) as ContractDocument;
		return this.parsed;
	}

	/** Every operation, static paths before templated ones. */
	get operations(): readonly Operation[] {
		return this.compiledOperations;
	}

	/**
	 * The operation that a request is for.
	 * @param path the full path without the query, e.g. `/api/v1/lists/5`
	 */
	find(method: string, path: string): Operation | undefined {
		return this.compiledOperations.find((op) => op.method === method && op.pattern.test(path));
	}

	/** Whether any method has this full path. */
	hasPath(path: string): boolean {
		return this.compiledOperations.some((op) => op.pattern.test(path));
	}

	private get compiledOperations(): CompiledOperation[] {
		this.compiled ??= compile(this.document);
		return this.compiled;
	}
}

/** The contract of AutoCall's sandbox. */
export const autoCallContract = new Contract(join(__dirname, 'openapi.yaml'));

/** The parsed contract of AutoCall's sandbox. */
export function contractDocument(): ContractDocument {
	return autoCallContract.document;
}

/** Every operation of AutoCall's sandbox. */
export function operations(): readonly Operation[] {
	return autoCallContract.operations;
}

/** The operation of AutoCall's sandbox that a request is for; see `Contract.find`. */
export function findOperation(method: string, path: string): Operation | undefined {
	return autoCallContract.find(method, path);
}

function compile({ servers, paths }: ContractDocument): CompiledOperation[] {
	const base = servers?.[0]?.url ?? '';
	const result: CompiledOperation[] = [];
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, operation] of Object.entries(methods)) {
			result.push({
				operationId: operation.operationId,
				method: method.toUpperCase(),
				fullPath: base + path,
				route: path.replace(/^\/(v1|public)/, ''),
				isPublic: path.startsWith('/public/'),
				statuses: Object.keys(operation.responses).map(Number),
				pattern: new RegExp(`^${base}${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
			});
		}
	}
	const placeholders = (operation: Operation) => operation.fullPath.split('{').length;
	return result.sort((a, b) => placeholders(a) - placeholders(b));
}
