import { stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, deepCopy, NodeHelpers, UserError, Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	INode,
	INodeCredentials,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	NodeApiError,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, CredentialStore } from './credentials';
import { toItems } from './input';
import type { LoadedTypes } from './instanceTypes';
import type { NodeTypes } from './nodeTypes';
import type { NodeOutcome, RunWorkflowOptions, WorkflowJson, WorkflowResult } from './types';

let executions = 0;

/** Fills what only a saved workflow has, and applies what the run overrides. */
function importWorkflow(json: WorkflowJson, options: RunWorkflowOptions): IWorkflowBase {
	const settings: IWorkflowSettings = { executionOrder: 'v1', ...json.settings };
	if (options.timezone) settings.timezone = options.timezone;
	// n8n keeps no time zone for "as the instance has it".
	if (settings.timezone === 'DEFAULT') delete settings.timezone;
	return structuredClone({
		id: 'workflow',
		name: 'Workflow',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		...json,
		settings,
		staticData: options.staticData ?? json.staticData,
	});
}

/** Chooses the saved credentials in every node that can show them, as a person does after an import. */
function chooseCredentials(nodes: INode[], nodeTypes: NodeTypes, saved: INodeCredentials): void {
	for (const node of nodes) {
		const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		for (const [type, reference] of Object.entries(saved)) {
			const declared = description.credentials?.find(({ name }) => name === type);
			const shown =
				declared && NodeHelpers.displayParameter(node.parameters, declared, node, description);
			if (shown || node.credentials?.[type]) {
				node.credentials = { ...node.credentials, [type]: reference };
			}
		}
	}
}

/** The execution as n8n records it when it refuses to start: the error, and no node has run. */
function refused(error: unknown, mode: IRun['mode']): IRun {
	const now = new Date();
	return {
		data: createRunExecutionData({
			resultData: { error: error as ExecutionError, runData: {} },
		}),
		mode,
		startedAt: now,
		stoppedAt: now,
		status: 'error',
		storedAt: 'db',
	};
}

async function execute(
	workflow: Workflow,
	additional: IWorkflowExecuteAdditionalData,
	options: RunWorkflowOptions,
): Promise<IRun> {
	const mode = options.mode ?? 'manual';
	const startNode = options.startNode
		? (workflow.getNode(options.startNode) ?? undefined)
		: workflow.getStartNode();
	if (!startNode) throw new UserError('No node to start the workflow from could be found');

	const start = () => {
		if (mode === 'manual') {
			const pinned = Object.entries(options.pinData ?? workflow.pinData ?? {});
			if (options.triggerItems) pinned.push([startNode.name, options.triggerItems]);
			return new WorkflowExecute(additional, mode).run({
				workflow,
				startNode,
				pinData: Object.fromEntries(pinned.map(([name, items]) => [name, toItems(items)])),
			});
		}
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{
						node: startNode,
						data: { main: [toItems(options.triggerItems ?? [{}])] },
						source: null,
					},
				],
			},
		});
		return new WorkflowExecute(additional, mode, data).processRunExecutionData(workflow);
	};

	try {
		const execution = start();
		const stop = () => execution.cancel();
		options.stopWhen?.then(stop, stop);
		return await execution;
	} catch (error) {
		return refused(error, mode);
	}
}

function outcomes(run: IRun): Record<string, NodeOutcome> {
	return Object.fromEntries(
		Object.entries(run.data.resultData.runData).map(([name, runs]) => {
			const last = runs.at(-1);
			const outputs = (last?.data?.main ?? []).map((items) => items ?? []);
			return [name, { runs, outputs, items: outputs[0] ?? [], error: last?.error }];
		}),
	);
}

/** Runs a workflow as n8n's server does, with `WorkflowExecute`. */
export async function runWorkflow(
	{ nodeTypes, credentialTypes }: LoadedTypes,
	json: WorkflowJson,
	options: RunWorkflowOptions = {},
): Promise<WorkflowResult> {
	const mode = options.mode ?? 'manual';
	const data = importWorkflow(json, options);
	const store = new CredentialStore();
	const saved = await store.addAll(options.credentials ?? {});

	const workflow = new Workflow({ ...data, active: mode !== 'manual', nodeTypes });
	chooseCredentials(data.nodes, nodeTypes, saved);

	const executionId = String(++executions);
	const hooks = new ExecutionLifecycleHooks(mode, executionId, data);
	const { onNodeFinished } = options;
	if (onNodeFinished) {
		hooks.addHandler('nodeExecuteAfter', async (name, task) => await onNodeFinished(name, task));
	}

	const consoleMessages: string[] = [];
	const run = await execute(
		workflow,
		additionalData({
			credentialsHelper: new CredentialsHelper(credentialTypes, store),
			workflowId: data.id,
			workflowSettings: data.settings,
			executionId,
			hooks,
			sendDataToUI: (type, data) => {
				const { messages } = data as { messages?: string[] };
				if (type === 'sendConsoleMessage') consoleMessages.push(...(messages ?? []));
			},
		}),
		options,
	);
	return {
		run,
		status: run.status,
		error: run.data.resultData.error as NodeApiError | undefined,
		nodes: outcomes(run),
		consoleMessages,
		staticData: deepCopy(workflow.staticData),
		...(run.waitTill ? { waitTill: run.waitTill } : {}),
		stored: () => stringify(run.data),
	};
}
