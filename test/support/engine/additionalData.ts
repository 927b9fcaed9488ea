import { ExternalSecretsProxy } from 'n8n-core';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import { Container } from '@n8n/di';
import { UserError } from 'n8n-workflow';
import type {
	ICredentialsHelper,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';

export interface AdditionalDataInput {
	credentialsHelper: ICredentialsHelper;
	workflowId: string;
	executionId?: string;
	hooks?: ExecutionLifecycleHooks;
	/** The parameters the editor sends along when a node's dropdown asks for its options. */
	currentNodeParameters?: INodeParameters;
	workflowSettings?: IWorkflowSettings;
	/** Takes what the server would push to the editor. */
	sendDataToUI?: IWorkflowExecuteAdditionalData['sendDataToUI'];
}

const instanceUrl = 'http://localhost:5678';

function unavailable(what: string): never {
	throw new UserError(`${what} needs the whole n8n, which this engine is not`);
}

/** What n8n's server gives the engine besides the workflow, for one instance on its default port. */
export function additionalData(input: AdditionalDataInput): IWorkflowExecuteAdditionalData {
	return {
		sendDataToUI: () => {},
		...input,
		currentNodeExecutionIndex: 0,
		userId: 'user',
		projectId: 'project',
		variables: {},
		restApiUrl: `${instanceUrl}/rest`,
		instanceBaseUrl: `${instanceUrl}/`,
		formBaseUrl: `${instanceUrl}/form`,
		formWaitingBaseUrl: `${instanceUrl}/form-waiting`,
		formTestBaseUrl: `${instanceUrl}/form-test`,
		webhookBaseUrl: `${instanceUrl}/webhook`,
		webhookWaitingBaseUrl: `${instanceUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${instanceUrl}/webhook-test`,
		mcpBaseUrl: `${instanceUrl}/mcp`,
		mcpTestBaseUrl: `${instanceUrl}/mcp-test`,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: async () => unavailable('A sub-workflow'),
		startRunnerTask: async () => unavailable('The Code node'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
	};
}
