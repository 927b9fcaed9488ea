import { isDeepStrictEqual } from 'node:util';

import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor } from 'n8n-core';
import { deepCopy, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, CredentialStore } from './credentials';
import { toCredentials } from './input';
import type { LoadedTypes } from './instanceTypes';
import { runWorkflow } from './runWorkflow';
import type { ActivationOptions, ActiveTrigger, PollOptions, PollResult } from './types';

const workflowId = 'workflow';

function triggerNode(types: LoadedTypes, options: ActivationOptions): INode {
	const type = options.type ?? types.ownTrigger;
	return {
		id: 'trigger',
		name: 'Trigger',
		type,
		typeVersion: types.nodeTypes.newestVersion(type),
		position: [0, 0],
		parameters: structuredClone(options.parameters ?? {}) as INodeParameters,
	};
}

/** The editor's "Fetch test event": the trigger runs as a manual execution, nothing is saved. */
async function pollManually(types: LoadedTypes, options: PollOptions): Promise<PollResult> {
	const node = triggerNode(types, options);
	const credentials = toCredentials(types.ownCredential, options);
	const before = structuredClone(options.staticData ?? {});
	const result = await runWorkflow(
		types,
		{ id: workflowId, nodes: [node], connections: {} },
		{
			credentials,
			startNode: node.name,
			timezone: options.timezone,
			staticData: { [`node:${node.name}`]: before },
		},
	);
	const items = result.nodes[node.name]?.items ?? null;
	return {
		items: result.error ? null : items,
		staticData: deepCopy(result.staticData[`node:${node.name}`] as IDataObject),
		saved: deepCopy(before),
		...(result.error ? { error: result.error } : {}),
	};
}

/** A workflow that n8n holds active, polled through its `PollTriggerExecutor`. */
export async function activateTrigger(
	types: LoadedTypes,
	options: ActivationOptions,
): Promise<ActiveTrigger> {
	const node = triggerNode(types, options);
	const store = new CredentialStore();
	node.credentials = await store.addAll(toCredentials(types.ownCredential, options));
	const before = structuredClone(options.staticData ?? {});
	const durable = options.cursor === 'durable';
	const workflow = new Workflow({
		id: workflowId,
		name: 'Workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: types.nodeTypes,
		staticData: { [`node:${node.name}`]: structuredClone(before) },
		settings: options.timezone ? { timezone: options.timezone } : {},
	});
	const credentialsHelper = new CredentialsHelper(types.credentialTypes, store);

	let committed: IDataObject = structuredClone(before);
	let saved: IDataObject = structuredClone(before);
	const held = () => (durable ? committed : workflow.getStaticData('node', node));

	return {
		poll: async (whileActivating = false) => {
			// With the durable store a poll works on a copy, of which n8n keeps what changed.
			const copy: IDataObject = structuredClone(committed);
			const save = () => {
				if (durable) committed = deepCopy(copy);
				saved = deepCopy(held());
			};
			let emitted: INodeExecutionData[][] | null = null;
			let error: Error | undefined;
			const context = new PollContext(
				workflow,
				node,
				additionalData({ credentialsHelper, workflowId, workflowSettings: workflow.settings }),
				'trigger',
				options.activation ?? 'activate',
				(data) => {
					emitted = data;
					save();
				},
				(failure) => {
					error = failure;
				},
				async () => {
					if (durable && !isDeepStrictEqual(copy, committed)) save();
				},
				async (run) => await run(),
				() => (durable ? copy : workflow.getStaticData('node', node)),
			);
			await Container.get(PollTriggerExecutor).create(
				workflow,
				node,
				context,
				() => true,
			)(whileActivating);
			// n8n saves the static data at the end of an activation that succeeded.
			if (whileActivating && !durable) save();
			return {
				items: (emitted as INodeExecutionData[][] | null)?.[0] ?? null,
				...(error ? { error } : {}),
			};
		},
		staticData: () => deepCopy(held()),
		saved: () => deepCopy(saved),
	};
}

async function pollActively(types: LoadedTypes, options: PollOptions): Promise<PollResult> {
	const active = await activateTrigger(types, options);
	const result = await active.poll(options.whileActivating);
	return { ...result, staticData: active.staticData(), saved: active.saved() };
}

/** Runs one poll of a polling trigger. */
export async function poll(types: LoadedTypes, options: PollOptions): Promise<PollResult> {
	return options.mode === 'manual'
		? await pollManually(types, options)
		: await pollActively(types, options);
}
