import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix, relative, sep } from 'node:path';

import { ROOT } from '../n8n/paths';
import { communityPackages, type CommunityPackage } from './communityPackages';
import { requiresOf } from './requires';

/** The only sources that several packages are made of. */
const SHARED = 'nodes/shared/';

/**
 * Compiles all sources once, and makes `dist/` of every package from them.
 *
 * @throws Error when something doesn't compile, or a package requires a file that it may not contain; no `dist/` is changed then
 */
export function buildPackages(root = ROOT): void {
	// The real path, since Node.js resolves to real paths.
	const compiled = realpathSync(mkdtempSync(join(tmpdir(), 'n8n-nodes-build-')));
	try {
		compile(root, compiled);
		const modules = communityPackages(root).map(
			(communityPackage) => [communityPackage, modulesOf(communityPackage, compiled)] as const,
		);
		for (const [communityPackage, files] of modules) writeDist(root, communityPackage, files);
	} finally {
		rmSync(compiled, { recursive: true, force: true });
	}
}

function compile(root: string, compiled: string): void {
	const { status, stdout } = spawnSync(
		process.execPath,
		[
			...[require.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
			...['--noEmit', 'false', '--outDir', compiled],
		],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(`The sources don't compile:\n${stdout}`);
}

/**
 * The compiled files of a package: those that its package.json names, and those that these require in turn.
 *
 * @param compiled folder of the compiled sources, laid out like the repository
 * @returns the texts by paths in the package: `dist/nodes/…`
 * @throws Error when a file is missing, or belongs neither to the package nor to nodes/shared
 */
export function modulesOf(
	communityPackage: CommunityPackage,
	compiled: string,
): Map<string, string> {
	const { location, manifest } = communityPackage;
	const texts = new Map<string, string>();
	const add = (file: string, requiredBy: string): void => {
		const place = placeOf(file, communityPackage, requiredBy);
		if (texts.has(place)) return;
		let text = readFileSync(join(compiled, file), 'utf8');
		// Before the files that it requires, which may require it in turn.
		texts.set(place, text);
		if (!file.endsWith('.js')) return;

		const { resolve } = createRequire(join(compiled, file));
		// From the end, so that the offsets of the others stay right.
		for (const { module, start, end } of requiresOf(text).reverse()) {
			if (!module.startsWith('.')) continue;
			const required = relative(compiled, resolve(module)).replaceAll(sep, '/');
			add(required, file);
			const path = pathTo(placeOf(required, communityPackage, file), place);
			if (path === pathTo(required, file)) continue;
			text = `${text.slice(0, start)}${JSON.stringify(path)}${text.slice(end)}`;
		}
		texts.set(place, text);
	};
	for (const entry of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		add(posix.join(location, posix.relative('dist', entry)), 'package.json');
	}
	return texts;
}

/** Where a compiled file lies in a package: its own ones as in its folder, shared ones as at the root. */
function placeOf(
	file: string,
	{ location, manifest }: CommunityPackage,
	requiredBy: string,
): string {
	if (file.startsWith(SHARED)) return `dist/${file}`;
	const own = posix.relative(location, file);
	if (/^(nodes|credentials)\//.test(own) && !own.startsWith(SHARED)) return `dist/${own}`;
	throw new Error(
		`${manifest.name} can't hold ${file}, which ${requiredBy} requires: ` +
			`what several packages need lies in ${SHARED}.`,
	);
}

function pathTo(file: string, from: string): string {
	const path = posix.relative(posix.dirname(from), file);
	return path.startsWith('.') ? path : `./${path}`;
}

function writeDist(
	root: string,
	{ location, folder, manifest }: CommunityPackage,
	modules: Map<string, string>,
): void {
	const dist = join(folder, 'dist');
	rmSync(dist, { recursive: true, force: true });
	for (const [place, text] of modules) {
		mkdirSync(join(folder, posix.dirname(place)), { recursive: true });
		writeFileSync(join(folder, place), text);
	}
	for (const node of manifest.n8n.nodes) {
		const codex = node.replace(/\.js$/, '.json');
		copyFileSync(join(folder, posix.relative('dist', codex)), join(folder, codex));
	}
	cpSync(join(folder, 'icons'), join(dist, 'icons'), { recursive: true });
	if (location !== '') copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}
