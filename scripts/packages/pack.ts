import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { npm } from '../n8n/npm';
import { communityPackages, type CommunityPackage } from './communityPackages';

/** A tarball of `npm pack`. */
export interface Tarball {
	/** Its package. */
	name: string;
	/** Path of the .tgz file. */
	file: string;
	/** The files in it, as `dist/nodes/…`. */
	contents: string[];
}

/**
 * Packs a built package as `npm publish` would.
 *
 * @param into folder where the tarball goes
 * @throws Error when npm fails
 */
export async function packPackage({ folder }: CommunityPackage, into: string): Promise<Tarball> {
	await mkdir(into, { recursive: true });
	const printed = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', into], {
		cwd: folder,
	});
	const [packed] = packReport(printed);
	if (!packed) throw new Error(`npm pack told nothing of a tarball:\n${printed}`);
	return {
		name: packed.name,
		file: join(into, packed.filename),
		contents: packed.files.map(({ path }) => path),
	};
}

/** Packs all packages into a folder. */
export async function packPackages(into: string): Promise<Tarball[]> {
	return await Promise.all(communityPackages().map(async (each) => await packPackage(each, into)));
}

interface Packed {
	name: string;
	filename: string;
	files: Array<{ path: string }>;
}

/** npm 12 returns an object by package name, older ones an array. */
function packReport(printed: string): Packed[] {
	return Object.values(JSON.parse(printed) as Packed[] | Record<string, Packed>);
}
