/** docs/operations.md says of each operation what the node says of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { RESOURCES } from '../../nodes/AutoCall/operations';
import { shownResources } from '../../scripts/docs/operations';
import { operationTables, withOperations } from '../../scripts/docs/operationsPage';
import { ROOT } from '../../scripts/n8n/paths';

const page = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');
const [resource] = shownResources();

it('the page holds every operation as it is declared (`npm run docs:operations` writes it)', () => {
	expect(page).toBe(withOperations(page, operationTables(shownResources())));
});

it('every declared operation has a row', () => {
	const declared = Object.values(RESOURCES).flatMap(({ label, operations }) =>
		Object.values(operations).map(({ name, description }) => [label.name, name, description]),
	);
	const shown = shownResources().flatMap(({ name, operations }) =>
		operations.map((operation) => [name, operation.name, operation.description]),
	);

	expect(shown.sort()).toEqual(declared.sort());
	expect(operationTables(shownResources()).match(/^\| .* \| `[A-Z]+ \//gm)).toHaveLength(
		declared.length,
	);
});

it('rows are in the order of the panel, so that people find first what they come for', () => {
	expect(resource?.name).toBe('Autocall');
	expect(resource?.operations[0]?.name).toBe('Create');
	expect(resource?.operations.at(-1)?.name).toBe('Delete');
});

it.each([
	['Delete a contact', 'DELETE /contacts/{contactId}'],
	['a public endpoint, from the host on', 'GET /api/public/tariffs'],
	['a GET with a query that is always sent', 'GET /sounds/listen/{file}?type=text'],
])('an endpoint is shown as people look it up: %s', (_, endpoint) => {
	const endpoints = shownResources().flatMap(({ operations }) =>
		operations.map((each) => each.endpoint),
	);
	expect(endpoints).toContain(endpoint);
});

it('writing keeps what stands outside of the markers, and replaces what stands between them', () => {
	const stale = page.replace('| Create |', '| Make |').replace('`GET ', '`FETCH ');
	expect(stale).not.toBe(page);
	expect(withOperations(stale, operationTables(shownResources()))).toBe(page);
	expect(withOperations(`Before\n${page}After`, 'tables')).toMatch(/^Before\n[^]*After$/);
});

it('a page without the markers is not written', () => {
	expect(() => withOperations('# Operations', 'tables')).toThrow(
		'The page needs the line "<!-- operations: written by `npm run docs:operations`, not by hand -->"',
	);
});
