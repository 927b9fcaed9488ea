import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeType } from 'n8n-workflow';

import { toCredentials } from './input';
import type { LoadedTypes } from './instanceTypes';
import { toolNameOf, type NodeTypes } from './nodeTypes';
import { runWorkflow } from './runWorkflow';
import type { RunToolOptions, ToolResult } from './types';

const agentType = 'agent';
/** A tool as n8n's agents up to version 2 get it from `getInputConnectionData`. */
interface Tool {
	invoke(given: object): Promise<string>;
}

/** The types of the packages, an agent that calls its tool, and our node as n8n turns it into a tool. */
function withAgent(nodeTypes: NodeTypes, ownNode: string, agent: INodeType): NodeTypes {
	const own = nodeTypes.getByNameAndVersion(ownNode);
	const description = {
		...own.description,
		name: toolNameOf(ownNode),
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	const tool = Object.create(own, { description: { value: description } }) as INodeType;
	const added: Record<string, INodeType> = { [agentType]: agent, [toolNameOf(ownNode)]: tool };
	return Object.create(nodeTypes, {
		getByNameAndVersion: {
			value: (name: string, version?: number) =>
				added[name] ?? nodeTypes.getByNameAndVersion(name, version),
		},
	}) as NodeTypes;
}

function agentCalling(calls: object[], answers: ToolResult['answers']): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: agentType,
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'Agent' },
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const connected = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
			const [tool] = connected as Tool[];
			for (const given of calls) {
				answers.push(await tool!.invoke(given).catch((error: Error) => ({ error: error.message })));
			}
			return [this.getInputData()];
		},
	};
}

/** Runs our node as the tool of an agent, in the way of agents up to version 2. */
export async function runTool(types: LoadedTypes, options: RunToolOptions): Promise<ToolResult> {
	const answers: ToolResult['answers'] = [];
	const agent = agentCalling(options.calls ?? [{}], answers);
	const credentials = toCredentials(types.ownCredential, options);
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const { ownNode, nodeTypes } = types;
	const result = await runWorkflow(
		{ ...types, nodeTypes: withAgent(nodeTypes, ownNode, agent) },
		{
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Agent', agentType),
				node('Tool', toolNameOf(ownNode), {
					parameters: structuredClone(options.parameters ?? {}) as INode['parameters'],
					...options.settings,
				}),
			],
			connections: {
				Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
		},
		{ credentials, mode: 'trigger', webhookUrl: options.webhookUrl },
	);
	return { ...result, answers };
}
