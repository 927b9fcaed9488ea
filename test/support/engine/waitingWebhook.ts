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
import type { CallbackAnswer } from './types';

/** What somebody posts to a resume URL. */
export interface Report {
	body?: unknown;
	/** n8n's own resume URL when left out. */
	address?: string;
}

/** The query parameter in which n8n signs a resume URL (n8n 2.14 and later). */
const SIGNATURE = 'signature';

/**
 * What n8n's server does when somebody posts to the resume URL of a waiting execution: it checks its own
 * signature, and lets the node that waits answer, by its webhook of the empty path.
 *
 * @param data of the execution as it was stored; changed
 * @returns the answer, and what to go on with if the node says so
 * @throws what the webhook throws; UserError when the node has none
 */
export async function callWaitingNode(
	execution: Execution,
	data: IRunExecutionData,
	{ body = {}, address }: Report,
): Promise<CallbackAnswer & { data?: IRunExecutionData }> {
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

	const answer: CallbackAnswer = { status: 200, body: { message: 'Webhook call received' } };
	const result = await callWebhook(execution, data, { query, body }, answer);
	if (result.webhookResponse !== undefined) answer.body = result.webhookResponse;
	if (result.workflowData === undefined) return answer;
	waiting.data.main = result.workflowData;
	return { ...answer, data };
}

async function callWebhook(
	{ id, mode, saved, types, credentials, options }: Execution,
	data: IRunExecutionData,
	request: { query: object; body: unknown },
	answer: CallbackAnswer,
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
			httpResponse: responseInto(answer),
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
		const answering = isNodeClassInstance(nodeType)
			? nodeType.webhook?.(context)
			: nodeType.webhook?.call(context);
		return (await answering) ?? {};
	});
}

/** The part of Express's response that a node answers with by itself. */
export function responseInto(
	answer: CallbackAnswer,
): IWorkflowExecuteAdditionalData['httpResponse'] {
	const response = {
		status(code: number) {
			answer.status = code;
			return response;
		},
		json(body: unknown) {
			answer.body = body;
			return response;
		},
	};
	return response as never;
}
