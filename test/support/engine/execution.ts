import { parse, stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, deepCopy, Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	IDataObject,
	INodeParameters,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, type CredentialStore } from './credentials';
import type { LoadedTypes } from './instanceTypes';
import type { NodeOutcome, RunWorkflowOptions, WorkflowResult } from './types';
import { callWaitingNode } from './waitingWebhook';

/** An execution as n8n's server knows it. */
export interface Execution {
	id: string;
	mode: WorkflowExecuteMode;
	types: LoadedTypes;
	/** The workflow as it was saved. */
	saved: IWorkflowBase;
	credentials: CredentialStore;
	options: RunWorkflowOptions;
	/** It has waited, and goes on. */
	isResumed?: boolean;
}

/** Begins an execution. */
export type Start = (
	workflow: Workflow,
	additional: IWorkflowExecuteAdditionalData,
) => ReturnType<WorkflowExecute['run']>;

let executions = 0;

/** The ID of the next execution of this n8n. */
export function nextExecutionId(): string {
	return String(++executions);
}

/** Carries an execution out to its end, or to where it waits. */
export async function carryOut(execution: Execution, start: Start): Promise<WorkflowResult> {
	const { id, mode, saved, types, credentials, options, isResumed } = execution;
	const workflow = new Workflow({
		...saved,
		active: mode !== 'manual' && mode !== 'retry',
		nodeTypes: types.nodeTypes,
	});
	const hooks = new ExecutionLifecycleHooks(mode, id, saved);
	const { onNodeFinished } = options;
	if (onNodeFinished) {
		hooks.addHandler('nodeExecuteAfter', async (name, task) => await onNodeFinished(name, task));
	}
	const consoleMessages: string[] = [];
	const additional = additionalData({
		credentialsHelper: new CredentialsHelper(types.credentialTypes, credentials),
		workflowId: saved.id,
		workflowSettings: saved.settings,
		executionId: id,
		...(isResumed ? { restartExecutionId: id } : {}),
		hooks,
		webhookUrl: options.webhookUrl,
		dataTables: options.dataTables,
		sendDataToUI: (type, data) => {
			const { messages } = data as { messages?: string[] };
			if (type === 'sendConsoleMessage') consoleMessages.push(...(messages ?? []));
		},
	});
	const run = await runToEnd(() => start(workflow, additional), execution);
	const stored = () => stringify(run.data);
	return {
		run,
		executionId: id,
		status: run.status,
		error: run.data.resultData.error as NodeApiError | undefined,
		nodes: outcomes(run),
		consoleMessages,
		staticData: deepCopy(workflow.staticData),
		...(run.waitTill ? { waitTill: run.waitTill } : {}),
		stored,
		retry: async (parameters) =>
			await retry(execution, parse(stored()) as IRunExecutionData, parameters),
		resume: async () => await resume(execution, parse(stored()) as IRunExecutionData),
		callback: async (body, address) => {
			const { data, ...response } = await callWaitingNode(
				execution,
				parse(stored()) as IRunExecutionData,
				{ body, address },
			);
			return data ? { ...response, resumed: await resume(execution, data) } : response;
		},
	};
}

async function runToEnd(
	start: () => ReturnType<Start>,
	{ mode, options }: Execution,
): Promise<IRun> {
	try {
		const execution = start();
		const stop = () => execution.cancel();
		options.stopWhen?.then(stop, stop);
		return await execution;
	} catch (error) {
		return refused(error, mode);
	}
}

/** The execution as n8n records it when it refuses to start: the error, and no node has run. */
function refused(error: unknown, mode: IRun['mode']): IRun {
	const now = new Date();
	return {
		data: createRunExecutionData({
			resultData: { error: error as ExecutionError, runData: {} },
		}),
		mode,
		startedAt: now,
		stoppedAt: now,
		status: 'error',
		storedAt: 'db',
	};
}

function outcomes(run: IRun): Record<string, NodeOutcome> {
	return Object.fromEntries(
		Object.entries(run.data.resultData.runData).map(([name, runs]) => {
			const last = runs.at(-1);
			const outputs = (last?.data?.main ?? []).map((items) => items ?? []);
			return [name, { runs, outputs, items: outputs[0] ?? [], error: last?.error }];
		}),
	);
}

/** Retries as n8n's server does: a new execution begins with the stored data, at the node that failed. */
async function retry(
	failed: Execution,
	data: IRunExecutionData,
	parameters?: IDataObject,
): Promise<WorkflowResult> {
	const { lastNodeExecuted, runData } = data.resultData;
	const saved = structuredClone(failed.saved);
	const node = saved.nodes.find(({ name }) => name === lastNodeExecuted);
	if (node && parameters) node.parameters = structuredClone(parameters) as INodeParameters;
	delete data.resultData.error;
	const runs = runData[lastNodeExecuted ?? ''] ?? [];
	if (runs.at(-1)?.error !== undefined) runs.pop();
	return await goOn({ ...failed, saved, id: nextExecutionId(), mode: 'retry' }, data);
}

/** Resumes an execution as n8n's server does: it continues after the node that waited. */
async function resume(waiting: Execution, data: IRunExecutionData): Promise<WorkflowResult> {
	return await goOn({ ...waiting, isResumed: true }, data);
}

async function goOn(execution: Execution, data: IRunExecutionData): Promise<WorkflowResult> {
	const { isResumed } = execution;
	const saved = structuredClone(execution.saved);
	return await carryOut({ ...execution, saved }, (workflow, additional) => {
		// For Retry, n8n's server puts the nodes as they are saved now in place of those stored. A node that has
		// waited stays as it is stored: switched off, so that it passes on what it was given.
		for (const next of isResumed ? [] : (data.executionData?.nodeExecutionStack ?? [])) {
			next.node = workflow.getNode(next.node.name) ?? next.node;
		}
		return new WorkflowExecute(additional, execution.mode, data).processRunExecutionData(workflow);
	});
}
