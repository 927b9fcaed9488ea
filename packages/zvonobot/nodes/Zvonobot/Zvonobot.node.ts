import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { buildProperties, buildSubtitle } from '../../../../nodes/shared/declaration/properties';
import { runOperations } from '../../../../nodes/shared/execution/runOperations';
import { tellAgents } from '../../../../nodes/shared/execution/tellAgents';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import { RESOURCES } from './operations';
import { zvonobot } from './service/transport';

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
		properties: buildProperties(RESOURCES),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await tellAgents(this, async () => await runOperations(this, zvonobot, RESOURCES));
	}
}
