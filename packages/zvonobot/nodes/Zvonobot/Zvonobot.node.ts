import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { buildProperties, buildSubtitle } from '../../../../nodes/shared/declaration/properties';
import { runOperations } from '../../../../nodes/shared/execution/runOperations';
import { tellAgents } from '../../../../nodes/shared/execution/tellAgents';
import { callbackFor, RESUME_WEBHOOKS } from '../../../../nodes/shared/waiting/onCallback';
import { CALL_WAITING } from './calls/waiting';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import { RESOURCES } from './operations';
import { zvonobot } from './service/transport';

const onCallback = callbackFor(CALL_WAITING);

/** Zvonobot with all of its endpoints. */
export class Zvonobot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zvonobot',
		name: 'zvonobot',
		icon: { light: 'file:../../icons/zvonobot.svg', dark: 'file:../../icons/zvonobot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: buildSubtitle(RESOURCES),
		description:
			'Call people through Zvonobot, Calldog or Effebot: spoken texts, audio, answers by key or voice, flash calls',
		defaults: { name: 'Zvonobot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zvonobotApi', required: true }],
		webhooks: RESUME_WEBHOOKS,
		properties: buildProperties(RESOURCES),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await tellAgents(this, async () => await runOperations(this, zvonobot, RESOURCES));
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await onCallback(this);
	}
}
