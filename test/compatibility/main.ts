/**
 * `npm run test:compatibility`: the engine tests on the oldest and the newest n8n that the README names.
 * `-- oldest` or `-- newest` takes one of them; what comes after it goes to Jest.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { nodeForN8n } from '../../scripts/n8n/nodeForN8n';
import { installFromLock } from '../support/installFromLock';

/** The engines, each with the Node.js that runs it: the newest n8n asks for Node.js 24. */
const NODES: Record<string, () => string> = {
	oldest: () => process.execPath,
	newest: nodeForN8n,
};

const JEST = require.resolve('jest/bin/jest');
const CONFIG = path.join(__dirname, 'jest.config.cjs');

/** Runs the engine tests on one n8n. @returns whether they pass */
async function passesOn(name: string, node: string, jestArguments: string[]): Promise<boolean> {
	const folder = path.join(__dirname, 'versions', name);
	await installFromLock(folder);
	const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
		version: string;
	};
	console.log(`\nThe ${name} n8n: ${version}`);
	const jest = spawn(node, [JEST, '--config', CONFIG, ...jestArguments], {
		stdio: 'inherit',
		env: { ...process.env, N8N_ENGINE: name },
	});
	const [code] = (await once(jest, 'close')) as [number | null];
	return code === 0;
}

async function main(): Promise<void> {
	const all = process.argv.slice(2);
	const [first = '', ...rest] = all;
	const [names, jestArguments] = first in NODES ? [[first], rest] : [Object.keys(NODES), all];
	for (const name of names) {
		const node = NODES[name]?.() ?? process.execPath;
		if (!(await passesOn(name, node, jestArguments))) process.exitCode = 1;
	}
}

void main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
