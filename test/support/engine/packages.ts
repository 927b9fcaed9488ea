import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { KnownNodesAndCredentials } from 'n8n-workflow';

/** n8n's own nodes: only the index is read, a node's code is loaded when a workflow asks for it. */
class OnDemandPackageLoader extends PackageDirectoryLoader {
	override async loadAll(): Promise<void> {
		this.known.nodes =
			await this.readJSON<KnownNodesAndCredentials['nodes']>('dist/known/nodes.json');
		this.known.credentials = await this.readJSON<KnownNodesAndCredentials['credentials']>(
			'dist/known/credentials.json',
		);
		this.isLazyLoaded = true;
	}
}

/** Loads `n8n-nodes-base`. */
export async function loadNodesBase(): Promise<PackageDirectoryLoader> {
	const loader = new OnDemandPackageLoader(
		path.dirname(require.resolve('n8n-nodes-base/package.json')),
	);
	await loader.loadAll();
	return loader;
}

/**
 * Loads a built community package the way n8n does at start.
 * @param directory folder with its package.json
 * @throws when a file listed in the `n8n` section is missing: the package is not built
 */
export async function loadCommunityPackage(directory: string): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(directory);
	try {
		await loader.loadAll();
	} catch (cause) {
		throw new Error(
			`${loader.packageName} could not be loaded from ${directory}: is it built ("npm run build")?`,
			{ cause },
		);
	}
	return loader;
}
