import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';
import type { CommunityPackage } from '../../scripts/packages/communityPackages';
import { packPackage } from '../../scripts/packages/pack';

const MODULES = path.join(__dirname, 'node_modules');
const N8N_NODE = path.join(MODULES, '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
const SCAN = path.join(__dirname, 'scan.mjs');
const LINT_WORKFLOW = path.join(__dirname, 'lintWorkflow.mjs');

/** The sources of the packages. The rest of the repository is for development, and not under n8n's rules. */
const SOURCES = ['package.json', 'tsconfig.json', 'nodes', 'credentials', 'icons'];

/** The ESLint configuration that n8n-node insists on where package.json says `"strict": true`. */
const STRICT_CONFIG = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

/**
 * Copies the sources of a package, and those of the root that it shares, into a folder, as a project of
 * n8n-node. They lie as in the repository, which n8n's scanner reads where a package was built from it.
 *
 * @returns the folder of the package in it
 */
export function copySources({ location }: CommunityPackage, folder: string): string {
	for (const name of location === '' ? SOURCES : [...SOURCES, location]) {
		cpSync(path.join(ROOT, name), path.join(folder, name), {
			recursive: true,
			filter: (source) => path.basename(source) !== 'dist',
		});
	}
	symlinkSync(MODULES, path.join(folder, 'node_modules'), 'junction');
	const project = path.join(folder, location);
	writeFileSync(path.join(project, 'eslint.config.mjs'), STRICT_CONFIG);
	return project;
}

/** Packs a built package as `npm publish` would, and unpacks it. @returns its folder */
export async function unpackTarball(
	communityPackage: CommunityPackage,
	folder: string,
): Promise<string> {
	const { file } = await packPackage(communityPackage, folder);
	execFileSync('tar', ['-xzf', file, '-C', folder]);
	return path.join(folder, 'package');
}

/** How a check ended. */
export interface Verdict {
	passes: boolean;
	/** Its output. */
	said: string;
}

/** `n8n-node lint` in a project. */
export function lint(folder: string): Verdict {
	return run([N8N_NODE, 'lint'], folder);
}

/** The checks of `@n8n/scan-community-package`. */
export function scan(folder: string, subject: 'sources' | 'tarball'): Verdict {
	return run([SCAN, folder, subject], folder);
}

/** actionlint on a workflow of GitHub. */
export function lintWorkflow(file: string): Verdict {
	return run([LINT_WORKFLOW, file], __dirname);
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
