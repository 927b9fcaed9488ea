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
import { RESOURCES } from './operations';
import { autodialer } from './service/autodialer';

/** Autodialer with all of its endpoints. */
export class Autodialer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autodialer',
		name: 'autodialer',
		icon: {
			light: 'file:../../icons/autodialer.svg',
			dark: 'file:../../icons/autodialer.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: buildSubtitle(RESOURCES),
		description: 'Call people with the scenarios of an Autodialer, and read the call history',
		defaults: { name: 'Autodialer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'autodialerApi', required: true }],
		properties: buildProperties(RESOURCES),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await tellAgents(this, async () => await runOperations(this, autodialer, RESOURCES));
	}
}
