import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Tarball } from '../packages/pack';
import { npm } from './npm';

/** The name under which the package of AutoCall.kz is published and installed. */
export const PACKAGE = 'n8n-nodes-autocall';

/** The folder in which an n8n keeps a package of ours. */
export function installedPackage(userFolder: string, name: string): string {
	return join(communityFolder(userFolder), 'node_modules', name);
}

/**
 * Installs tarballs where n8n's "Install community node" puts packages, by the same steps: unpack, leave
 * out the development dependencies, `npm install` with n8n's own options inside the package's
 * folder, and a line in the folder's package.json. (n8n 2.37, community-packages.service; n8n itself
 * takes packages from a registry only.)
 */
export async function installPackages(tarballs: Tarball[], userFolder: string): Promise<void> {
	const dependencies: Record<string, unknown> = {};
	for (const tarball of tarballs) {
		dependencies[tarball.name] = await install(tarball, installedPackage(userFolder, tarball.name));
	}
	await writeFile(
		join(communityFolder(userFolder), 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies }, null, 2),
	);
}

/** @returns the version that is installed now */
async function install({ file }: Tarball, folder: string): Promise<unknown> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);

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
	return manifest.version;
}

function communityFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes');
}
