import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool, runsInsideAgent } from '../call/agentTool';

/**
 * Makes all of an error readable to a model. n8n passes it the message at most, not the description, which
 * says whether something was sent. Agents up to version 2 pass on nothing of an error that is thrown, so they
 * get it as `{ error }`.
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
		const detailed = withDetails(error as Error);
		if (isStopped || !runsInsideAgent(context)) throw detailed;
		return [[{ json: { error: detailed.message }, pairedItem: { item: 0 } }]];
	}
}

/** The error with its description in the message. */
function withDetails<Failure extends Error>(error: Failure): Failure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (error.description) error.message = `${error.message}. ${error.description}`;
	}
	return error;
}
