// First: n8n reads its settings while its modules load.
import { restoreNodeEnvironment } from './instance';

import { basename } from 'node:path';

import { NodeHelpers, setGlobalState, UserError } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import { communityPackages, type Manifest } from '../../../scripts/packages/communityPackages';
import { deleteBinaries, readBinary, setBinaryMode, storeBinary } from './binaryData';
import { testCredential } from './credentialTest';
import { listSearch, loadOptions } from './dynamicParameters';
import { hurry, timesFaster } from './hurry';
import type { LoadedTypes } from './instanceTypes';
import { captureLog } from './log';
import { CredentialTypes, NodeTypes } from './nodeTypes';
import { loadCommunityPackage, loadNodesBase } from './packages';
import { activateTrigger, poll } from './poll';
import { runNode } from './runNode';
import { runTool } from './runTool';
import { runWorkflow } from './runWorkflow';
import { activateWebhook } from './triggerWebhook';
import type { Engine } from './types';

restoreNodeEnvironment();

const autoCall = 'n8n-nodes-autocall';

async function assemble(): Promise<(packageName: string) => Engine> {
	const log = captureLog();
	// n8n's default; a node that needs another zone has to say so itself.
	setGlobalState({ defaultTimezone: 'America/New_York' });
	await setBinaryMode('filesystem');

	const packages = [await loadNodesBase()];
	const own = communityPackages();
	let unloaded: Error | undefined;
	try {
		const folders = own.map(({ folder }) => folder);
		packages.unshift(...(await Promise.all(folders.map(loadCommunityPackage))));
	} catch (error) {
		unloaded = error as Error;
	}
	const nodeTypes = new NodeTypes(packages, unloaded);
	const credentialTypes = new CredentialTypes(packages, unloaded);
	return (packageName) => {
		const manifest = own.find(({ manifest: { name } }) => name === packageName)?.manifest;
		if (!manifest) throw new UserError(`There is no package ${packageName}`);
		return engineFor({ nodeTypes, credentialTypes, ...namesOf(manifest) }, log);
	};
}

/** The names of a package's own node, trigger and credential, by the files that it lists. */
function namesOf({ name, n8n }: Manifest): Omit<LoadedTypes, 'nodeTypes' | 'credentialTypes'> {
	const typeNames = (files: string[], ending: string) =>
		files.map((file) => {
			const type = basename(file, ending);
			return type.charAt(0).toLowerCase() + type.slice(1);
		});
	const nodes = typeNames(n8n.nodes, '.node.js');
	const isTrigger = (type: string) => type.endsWith('Trigger');
	const [ownCredential = ''] = typeNames(n8n.credentials, '.credentials.js');
	return {
		ownNode: `${name}.${nodes.find((type) => !isTrigger(type))}`,
		ownTrigger: `${name}.${nodes.find(isTrigger)}`,
		ownCredential,
	};
}

function engineFor(types: LoadedTypes, log: Engine['log']): Engine {
	const describe = (type = types.ownNode, version = types.nodeTypes.newestVersion(type)) =>
		types.nodeTypes.getByNameAndVersion(type, version).description;

	return {
		runNode: async (options) => await runNode(types, options),
		runWorkflow: async (workflow, options) => await runWorkflow(types, workflow, options),
		runTool: async (options) => await runTool(types, options),
		listSearch: async (options) => await listSearch(types, options),
		loadOptions: async (options) => await loadOptions(types, options),
		testCredential: async (type, data) => await testCredential(types, type, data),
		poll: async (options) => await poll(types, options),
		activateTrigger: async (options) => await activateTrigger(types, options),
		activateWebhook: async (options) => await activateWebhook(types, options),
		nodeDescription: describe,
		parametersWithDefaults: (type, parameters) => {
			const description = describe(type);
			return (
				NodeHelpers.getNodeParameters(
					description.properties,
					structuredClone(parameters) as INodeParameters,
					true,
					false,
					null,
					description,
				) ?? {}
			);
		},
		storeBinary,
		readBinary,
		setBinaryMode,
		hurry,
		timesFaster,
		log,
		close: async () => {
			deleteBinaries();
			await setBinaryMode('filesystem');
			log.clear();
			hurry(1);
		},
	};
}

let assembled: ReturnType<typeof assemble> | undefined;

/**
 * The engine of this process; n8n's modules and the packages are loaded once.
 *
 * @param packageName the package whose node, trigger and credential are meant where a test names none
 */
export async function createEngine(packageName = autoCall): Promise<Engine> {
	assembled ??= assemble();
	return (await assembled)(packageName);
}
