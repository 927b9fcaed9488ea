import { LoadOptionsContext } from 'n8n-core';
import { deepCopy, UnexpectedError, Workflow } from 'n8n-workflow';
import type {
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsHelper, CredentialStore } from './credentials';
import { toCredentials } from './input';
import type { LoadedTypes } from './instanceTypes';
import type { DynamicParameterOptions, ListSearchOptions } from './types';

/** The context n8n's server gives such a method: a workflow of this node alone, not executing. */
async function contextFor(
	{ nodeTypes, credentialTypes, ownNode, ownCredential }: LoadedTypes,
	options: DynamicParameterOptions,
): Promise<{ nodeType: INodeType; context: LoadOptionsContext }> {
	const type = options.type ?? ownNode;
	const typeVersion = nodeTypes.newestVersion(type);
	const store = new CredentialStore();
	const node: INode = {
		id: 'node',
		name: 'Temp-Node',
		type,
		typeVersion,
		position: [0, 0],
		parameters: structuredClone(options.parameters ?? {}) as INodeParameters,
		credentials: await store.addAll(toCredentials(ownCredential, options)),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additional = additionalData({
		credentialsHelper: new CredentialsHelper(credentialTypes, store),
		workflowId: 'workflow',
		// Defaults included, which the workflow has filled in.
		currentNodeParameters: structuredClone(node.parameters),
	});
	return {
		nodeType: nodeTypes.getByNameAndVersion(type, typeVersion),
		context: new LoadOptionsContext(workflow, node, additional, options.path ?? ''),
	};
}

function missing(kind: string, method: string): never {
	throw new UnexpectedError(`The node has no method "${method}" in its ${kind}`);
}

/** Calls a list search and gives what the editor receives. */
export async function listSearch(
	types: LoadedTypes,
	options: ListSearchOptions,
): Promise<INodeListSearchResult> {
	const { nodeType, context } = await contextFor(types, options);
	const method =
		nodeType.methods?.listSearch?.[options.method] ?? missing('listSearch', options.method);
	const found = await method.call(context, options.filter, options.paginationToken);
	return deepCopy(found);
}

/** Calls a `loadOptions` method and gives what the editor receives. */
export async function loadOptions(
	types: LoadedTypes,
	options: DynamicParameterOptions,
): Promise<INodePropertyOptions[]> {
	const { nodeType, context } = await contextFor(types, options);
	const method =
		nodeType.methods?.loadOptions?.[options.method] ?? missing('loadOptions', options.method);
	return deepCopy(await method.call(context));
}
