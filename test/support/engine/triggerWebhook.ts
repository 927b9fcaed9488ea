import { WebhookContext } from 'n8n-core';
import { deepCopy, isNodeClassInstance, UserError, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, CredentialStore } from './credentials';
import { toCredentials } from './input';
import type { LoadedTypes } from './instanceTypes';
import type { ActiveWebhook, WebhookTriggerOptions } from './types';
import { responseInto } from './waitingWebhook';

/**
 * Holds a workflow with a webhook trigger active. Each request gets a workflow with the static data as it was
 * stored when the request came, as n8n's server makes one.
 */
export async function activateWebhook(
	types: LoadedTypes,
	options: WebhookTriggerOptions,
): Promise<ActiveWebhook> {
	const type = options.type ?? types.ownTrigger;
	const { nodeTypes, credentialTypes } = types;
	const store = new CredentialStore();
	const node: INode = {
		id: `trigger-${options.workflowId ?? 'workflow'}`,
		name: 'Trigger',
		type,
		typeVersion: nodeTypes.newestVersion(type),
		position: [0, 0],
		parameters: structuredClone(options.parameters ?? {}) as INodeParameters,
		credentials: await store.addAll(toCredentials(types.ownCredential, options)),
	};
	let stored: IDataObject = {};
	const nodeType = nodeTypes.getByNameAndVersion(type, node.typeVersion);
	const { webhooks = [] } = nodeType.description;

	return {
		paths() {
			const { expression } = new Workflow({
				nodes: [node],
				connections: {},
				active: true,
				nodeTypes,
			});
			return Object.fromEntries(
				webhooks.map(({ httpMethod, path }) => [
					httpMethod,
					String(expression.getSimpleParameterValue(node, path, 'webhook', {})),
				]),
			);
		},
		staticData: () => structuredClone(stored),
		async request({ method = 'POST', query = {}, body = {}, rawBody, headers = {} }) {
			const webhookDescription = webhooks.find(({ httpMethod }) => httpMethod === method);
			if (!webhookDescription) throw new UserError(`${type} has no webhook for ${method}`);
			const workflow = new Workflow({
				id: options.workflowId ?? 'workflow',
				nodes: [structuredClone(node)],
				connections: {},
				active: true,
				nodeTypes,
				staticData: structuredClone(stored),
			});
			const answer = { status: 200, body: { message: 'Workflow was started' } as unknown };
			const additional = additionalData({
				credentialsHelper: new CredentialsHelper(credentialTypes, store),
				workflowId: workflow.id,
				httpRequest: { method, headers, params: {}, query, body, rawBody } as never,
				httpResponse: responseInto(answer),
			});
			const context = new WebhookContext(
				workflow,
				workflow.getNode(node.name) as INode,
				additional,
				options.mode ?? 'webhook',
				{
					httpMethod: method,
					node: node.name,
					path: webhookDescription.path,
					webhookDescription,
					workflowId: workflow.id,
					workflowExecuteAdditionalData: additional,
				},
				[],
				null,
			);
			const result = await workflow.expression.withIsolate(async () =>
				isNodeClassInstance(nodeType)
					? await nodeType.webhook?.(context)
					: await nodeType.webhook?.call(context),
			);
			stored = deepCopy(workflow.staticData);
			if (result?.webhookResponse !== undefined) answer.body = result.webhookResponse;
			return { ...answer, items: result?.workflowData?.[0] ?? null };
		},
	};
}
