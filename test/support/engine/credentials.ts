import { Credentials, getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UnexpectedError,
	Workflow,
} from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentials,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialTypes } from './nodeTypes';
import type { CredentialsByType } from './types';

/** Saved credentials, encrypted by n8n's own cipher as in its database. */
export class CredentialStore {
	private readonly saved = new Map<string, Credentials>();

	/** Saves a credential and gives the reference that a node keeps to it. */
	async add(type: string, data: object): Promise<INodeCredentialsDetails> {
		const id = `credential-${this.saved.size + 1}`;
		const reference = { id, name: `${type} account` };
		const credentials = new Credentials(reference, type);
		// A copy made here is an object of n8n's own realm, which its checks insist on.
		await credentials.setData(structuredClone(data) as ICredentialDataDecryptedObject);
		this.saved.set(id, credentials);
		return reference;
	}

	/** Saves several at once, giving what a node has as its `credentials`. */
	async addAll(credentials: CredentialsByType): Promise<INodeCredentials> {
		const references: INodeCredentials = {};
		for (const [type, data] of Object.entries(credentials)) {
			references[type] = await this.add(type, data);
		}
		return references;
	}

	/** @throws when there is none of that ID and type, in the words n8n has for it */
	get({ id, name }: INodeCredentialsDetails, type: string): Credentials {
		if (!id) throw new UnexpectedError(`Credential "${name}" of type "${type}" has no ID`);
		const credentials = this.saved.get(id);
		if (credentials?.type !== type) {
			throw new UnexpectedError(`Credential with ID "${id}" does not exist for type "${type}".`);
		}
		return credentials;
	}
}

/** The node that n8n resolves a credential's own expressions with. */
const resolvingNode: INode = {
	id: 'credential',
	name: '',
	type: 'credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const resolvingNodeTypes: INodeTypes = {
	getByName: () => resolvingNodeTypes.getByNameAndVersion(resolvingNode.type),
	getByNameAndVersion: () => ({
		description: {
			displayName: '',
			name: resolvingNode.type,
			group: ['input'],
			description: '',
			version: 1,
			defaults: {},
			inputs: [],
			outputs: [],
			properties: [],
		},
	}),
	getKnownTypes: () => ({}),
};

/**
 * Does what the credentials helper of n8n's server does, for saved credentials of any type.
 * Left out, as no credential here has them: OAuth endpoints pinned by a type, external secrets,
 * credentials resolved per user, and JSON fields with expressions in their leaves.
 */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: CredentialTypes,
		private readonly store: CredentialStore,
	) {
		super();
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.types.getByName(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!authenticate) return options;
		if (!workflow || !node) {
			throw new UnexpectedError('Declared authentication needs a workflow and a node');
		}

		options.headers ??= {};
		if (authenticate.type !== 'generic') return options;

		const resolve = (value: string) => {
			if (!isExpression(value)) return value;
			const resolved = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				{ $credentials: credentials },
				undefined,
				'',
			);
			return resolved ? resolved.toString() : '';
		};
		const parts = options as unknown as Record<string, Record<string, string>>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				const target = (parts[part] ??= {});
				target[resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types.getByName(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;

		const isCredentialTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isCredentialTest) {
			return undefined;
		}
		const obtained = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		const reference = node.credentials?.[type.name];
		if (obtained[expirable.name] === undefined || !reference) return undefined;

		const stored = await (await this.getCredentials(reference, type.name)).getData();
		const kept = Object.entries(obtained).filter(
			([name]) => name === expirable.name || !isExpression(stored[name]),
		);
		await this.updateCredentials(reference, type.name, { ...stored, ...Object.fromEntries(kept) });
		return Object.assign(credentials, obtained);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.types.getByName(typeName);
		if (typeof preAuthentication !== 'function') return undefined;
		return (await preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
	}

	override getParentTypes(typeName: string): string[] {
		return this.types.getParentTypes(typeName);
	}

	override isCredentialUsableByNode(typeName: string, nodeType: string): boolean {
		if (!this.types.getByName(typeName).restrictToSupportedNodes) return true;
		return this.types.getSupportedNodes(typeName).includes(nodeType);
	}

	override async getCredentials(
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentials> {
		return this.store.get(reference, type);
	}

	override getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.types.getByName(typeName);
		if (type.extends === undefined) return type.properties;
		const combined: INodeProperties[] = [];
		for (const parent of type.extends) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = await this.store.get(reference, type).getData();
		if (raw === true) return data;
		return await this.withDefaults(additionalData, data, type, mode, executeData, resolveValues);
	}

	/**
	 * Fills in the defaults of the type's properties, drops hidden ones and resolves expressions.
	 * @param resolveValues the item they are resolved for; without it they see no item
	 */
	async withDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const complete = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		for (const name of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			const value = data[name];
			if (value !== undefined) complete[name] ??= value;
		}

		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (resolveValues) {
			try {
				return resolveValues.workflow.expression.getParameterValue(
					complete as INodeParameters,
					resolveValues.runExecutionData,
					resolveValues.runIndex,
					resolveValues.itemIndex,
					resolveValues.node.name,
					resolveValues.connectionInputData,
					mode,
					keys,
					executeData,
					false,
					complete,
				) as ICredentialDataDecryptedObject;
			} catch (error) {
				(error as Error).message += ' [Error resolving credentials]';
				throw error;
			}
		}

		const workflow = new Workflow({
			nodes: [resolvingNode],
			connections: {},
			active: false,
			nodeTypes: resolvingNodeTypes,
		});
		return await workflow.expression.withIsolate(
			async () =>
				workflow.expression.getComplexParameterValue(
					resolvingNode,
					complete as INodeParameters,
					mode,
					keys,
					undefined,
					undefined,
					complete,
				) as ICredentialDataDecryptedObject,
		);
	}

	override async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.store.get(reference, type).setData(data);
	}

	override async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { oauthTokenData } = data;
		if (oauthTokenData !== undefined) {
			await this.store.get(reference, type).updateData({ oauthTokenData });
		}
	}
}
