import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, UserError } from 'n8n-workflow';
import type {
	INode,
	INodeCredentials,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';

import { CredentialStore } from './credentials';
import { carryOut, nextExecutionId, type Start } from './execution';
import { toItems } from './input';
import type { LoadedTypes } from './instanceTypes';
import type { NodeTypes } from './nodeTypes';
import type { RunWorkflowOptions, WorkflowJson, WorkflowResult } from './types';

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
		const parameters =
			NodeHelpers.getNodeParameters(
				description.properties,
				node.parameters,
				true,
				false,
				node,
				description,
			) ?? {};
		for (const [type, reference] of Object.entries(saved)) {
			const declared = description.credentials?.find(({ name }) => name === type);
			const shown =
				declared && NodeHelpers.displayParameter(parameters, declared, node, description);
			if (shown || node.credentials?.[type]) {
				node.credentials = { ...node.credentials, [type]: reference };
			}
		}
	}
}

function begin(
	workflow: Workflow,
	additional: IWorkflowExecuteAdditionalData,
	options: RunWorkflowOptions,
): ReturnType<Start> {
	const mode = options.mode ?? 'manual';
	const startNode = options.startNode
		? (workflow.getNode(options.startNode) ?? undefined)
		: workflow.getStartNode();
	if (!startNode) throw new UserError('No node to start the workflow from could be found');
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
}

/** Runs a workflow as n8n's server does, with `WorkflowExecute`. */
export async function runWorkflow(
	types: LoadedTypes,
	json: WorkflowJson,
	options: RunWorkflowOptions = {},
): Promise<WorkflowResult> {
	const saved = importWorkflow(json, options);
	const credentials = new CredentialStore();
	const references = await credentials.addAll(options.credentials ?? {});
	chooseCredentials(saved.nodes, types.nodeTypes, references);
	const execution = {
		id: nextExecutionId(),
		mode: options.mode ?? 'manual',
		types,
		saved,
		credentials,
		options,
	};
	return await carryOut(execution, (workflow, additional) => begin(workflow, additional, options));
}
