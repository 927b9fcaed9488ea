/** The README says of each operation what the node says of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../nodes/AutoCall/operations';
import { buildProperties } from '../../nodes/shared/declaration/properties';
import { methodOf } from '../../nodes/shared/declaration/operation';

const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');

/** The rows of the table that has these headings, each by its cells. */
function rowsUnder(headings: string[]): string[][] {
	const lines = readme.split('\n');
	const start = lines.findIndex((line) => cellsOf(line).join() === headings.join());
	const table = start < 0 ? [] : lines.slice(start + 2);
	const end = table.findIndex((line) => !line.startsWith('|'));
	return table.slice(0, end).map(cellsOf);
}

function cellsOf(line: string): string[] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

/** The endpoint as a person looks it up: public ones from the host on, with the query that is always sent. */
function shownEndpoint({ endpoint, isPublic, constants = {} }: Operation): string {
	const [method, route] = endpoint.split(' ') as [string, string];
	const query = new URLSearchParams(constants as Record<string, string>).toString();
	const hasQuery = methodOf(endpoint) === 'GET' && query !== '';
	return `\`${method} ${isPublic ? '/api/public' : ''}${route}${hasQuery ? `?${query}` : ''}\``;
}

it('has a row for each operation, with its name, description and endpoint', () => {
	const defined = Object.values(RESOURCES).flatMap(({ label, operations }) =>
		Object.values(operations).map((operation) => [
			label.name,
			operation.name,
			operation.description,
			shownEndpoint(operation),
		]),
	);
	const byText = (rows: string[][]) => rows.map((row) => row.join(' | ')).sort();

	expect(defined).toHaveLength(63);
	expect(byText(rowsUnder(['Resource', 'Operation', 'What it does', 'Endpoint']))).toEqual(
		byText(defined),
	);
});

it('lists them as the node does, what people come for first', () => {
	const rows = rowsUnder(['Resource', 'Operation', 'What it does', 'Endpoint']);
	const [resources, ...lists] = buildProperties(RESOURCES).filter(({ name }) =>
		['resource', 'operation'].includes(name),
	);
	const labelsOf = (list?: INodeProperties) => list?.options as INodePropertyOptions[];
	const shown = labelsOf(resources).flatMap(({ name, value }) =>
		labelsOf(
			lists.find(({ displayOptions }) => displayOptions?.show?.resource?.includes(value)),
		).map((operation) => [name, operation.name]),
	);

	expect(rows.map(([resource, operation]) => [resource, operation])).toEqual(shown);
});
