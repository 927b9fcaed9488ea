import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { packPackage } from '../../scripts/n8n/communityPackage';
import { ROOT } from '../../scripts/n8n/paths';

const MODULES = path.join(__dirname, 'node_modules');
const N8N_NODE = path.join(MODULES, '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
const SCAN = path.join(__dirname, 'scan.mjs');

/** What the package is made of. The rest of the repository is for development, and not under n8n's rules. */
const SOURCES = ['package.json', 'tsconfig.json', 'nodes', 'credentials', 'icons'];

/** The ESLint configuration that n8n-node insists on where package.json says `"strict": true`. */
const STRICT_CONFIG = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

/** Copies the sources of the package into a folder, as a project of n8n-node. */
export function copySources(folder: string): void {
	mkdirSync(folder, { recursive: true });
	for (const name of SOURCES) {
		cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
	}
	writeFileSync(path.join(folder, 'eslint.config.mjs'), STRICT_CONFIG);
	symlinkSync(MODULES, path.join(folder, 'node_modules'), 'junction');
}

/** Packs the built package as `npm publish` would, and unpacks it. @returns its folder */
export async function unpackTarball(folder: string): Promise<string> {
	const { file } = await packPackage(folder);
	execFileSync('tar', ['-xzf', file, '-C', folder]);
	return path.join(folder, 'package');
}

/** How a check ended. */
export interface Verdict {
	passes: boolean;
	/** What it printed. */
	said: string;
}

/** `n8n-node lint` in a project. */
export function lint(folder: string): Verdict {
	return run([N8N_NODE, 'lint'], folder);
}

/** The checks of `@n8n/scan-community-package`. */
export function scan(folder: string, look: 'sources' | 'tarball'): Verdict {
	return run([SCAN, folder, look], folder);
}

function run(command: string[], cwd: string): Verdict {
	const { status, stdout, stderr, error } = spawnSync(process.execPath, command, {
		cwd,
		encoding: 'utf8',
		env: { ...process.env, NODE_ENV: undefined },
	});
	if (error) throw error;
	return { passes: status === 0, said: stdout + stderr };
}
