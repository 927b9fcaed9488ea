import type { INode } from 'n8n-workflow';

import { toCredentials } from './input';
import type { LoadedTypes } from './instanceTypes';
import { runWorkflow } from './runWorkflow';
import type { NodeResult, RunNodeOptions, WorkflowResult } from './types';

const triggerName = 'Manual Trigger';

/** Runs one node behind a Manual Trigger. */
export async function runNode(types: LoadedTypes, options: RunNodeOptions): Promise<NodeResult> {
	const type = options.type ?? types.ownNode;
	const typeVersion = options.typeVersion ?? types.nodeTypes.newestVersion(type);
	const { description } = types.nodeTypes.getByNameAndVersion(type, typeVersion);
	const name = String(description.defaults.name ?? description.displayName);
	const node: INode = {
		id: 'node',
		name,
		type,
		typeVersion,
		position: [200, 0],
		parameters: structuredClone(options.parameters ?? {}) as INode['parameters'],
		...(options.continueOnFail ? { onError: options.continueOnFail } : {}),
		...(options.retryOnFail === undefined ? {} : { retryOnFail: options.retryOnFail }),
		...(options.maxTries === undefined ? {} : { maxTries: options.maxTries }),
		...(options.waitBetweenTries === undefined
			? {}
			: { waitBetweenTries: options.waitBetweenTries }),
		...options.settings,
	};
	const credentials = toCredentials(types.ownCredential, options);
	if (Object.keys(credentials).length > 0) {
		// A reference to each: the run puts in the ID of the saved credential.
		node.credentials = Object.fromEntries(
			Object.keys(credentials).map((credential) => [credential, { id: null, name: credential }]),
		);
	}

	const result = await runWorkflow(
		types,
		{
			name: `${name} alone`,
			nodes: [
				{
					id: 'trigger',
					name: triggerName,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				node,
			],
			connections: { [triggerName]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
		},
		{
			credentials,
			startNode: triggerName,
			triggerItems: options.items ?? [{}],
			mode: options.mode,
			timezone: options.timezone,
			webhookUrl: options.webhookUrl,
			stopWhen: options.stopWhen,
		},
	);

	return resultOf(result, name, options);
}

/** The outcome of the node. */
function resultOf(result: WorkflowResult, name: string, options: RunNodeOptions): NodeResult {
	const { nodes, retry, resume, callback, staticData: _staticData, ...run } = result;
	const outcome = nodes[name];
	const outputs = outcome?.outputs ?? [];
	const error = outcome?.error ?? result.error;
	const nodeResult = (later: WorkflowResult) => resultOf(later, name, options);
	return {
		...run,
		...(error ? { error } : {}),
		outputs,
		items: outputs[0] ?? [],
		errorItems: (options.continueOnFail === 'continueErrorOutput' && outputs[1]) || [],
		executionTime: outcome?.runs.at(-1)?.executionTime ?? 0,
		retry: async (parameters) => nodeResult(await retry(parameters)),
		resume: async () => nodeResult(await resume()),
		callback: async (body, address) => {
			const { resumed, ...response } = await callback(body, address);
			return { ...response, ...(resumed ? { resumed: nodeResult(resumed) } : {}) };
		},
	};
}
