import { ExecutionLifecycleHooks } from 'n8n-core';
import type { WorkflowExecute } from 'n8n-core';
import type { INode, IPinData, IRun, Workflow } from 'n8n-workflow';

type Run = WorkflowExecute['run'];
type RunByPosition = (
	workflow: Workflow,
	startNode?: INode,
	destinationNode?: string,
	pinData?: IPinData,
) => ReturnType<Run>;

/** `run` took its arguments one by one. */
export function runByObject(run: Run): Run {
	const runByPosition = run as unknown as RunByPosition;
	return function (this: WorkflowExecute, { workflow, startNode, pinData }) {
		return runByPosition.call(this, workflow, startNode, undefined, pinData);
	};
}

/** It was the server that gave a finished run its status. */
export class ServerHooks extends ExecutionLifecycleHooks {
	constructor(...parameters: ConstructorParameters<typeof ExecutionLifecycleHooks>) {
		super(...parameters);
		this.addHandler('workflowExecuteAfter', (run: IRun) => {
			if (run.data.resultData.error && run.status !== 'canceled') run.status = 'error';
		});
	}
}
