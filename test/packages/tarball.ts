import { execFileSync, spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix, relative, sep } from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';
import type { Manifest } from '../../scripts/packages/communityPackages';

/** Modules that a verified community node may require (n8n's lint rule no-restricted-imports). */
const ALLOWED = [
	...['n8n-workflow', 'ai-node-sdk', '@n8n/ai-node-sdk', 'lodash', 'moment', 'p-limit', 'luxon'],
	...['zod', 'crypto', 'node:crypto'],
];

const PAGES = ['README.md', 'LICENSE', 'CHANGELOG.md'];
const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'bundleDependencies'];

/** A load of another module; the name is the second group, where there is one. */
const LOAD = /\b(?:require|import)\s*\((?:\s*(["'])([^"'\n]+)\1\s*\))?/g;

/** The description of a package for n8n; files and icons by their paths in the package. */
export interface Described {
	nodes: Array<{ file: string; name: string; icons: string[]; credentials: string[] }>;
	credentials: Array<{ file: string; name: string; icons: string[]; documentationUrl: string }>;
}

/** Unpacks a tarball where nothing of ours lies in the folders above. @returns the folder of the package */
export function unpack(tarball: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-tarball-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}

/** All files below a folder, as `dist/nodes/…`. */
export function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
		.sort();
}

/**
 * Loads an unpacked package where no modules can be found but those that n8n allows.
 *
 * @throws Error with what Node.js said, when one is missing
 */
export function describedBy(folder: string): Described {
	const modules = mkdtempSync(join(tmpdir(), 'n8n-nodes-allowed-'));
	for (const name of ALLOWED.filter((each) => existsSync(join(ROOT, 'node_modules', each)))) {
		mkdirSync(dirname(join(modules, name)), { recursive: true });
		symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
	}
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(__dirname, 'loadPackage.cjs'), folder],
		{ encoding: 'utf8', env: { NODE_PATH: modules } },
	);
	rmSync(modules, { recursive: true });
	if (status !== 0) throw new Error(/^Error: .*/m.exec(stderr)?.[0] ?? stderr);
	return JSON.parse(stdout) as Described;
}

/** The package that a module belongs to: `lodash` for `lodash/omit`. */
function packageOf(module: string): string {
	return module
		.split('/')
		.slice(0, module.startsWith('@') ? 2 : 1)
		.join('/');
}

/**
 * Finds the flaws of an unpacked package, a line for each.
 *
 * @param others the manifests of the other packages of the repository
 */
export function violationsIn(folder: string, others: Manifest[]): string[] {
	const files = filesIn(folder);
	const text = (file: string) => readFileSync(join(folder, file), 'utf8');
	const manifest = JSON.parse(text('package.json')) as Manifest;
	const { nodes, credentials } = manifest.n8n;
	const codex = nodes.map((node) => node.replace(/\.js$/, '.json'));
	const found = [
		...[...PAGES, ...nodes, ...codex, ...credentials]
			.filter((file) => !files.includes(file))
			.map((file) => `${file} is missing`),
		...DEPENDENCIES.filter((field) => field in manifest).map((field) => `it has ${field}`),
	];

	const needed = new Set(['package.json', ...PAGES, ...nodes, ...codex, ...credentials]);
	// What is added on the way is gone through too.
	for (const file of needed) {
		if (!file.endsWith('.js') || !files.includes(file)) continue;
		for (const [, , module] of text(file).matchAll(LOAD)) {
			if (module?.startsWith('.')) {
				const path = posix.join(posix.dirname(file), module);
				const required = [path, `${path}.js`, `${path}.json`, `${path}/index.js`].find((each) =>
					files.includes(each),
				);
				if (required) needed.add(required);
				else found.push(`${file} requires ${module}, which the package doesn't hold`);
			} else if (module === undefined) {
				found.push(`${file} requires something without naming it`);
			} else if (!ALLOWED.includes(packageOf(module))) {
				found.push(`${file} requires ${module}, which n8n doesn't allow`);
			}
		}
	}
	try {
		const described = describedBy(folder);
		for (const icon of [...described.nodes, ...described.credentials].flatMap(
			({ icons }) => icons,
		)) {
			needed.add(icon);
			if (!files.includes(icon)) found.push(`${icon} is missing`);
		}
		const ownCredentials = described.credentials.map(({ name }) => name);
		described.nodes.forEach(({ name, credentials: used }, index) => {
			const foreign = used.filter((each) => !ownCredentials.includes(each));
			found.push(...foreign.map((each) => `${name} uses ${each}, a credential of another package`));
			const { node } = JSON.parse(text(codex[index] ?? '')) as { node: string };
			if (node !== `${manifest.name}.${name}`) found.push(`${codex[index]} is of ${node}`);
		});
	} catch (error) {
		found.push(`it can't be loaded: ${(error as Error).message}`);
	}

	const homes = [...nodes.map((node) => `${posix.dirname(node)}/`), 'dist/nodes/shared/'];
	for (const file of files) {
		const isStranger =
			file.startsWith('dist/nodes/') && !homes.some((home) => file.startsWith(home));
		if (isStranger) found.push(`${file} is of another service`);
		else if (!needed.has(file)) found.push(`nothing needs ${file}`);
	}
	// Its address is that of all packages, whatever it is named after.
	const repository = addressOf(manifest);
	for (const file of files.filter((each) => each.endsWith('.js'))) {
		const code = repository ? text(file).replaceAll(repository, '') : text(file);
		for (const mark of others.flatMap(marksOf)) {
			if (code.includes(mark)) found.push(`${file} speaks of ${mark}`);
		}
	}
	return found;
}

/** The web address of the repository; undefined where the manifest has none. */
function addressOf({ repository }: Manifest): string | undefined {
	const { url } = (repository ?? {}) as { url?: string };
	return url && /https:\/\/.*?(?=\.git$|$)/.exec(url)?.[0];
}

/** Words that only code of one package has a reason to contain: its name, its folders and its credentials. */
function marksOf({ name, n8n }: Manifest): string[] {
	const folders = n8n.nodes.map((node) => `/${basename(dirname(node))}/`);
	const credentials = n8n.credentials.map((file) => basename(file, '.credentials.js'));
	const lowerCase = credentials.map((each) => each.charAt(0).toLowerCase() + each.slice(1));
	return [name, ...folders, ...credentials, ...lowerCase];
}
