import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool, runsInsideAgent } from '../call/agentTool';

/**
 * Sees to it that a model reads all of an error. n8n hands it the message at the most, not the description,
 * which tells whether something was sent. Of an error that is thrown, agents up to version 2 hand on nothing
 * at all, so that they get it as `{ error }`.
 *
 * @param run runs the node
 */
export async function tellAgents(
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

/** The error with its description in the message. */
function withDetails<Failure extends Error>(error: Failure): Failure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (error.description) error.message = `${error.message}. ${error.description}`;
	}
	return error;
}
