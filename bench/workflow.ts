import type { IConnections, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Engine, WorkflowResult } from '../test/support/engine';
import type { ServiceAddress } from './service';

/** A node as the editor saves it, with the fields needed here. */
export type BenchNode = Pick<INode, 'name' | 'type' | 'parameters' | 'credentials'>;

/** A workflow behind a Manual Trigger. */
export interface BenchWorkflow {
	nodes: BenchNode[];
	/** From the Manual Trigger through the nodes in their order, by default. */
	connections?: IConnections;
}

/** The result of a run, measured from the moment at which the trigger has passed on its items. */
export interface WorkflowRun {
	result: WorkflowResult;
	/** Items of the first output of the last node. */
	items: INodeExecutionData[];
	wallMs: number;
	/** CPU time of this process, all its threads. */
	cpuMs: number;
}

export const TRIGGER = 'Manual Trigger';

/** Makes the function that gives a node of our own its parameters. */
function ownNode(name: string, type: string) {
	return (resource: string, operation: string, parameters: IDataObject): BenchNode => ({
		name,
		type,
		parameters: { resource, operation, ...parameters } as INode['parameters'],
	});
}

/** The AutoCall node with parameters. */
export const autoCallNode = ownNode('AutoCall', 'n8n-nodes-autocall.autoCall');

/** Zvonobot's node with parameters. */
export const zvonobotNode = ownNode('Zvonobot', 'n8n-nodes-zvonobot.zvonobot');

/** n8n's HTTP Request with a Header Auth credential. */
export function httpRequestNode(parameters: IDataObject): BenchNode {
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		parameters: {
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			...parameters,
		} as INode['parameters'],
		// The run puts in the ID of the saved credential.
		credentials: { httpHeaderAuth: { id: null, name: 'Header Auth' } },
	};
}

/** n8n's Split Out, which makes an item of each entry of a list. */
export function splitOutNode(field: string): BenchNode {
	return {
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: field },
	};
}

/**
 * Runs a workflow with the credentials for a service.
 *
 * @param onStart called when the trigger has passed on its items, before the time counts
 */
export async function runWorkflow(
	engine: Engine,
	service: ServiceAddress,
	{ nodes, connections }: BenchWorkflow,
	items: IDataObject[] = [{}],
	onStart: () => void = () => undefined,
): Promise<WorkflowRun> {
	let startedAt = 0;
	let cpu = process.cpuUsage();
	const result = await engine.runWorkflow(
		{
			nodes: [
				{ name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				...nodes,
			].map((node, index) => ({
				id: String(index),
				position: [index * 200, 0],
				typeVersion: newestVersion(engine, node.type),
				...node,
			})),
			connections: connections ?? inLine([TRIGGER, ...nodes.map(({ name }) => name)]),
		},
		{
			credentials: {
				autoCallApi: { apiKey: service.apiKey, baseUrl: service.url },
				zvonobotApi: { apiKey: service.apiKey, domain: service.url, webhookSecret: '' },
				httpHeaderAuth: { name: 'Authorization', value: `Bearer ${service.apiKey}` },
			},
			startNode: TRIGGER,
			triggerItems: items,
			onNodeFinished: (name) => {
				if (name !== TRIGGER) return;
				onStart();
				cpu = process.cpuUsage();
				startedAt = performance.now();
			},
		},
	);
	const wallMs = performance.now() - startedAt;
	const cpuMs = cpuMsSince(cpu);
	engine.log.clear();
	return { result, items: result.nodes[nodes.at(-1)?.name ?? '']?.items ?? [], wallMs, cpuMs };
}

/** CPU time of this process since then, in ms. */
export function cpuMsSince(before: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** @throws when the workflow failed */
export function succeeded(run: WorkflowRun): WorkflowRun {
	if (run.result.error) throw run.result.error;
	return run;
}

/** Connects each node's first output to the next node. */
export function inLine(names: string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(1)
			.map((name, index) => [
				names[index] as string,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	);
}

function newestVersion(engine: Engine, type: string): number {
	const { version, defaultVersion } = engine.nodeDescription(type);
	return defaultVersion ?? Math.max(...[version].flat());
}
