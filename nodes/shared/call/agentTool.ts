import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an AI agent runs the node as its tool: by itself, or (from version 3 on) through the engine. */
export function isTool(context: IExecuteFunctions): boolean {
	return (
		runsInsideAgent(context) || context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool
	);
}

/** Whether an agent runs the node by itself, without the engine: its versions 1 and 2. */
export function runsInsideAgent(context: IExecuteFunctions): boolean {
	const { isToolExecution } = context as Partial<IExecuteFunctions>;
	// Versions of n8n that don't know the method know no agents that run tools in another way.
	return isToolExecution?.call(context) ?? context.getNode().type.endsWith('Tool');
}
