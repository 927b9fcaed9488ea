import { ExternalSecretsProxy } from 'n8n-core';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import { Container } from '@n8n/di';
import { UserError } from 'n8n-workflow';
import type {
	DataTableProxyProvider,
	ICredentialsHelper,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';

export interface AdditionalDataInput {
	credentialsHelper: ICredentialsHelper;
	workflowId: string;
	executionId?: string;
	/** Set when an execution that waited goes on. */
	restartExecutionId?: string;
	hooks?: ExecutionLifecycleHooks;
	/** The parameters the editor sends along when a node's dropdown asks for its options. */
	currentNodeParameters?: INodeParameters;
	workflowSettings?: IWorkflowSettings;
	/** Takes what the server would push to the editor. */
	sendDataToUI?: IWorkflowExecuteAdditionalData['sendDataToUI'];
	/** The request that n8n's server has got for a webhook, and the place of its response. */
	httpRequest?: IWorkflowExecuteAdditionalData['httpRequest'];
	httpResponse?: IWorkflowExecuteAdditionalData['httpResponse'];
	/** Address at which others reach the instance, as its WEBHOOK_URL; its own when left out. */
	webhookUrl?: string;
	/** n8n's Data Tables; without them the Data Table node refuses to run. */
	dataTables?: DataTableProxyProvider;
}

const instanceUrl = 'http://localhost:5678';

function unavailable(what: string): never {
	throw new UserError(`${what} needs the whole n8n, which this engine is not`);
}

/** The data that n8n's server passes to the engine besides the workflow, for one instance on its default port. */
export function additionalData({
	webhookUrl = instanceUrl,
	dataTables,
	...input
}: AdditionalDataInput): IWorkflowExecuteAdditionalData {
	return {
		sendDataToUI: () => {},
		...input,
		...(dataTables && { 'data-table': { dataTableProxyProvider: dataTables } }),
		currentNodeExecutionIndex: 0,
		userId: 'user',
		projectId: 'project',
		variables: {},
		restApiUrl: `${instanceUrl}/rest`,
		instanceBaseUrl: `${instanceUrl}/`,
		formBaseUrl: `${webhookUrl}/form`,
		formWaitingBaseUrl: `${webhookUrl}/form-waiting`,
		formTestBaseUrl: `${webhookUrl}/form-test`,
		webhookBaseUrl: `${webhookUrl}/webhook`,
		webhookWaitingBaseUrl: `${webhookUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${webhookUrl}/webhook-test`,
		mcpBaseUrl: `${webhookUrl}/mcp`,
		mcpTestBaseUrl: `${webhookUrl}/mcp-test`,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: async () => unavailable('A sub-workflow'),
		startRunnerTask: async () => unavailable('The Code node'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
	};
}
