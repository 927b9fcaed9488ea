/**
 * `npm run --silent release:notes -- v1.2.3`: prints what CHANGELOG.md says of the version that is released,
 * and fails when the tag, package.json and CHANGELOG.md don't agree.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { notesOf } from './release/notesOf';

const ROOT = join(__dirname, '..');

function textOf(name: string): string {
	return readFileSync(join(ROOT, name), 'utf8');
}

try {
	const [tag] = process.argv.slice(2);
	if (tag === undefined) throw new Error('Which release? Give its tag, such as v1.2.3.');
	const { version } = JSON.parse(textOf('package.json')) as { version: string };
	console.log(notesOf({ tag, packageVersion: version, changelog: textOf('CHANGELOG.md') }));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
