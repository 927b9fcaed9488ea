import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { tellAgents } from '../shared/execution/tellAgents';
import { CAMPAIGN_WAITING } from './campaigns/waiting';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import { RESOURCES } from './operations';
import { autoCall } from './service/transport';
import { buildProperties, buildSubtitle } from '../shared/declaration/properties';
import { runOperations } from '../shared/execution/runOperations';
import { callbackFor, RESUME_WEBHOOKS } from '../shared/waiting/onCallback';

const onCallback = callbackFor(CAMPAIGN_WAITING);

/** AutoCall.kz with all of its endpoints. */
export class AutoCall implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AutoCall',
		name: 'autoCall',
		icon: { light: 'file:../../icons/autocall.svg', dark: 'file:../../icons/autocall.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: buildSubtitle(RESOURCES),
		description:
			'Call and text people in Kazakhstan through AutoCall.kz: voice campaigns, bulk SMS, flash calls',
		defaults: { name: 'AutoCall' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'autoCallApi',
				required: true,
				displayOptions: { hide: { resource: ['tariff', 'testCall'] } },
			},
		],
		webhooks: RESUME_WEBHOOKS,
		properties: buildProperties(RESOURCES),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await tellAgents(this, async () => await runOperations(this, autoCall, RESOURCES));
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await onCallback(this);
	}
}
