import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** Where the contract of the sandbox is kept. */
export const contractFile = join(__dirname, 'openapi.yaml');

/** One method and path of the contract. */
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
	servers: Array<{ url: string }>;
	paths: Record<string, Record<string, { operationId: string; responses: object }>>;
}

interface CompiledOperation extends Operation {
	pattern: RegExp;
}

let document: ContractDocument | undefined;
let compiled: CompiledOperation[] | undefined;

/** The parsed contract; read once per process. */
export function contractDocument(): ContractDocument {
	document ??= parse(readFileSync(contractFile, 'utf8')) as ContractDocument;
	return document;
}

/** Every operation of the contract, static paths before templated ones. */
export function operations(): readonly Operation[] {
	return compiledOperations();
}

/**
 * The operation that a request is for.
 * @param path the full path without the query, e.g. `/api/v1/lists/5`
 */
export function findOperation(method: string, path: string): Operation | undefined {
	return compiledOperations().find((op) => op.method === method && op.pattern.test(path));
}

/** Whether any method of the contract has this full path. */
export function isKnownPath(path: string): boolean {
	return compiledOperations().some((op) => op.pattern.test(path));
}

function compiledOperations(): CompiledOperation[] {
	compiled ??= compile();
	return compiled;
}

function compile(): CompiledOperation[] {
	const { servers, paths } = contractDocument();
	const base = servers[0]?.url ?? '';
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
