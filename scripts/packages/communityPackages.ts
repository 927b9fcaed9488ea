import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../n8n/paths';

/** A package.json, with the fields that building, testing and publishing read. */
export interface Manifest {
	name: string;
	version: string;
	/** The files that n8n loads: paths of built files, such as `dist/nodes/AutoCall/AutoCall.node.js`. */
	n8n: { nodes: string[]; credentials: string[] };
	[field: string]: unknown;
}

/** One of the packages that this repository publishes. */
export interface CommunityPackage {
	/** Its folder from the root of the repository, empty for the root itself: `packages/zvonobot`. */
	location: string;
	/** The same as an absolute path. Beside package.json it holds `nodes`, `credentials`, `icons` and its pages. */
	folder: string;
	manifest: Manifest;
}

/** The prefix of the names of all community nodes, which n8n demands. */
const PREFIX = 'n8n-nodes-';

/**
 * The packages of a repository: its root, and each folder of `packages/`.
 *
 * @throws Error when a folder of `packages/` doesn't have the name of its package, without `n8n-nodes-`
 */
export function communityPackages(root = ROOT): CommunityPackage[] {
	const parent = join(root, 'packages');
	const names = existsSync(parent) ? readdirSync(parent).sort() : [];
	return ['', ...names.map((name) => `packages/${name}`)].map((location) => {
		const folder = join(root, location);
		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
		if (location !== '' && location !== `packages/${shortName({ manifest })}`) {
			throw new Error(`${location}/package.json is of ${manifest.name}; rename one of the two.`);
		}
		return { location, folder, manifest };
	});
}

/** The name without `n8n-nodes-`: `autocall`. */
export function shortName({ manifest }: Pick<CommunityPackage, 'manifest'>): string {
	return manifest.name.replace(PREFIX, '');
}

/** The tag that publishes a package in its present version: `autocall-v1.2.3`. */
export function tagOf(communityPackage: Pick<CommunityPackage, 'manifest'>): string {
	return `${shortName(communityPackage)}-v${communityPackage.manifest.version}`;
}
