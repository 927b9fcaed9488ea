import { WebhookContext } from 'n8n-core';
import { isNodeClassInstance, UserError, Workflow } from 'n8n-workflow';
import type {
	INode,
	IRunExecutionData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper } from './credentials';
import type { Execution } from './execution';
import type { CallbackResponse } from './types';

/** A request to a resume URL. */
export interface Report {
	body?: unknown;
	/** n8n's own resume URL when left out. */
	address?: string;
}

/** The query parameter in which n8n signs a resume URL (n8n 2.14 and later). */
const SIGNATURE = 'signature';

/**
 * Handles a request to the resume URL of a waiting execution as n8n's server does: it checks its own
 * signature, and lets the node that waits respond, by its webhook of the empty path.
 *
 * @param data of the execution as it was stored; changed
 * @returns the response, and the data to continue with if the node resumes
 * @throws what the webhook throws; UserError when the node has none
 */
export async function callWaitingNode(
	execution: Execution,
	data: IRunExecutionData,
	{ body = {}, address }: Report,
): Promise<CallbackResponse & { data?: IRunExecutionData }> {
	const [waiting] = data.executionData?.nodeExecutionStack ?? [];
	const { lastNodeExecuted = '', runData } = data.resultData;
	if (!waiting || !data.waitTill) throw new UserError('The execution does not wait');
	const { resumeToken } = data as { resumeToken?: string };
	const query = address
		? Object.fromEntries(new URL(address).searchParams)
		: { [SIGNATURE]: resumeToken };
	if (resumeToken && query[SIGNATURE] !== resumeToken) {
		return { status: 401, body: { error: 'Invalid token' } };
	}
	waiting.node.disabled = true;
	data.waitTill = undefined;
	runData[lastNodeExecuted]?.pop();

	const response: CallbackResponse = { status: 200, body: { message: 'Webhook call received' } };
	const result = await callWebhook(execution, data, { query, body }, response);
	if (result.webhookResponse !== undefined) response.body = result.webhookResponse;
	if (result.workflowData === undefined) return response;
	waiting.data.main = result.workflowData;
	return { ...response, data };
}

async function callWebhook(
	{ id, mode, saved, types, credentials, options }: Execution,
	data: IRunExecutionData,
	request: { query: object; body: unknown },
	response: CallbackResponse,
): Promise<IWebhookResponseData> {
	const { nodeTypes, credentialTypes } = types;
	const workflow = new Workflow({ ...structuredClone(saved), active: false, nodeTypes });
	const node = workflow.getNode(data.resultData.lastNodeExecuted ?? '') as INode;
	const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const evaluated = (value: unknown) =>
		workflow.expression.getSimpleParameterValue(node, String(value), mode, {}) ?? '';
	return await workflow.expression.withIsolate(async () => {
		const webhookDescription = nodeType.description.webhooks?.find(
			({ httpMethod, path, restartWebhook }) =>
				restartWebhook === true && evaluated(httpMethod) === 'POST' && evaluated(path) === '',
		);
		if (!webhookDescription) throw new UserError('The node that waits has no webhook for it');
		const additional = additionalData({
			credentialsHelper: new CredentialsHelper(credentialTypes, credentials),
			workflowId: saved.id,
			executionId: id,
			webhookUrl: options.webhookUrl,
			httpRequest: { method: 'POST', headers: {}, params: {}, ...request } as never,
			httpResponse: responseInto(response),
		});
		const context = new WebhookContext(
			workflow,
			node,
			additional,
			mode,
			{
				httpMethod: 'POST',
				node: node.name,
				path: '',
				webhookDescription,
				workflowId: workflow.id,
				workflowExecuteAdditionalData: additional,
			},
			[],
			data,
		);
		const responding = isNodeClassInstance(nodeType)
			? nodeType.webhook?.(context)
			: nodeType.webhook?.call(context);
		return (await responding) ?? {};
	});
}

/** The part of Express's response that a node sends by itself. */
export function responseInto(
	response: CallbackResponse,
): IWorkflowExecuteAdditionalData['httpResponse'] {
	const express = {
		status(code: number) {
			response.status = code;
			return express;
		},
		json(body: unknown) {
			response.body = body;
			return express;
		},
	};
	return express as never;
}
