import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Whether an AI agent runs the node as its tool: by itself, or (from version 3 on) through the engine. */
export function isTool(context: IExecuteFunctions): boolean {
	return (
		runsInsideAgent(context) || context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool
	);
}

/**
 * Sees to it that a model reads all of an error. n8n hands it the message at the most, not the description,
 * which tells whether something was sent. Of an error that is thrown, agents up to version 2 hand on nothing
 * at all, so that they get it as `{ error }`.
 *
 * @param run runs the node
 */
export async function tellingAgents(
	context: IExecuteFunctions,
	run: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!isTool(context)) return await run();
	try {
		const outputs = await run();
		for (const item of outputs.flat()) {
			if (item.error) item.json.error = withDetails(item.error).message;
		}
		return outputs;
	} catch (error) {
		const isStopped = context.getExecutionCancelSignal()?.aborted ?? false;
		const told = withDetails(error as Error);
		if (isStopped || !runsInsideAgent(context)) throw told;
		return [[{ json: { error: told.message }, pairedItem: { item: 0 } }]];
	}
}

/** Whether an agent runs the node by itself, without the engine: its versions 1 and 2. */
export function runsInsideAgent(context: IExecuteFunctions): boolean {
	const { isToolExecution } = context as Partial<IExecuteFunctions>;
	// Versions of n8n that don't know the method know no agents that run tools in another way.
	return isToolExecution?.call(context) ?? context.getNode().type.endsWith('Tool');
}

/** The error with its description in the message. */
function withDetails<Failure extends Error>(error: Failure): Failure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (error.description) error.message = `${error.message}. ${error.description}`;
	}
	return error;
}
