import get from 'lodash/get';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { ErrorReporter, ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, CredentialStore } from './credentials';
import type { LoadedTypes } from './instanceTypes';

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** n8n's words for a failed test request, from the credential's rules or the response. */
function explain(error: unknown, { rules }: ICredentialTestRequest): INodeCredentialTestResult {
	const { message, cause } = error as Error & {
		cause?: { code?: string; response?: { status: number; statusText: string } };
	};
	if (cause?.response) {
		const { status, statusText } = cause.response;
		for (const rule of rules ?? []) {
			if (rule.type === 'responseCode' && rule.properties.value === status) {
				return failed(rule.properties.message);
			}
		}
		if (status < 199 || status > 299) {
			return failed(statusText || `Received HTTP status code: ${status}`);
		}
	} else if (cause?.code) {
		return failed(cause.code);
	}
	Container.get(Logger).debug('Credential test failed', { error });
	return failed(String(message));
}

/**
 * Does what n8n does when a person saves a credential whose type declares a `test` request: a
 * temporary node with that request is routed through `RoutingNode`.
 */
export async function testCredential(
	{ nodeTypes, credentialTypes }: LoadedTypes,
	type: string,
	data: object,
): Promise<INodeCredentialTestResult> {
	const { test } = credentialTypes.getByName(type);
	if (!test) return failed('No testing function found for this credential.');

	const helper = new CredentialsHelper(credentialTypes, new CredentialStore());
	const additional = additionalData({ credentialsHelper: helper, workflowId: 'workflow' });
	const saved = { id: 'credential', name: type, type };
	let decrypted: ICredentialDataDecryptedObject;
	try {
		decrypted = await helper.withDefaults(
			additional,
			structuredClone(data) as ICredentialDataDecryptedObject,
			type,
			'internal',
		);
	} catch (error) {
		return failed((error as Error).message);
	}

	const noOp = nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
	const testNodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: noOp.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: saved.id, name: saved.name } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: testNodeTypes,
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);

	let output;
	try {
		output = await new RoutingNode(context, nodeType, { ...saved, data: decrypted }).runNode();
	} catch (error) {
		Container.get(ErrorReporter).error(error);
		return explain(error, test);
	}
	const response = output?.[0]?.[0]?.json;
	for (const rule of test.rules ?? []) {
		if (
			rule.type === 'responseSuccessBody' &&
			get(response, rule.properties.key) === rule.properties.value
		) {
			return failed(rule.properties.message);
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}
