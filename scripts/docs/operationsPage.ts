import type { ShownResource } from './operations';

const START = '<!-- operations: written by `npm run docs:operations`, not by hand -->';
const END = '<!-- operations: end -->';

/** Returns the tables of operations in Markdown: one for each resource, below an index. */
export function operationTables(resources: ShownResource[]): string {
	const index = resources.map(
		({ name }) => `[${name}](#${name.toLowerCase().replaceAll(' ', '-')})`,
	);
	return [index.join(' · '), ...resources.map(section)].join('\n\n');
}

function section({ name, description, operations }: ShownResource): string {
	const rows = operations.map((each) => [each.name, each.description, `\`${each.endpoint}\``]);
	const lines = [['Operation', 'What it does', 'Endpoint'], ['---', '---', '---'], ...rows].map(
		(cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
	);
	return `### ${name}\n\n${description}.\n\n${lines.join('\n')}`;
}

/**
 * Puts tables between the two markers of a page.
 *
 * @returns the page with them; text outside of the markers is unchanged
 * @throws Error when the page lacks a marker
 */
export function withOperations(page: string, tables: string): string {
	const [start, end] = [page.indexOf(START), page.indexOf(END)];
	if (start < 0 || end < start) {
		throw new Error(`The page needs the line "${START}", and after it the line "${END}"`);
	}
	return `${page.slice(0, start + START.length)}\n\n${tables}\n\n${page.slice(end)}`;
}
