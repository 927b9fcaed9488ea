/** The workflows in examples/, as a person imports them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Bench } from '../../support/autoCall';
import type { WorkflowJson, WorkflowResult } from '../../support/engine';

export const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
export const FILES = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

const TRIGGER = 'n8n-nodes-autocall.autoCallTrigger';

/** The text of a file in examples/. */
export function readText(file: string): string {
	return readFileSync(join(EXAMPLES, file), 'utf8');
}

/** An example as it is. */
export function read(file: string): Required<WorkflowJson> {
	return JSON.parse(readText(file)) as Required<WorkflowJson>;
}

/** @throws Error when the workflow has no node of that name */
export function nodeOf({ nodes }: WorkflowJson, name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`The example has no node "${name}"`);
	return node;
}

/** An example with a person's own settings in some of its nodes, by name. */
export function withSettings(
	file: string,
	settings: Record<string, IDataObject> = {},
): Required<WorkflowJson> {
	const workflow = read(file);
	for (const [name, parameters] of Object.entries(settings)) {
		Object.assign(nodeOf(workflow, name).parameters, parameters);
	}
	return workflow;
}

/** An example whose trigger n8n holds active. */
export interface ActiveExample {
	/** A poll of the trigger and, if it finds something, a run of the workflow. */
	poll(): Promise<WorkflowResult | undefined>;
}

/**
 * Activates an example that starts with AutoCall Trigger.
 *
 * @param pinData output of nodes that this engine can't run; with it the workflow runs as by hand
 */
export async function activated(
	{ engine, credential }: Bench,
	workflow: WorkflowJson,
	pinData?: Record<string, INodeExecutionData[]>,
): Promise<ActiveExample> {
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER) as INode;
	const active = await engine.activateTrigger({ credential, parameters: trigger.parameters });
	const { items } = await active.poll(true);
	if (items) throw new Error('The trigger emits something while it is activated');
	return {
		async poll() {
			const found = (await active.poll()).items;
			if (!found) return undefined;
			return await engine.runWorkflow(workflow, {
				mode: pinData ? 'manual' : 'trigger',
				startNode: trigger.name,
				triggerItems: found,
				credentials: { autoCallApi: credential },
				...(pinData && { pinData }),
			});
		},
	};
}

/** The last output of a node, without pairing; undefined when it didn't run. */
export function outputOf(
	result: WorkflowResult | undefined,
	node: string,
): IDataObject[] | undefined {
	return result?.nodes[node]?.items.map(({ json }) => json);
}
