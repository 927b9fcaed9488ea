import { Container } from '@n8n/di';
import type { PollContext } from 'n8n-core';
import * as triggersAndPollers from 'n8n-core/dist/execution-engine/triggers-and-pollers';
import type { INode, INodeExecutionData, Workflow } from 'n8n-workflow';

interface TriggersAndPollers {
	runPoll(
		workflow: Workflow,
		node: INode,
		context: PollContext,
	): Promise<INodeExecutionData[][] | null>;
}

/** One poll, as `ActiveWorkflows` made it. */
export class PollTriggerExecutor {
	create(workflow: Workflow, node: INode, context: PollContext) {
		const pollers = Container.get(
			triggersAndPollers.TriggersAndPollers,
		) as unknown as TriggersAndPollers;
		return async (isActivating = false): Promise<void> => {
			try {
				const items = await pollers.runPoll(workflow, node, context);
				if (items !== null) context.__emit(items);
			} catch (error) {
				if (isActivating) throw error;
				context.__emitError(error as Error);
			}
		};
	}
}
