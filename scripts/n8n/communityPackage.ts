import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npm } from './npm';
import { ROOT } from './paths';

/** The name under which the package is published and installed. */
export const PACKAGE = 'n8n-nodes-autocall';

/** What `npm pack` made. */
export interface Tarball {
	/** Path of the .tgz file. */
	file: string;
	/** The files in it, as `dist/nodes/…`. */
	contents: string[];
}

/**
 * Packs the built package as `npm publish` would.
 *
 * @param folder where the tarball goes
 * @throws Error when `dist/` is missing or npm fails
 */
export async function packPackage(folder: string): Promise<Tarball> {
	await mkdir(folder, { recursive: true });
	const printed = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
		cwd: ROOT,
	});
	const [packed] = packReport(printed);
	if (!packed) throw new Error(`npm pack told nothing of a tarball:\n${printed}`);
	return {
		file: join(folder, packed.filename),
		contents: packed.files.map(({ path }) => path),
	};
}

interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

/** npm 12 gives an object by package name, older ones an array. */
function packReport(printed: string): Packed[] {
	return Object.values(JSON.parse(printed) as Packed[] | Record<string, Packed>);
}

/** The folder in which an n8n keeps our package. */
export function installedPackage(userFolder: string): string {
	return join(communityFolder(userFolder), 'node_modules', PACKAGE);
}

/**
 * Installs a tarball where n8n's "Install community node" puts packages, by the same steps: unpack, leave
 * out the dependencies that aren't for running, `npm install` with n8n's own options inside the package's
 * folder, and a line in the folder's package.json. (n8n 2.37, community-packages.service; n8n itself
 * takes packages from a registry only.)
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = installedPackage(userFolder);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifestPath = join(folder, 'package.json');
	const {
		devDependencies: _development,
		peerDependencies: _peers,
		optionalDependencies: _optional,
		...manifest
	} = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
	await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
	await npm(
		[
			...['install', '--audit=false', '--fund=false', '--bin-links=false'],
			...['--install-strategy=shallow', '--ignore-scripts=true', '--package-lock=false'],
		],
		{ cwd: folder },
	);
	await writeFile(
		join(communityFolder(userFolder), 'package.json'),
		JSON.stringify(
			{
				name: 'installed-nodes',
				private: true,
				dependencies: { [PACKAGE]: manifest.version },
			},
			null,
			2,
		),
	);
}

function communityFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes');
}
