/** Small workflows, as n8n saves them. */
import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from './engine';

/** A node; `more` are further settings, such as `typeVersion` (1 when left out) and `onError`. */
export function nodeOf(
	name: string,
	type: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode {
	return {
		...{ id: name, name, type, typeVersion: 1, position: [0, 0] },
		parameters: parameters as INodeParameters,
		...more,
	};
}

/** An AutoCall node. */
export function autoCallNode(
	name: string,
	parameters: IDataObject,
	more: Partial<INode> = {},
): INode {
	return nodeOf(name, 'n8n-nodes-autocall.autoCall', parameters, more);
}

/** The parameters of an Edit Fields node that sets text fields. */
export function fieldsToSet(fields: Record<string, string>): IDataObject {
	const assignments = Object.entries(fields).map(([name, value]) => ({
		...{ id: name, name, value, type: 'string' },
	}));
	return { assignments: { assignments } };
}

/** An Edit Fields node that sets text fields. */
export function setNode(name: string, fields: Record<string, string>): INode {
	return nodeOf(name, 'n8n-nodes-base.set', fieldsToSet(fields), { typeVersion: 3.4 });
}

/** The node with which a workflow starts. */
export const START = nodeOf('Start', 'n8n-nodes-base.manualTrigger');

const to = (node: string) => ({ node, type: 'main' as const, index: 0 });

/** A workflow of nodes one after the other, behind `Start`. */
export function inARow(...nodes: INode[]): WorkflowJson {
	return rowFrom(START, ...nodes);
}

/** A workflow of a trigger and nodes one after the other behind it. */
export function rowFrom(...nodes: INode[]): WorkflowJson {
	const connections: IConnections = {};
	nodes.slice(1).forEach(({ name }, index) => {
		connections[(nodes[index] as INode).name] = { main: [[to(name)]] };
	});
	return { nodes, connections };
}

/** A workflow that runs a node for one item after the other in a loop, behind `Start`; `Done` gets all output. */
export function inALoop(node: INode): WorkflowJson {
	const loop = nodeOf(
		'Loop',
		'n8n-nodes-base.splitInBatches',
		{ batchSize: 1 },
		{ typeVersion: 3 },
	);
	return {
		nodes: [START, loop, node, nodeOf('Done', 'n8n-nodes-base.noOp')],
		connections: {
			Start: { main: [[to('Loop')]] },
			Loop: { main: [[to('Done')], [to(node.name)]] },
			[node.name]: { main: [[to('Loop')]] },
		},
	};
}
