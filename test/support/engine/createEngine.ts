// First: n8n reads its settings while its modules load.
import { restoreNodeEnvironment } from './instance';

import { NodeHelpers, setGlobalState } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import { communityPackages } from '../../../scripts/packages/communityPackages';
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
import type { Engine } from './types';

restoreNodeEnvironment();

const packageName = 'n8n-nodes-autocall';

async function assemble(): Promise<Engine> {
	const log = captureLog();
	// n8n's default; a node that needs another zone has to say so itself.
	setGlobalState({ defaultTimezone: 'America/New_York' });
	await setBinaryMode('filesystem');

	const packages = [await loadNodesBase()];
	let unloaded: Error | undefined;
	try {
		const folders = communityPackages().map(({ folder }) => folder);
		packages.unshift(...(await Promise.all(folders.map(loadCommunityPackage))));
	} catch (error) {
		unloaded = error as Error;
	}
	const types: LoadedTypes = {
		nodeTypes: new NodeTypes(packages, unloaded),
		credentialTypes: new CredentialTypes(packages, unloaded),
		ownNode: `${packageName}.autoCall`,
		ownTrigger: `${packageName}.autoCallTrigger`,
		ownCredential: 'autoCallApi',
	};
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

let engine: Promise<Engine> | undefined;

/** The engine of this process; n8n's modules and the packages are loaded once. */
export async function createEngine(): Promise<Engine> {
	engine ??= assemble();
	return await engine;
}
