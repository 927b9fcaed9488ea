import { Container } from '@n8n/di';
import * as n8nCore from 'n8n-core';
import * as n8nWorkflow from 'n8n-workflow';

import { PollTriggerExecutor } from './pollTriggerExecutor';
import { createEmptyRunExecutionData, createRunExecutionData } from './runExecutionData';
import { ServerHooks, runByObject } from './workflowExecute';

/** Gives n8n 1.101's engine what the harness knows of the current one, each by what it had for it. */
export function prepareOldest(): void {
	Object.assign(n8nWorkflow, {
		createEmptyRunExecutionData,
		createRunExecutionData,
		isExpression: (value: unknown) => typeof value === 'string' && value.startsWith('='),
		isNodeClassInstance: (type: unknown) => type instanceof n8nWorkflow.Node,
	});
	// Expressions were evaluated in the process itself, without anything to acquire before.
	n8nWorkflow.Expression.prototype.withIsolate = async (run) => await run();
	Container.set(PollTriggerExecutor, new PollTriggerExecutor());
	Object.assign(n8nCore, { PollTriggerExecutor });
	Object.defineProperty(n8nCore, 'ExecutionLifecycleHooks', { value: ServerHooks });
	n8nCore.WorkflowExecute.prototype.run = runByObject(n8nCore.WorkflowExecute.prototype.run);
}
