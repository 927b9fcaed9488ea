/** docs/troubleshooting.md quotes the node's messages, so it must not quote any that the node doesn't have. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { ROOT } from '../../scripts/n8n/paths';

/** n8n's own messages, output that isn't a message, and messages of too few words to know them by. */
const NOT_CHECKED = [
	"This operation expects the node's input data",
	'invalid syntax',
	'"status": "creating"',
	'"waitTimedOut": true',
	'"resultTimedOut": true',
	'AutoCall.kz returned 207 of 230 records',
	'"Name" must have 1 to 40 characters',
	'The file "a.txt" is not an mp3',
];
/** Shorter clauses are part of too many messages to know one by; in characters. */
const ENOUGH = 10;

/** The clauses of the texts in a source file, without the values between them. */
function clausesIn(file: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
		if (ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022));
	return found
		.flatMap((text) => text.split(/[:;.] |, (?=but |which )/))
		.map((clause) => clause.trim())
		.filter((clause) => clause.length >= ENOUGH && clause.includes(' '));
}

const clauses = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => clausesIn(path.join(ROOT, folder, name))),
);
const isOurs = (message: string) => clauses.some((clause) => message.includes(clause));

const quoted = readFileSync(path.join(ROOT, 'docs/troubleshooting.md'), 'utf8')
	.split('\n')
	.flatMap((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? [])
	.filter((message) => NOT_CHECKED.every((other) => !message.startsWith(other)));

it.each(quoted)('the node can say: %s', (message) => {
	expect(isOurs(message)).toBe(true);
});

it('a message that the node does not have is found', () => {
	expect(quoted.length).toBeGreaterThan(40);
	expect(isOurs('AutoCall.kz is out of order at the moment (status 500)')).toBe(false);
});
