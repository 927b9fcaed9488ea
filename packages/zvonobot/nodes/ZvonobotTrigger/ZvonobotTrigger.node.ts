import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { requestBody } from '../../../../nodes/shared/execution/requestBody';
import { isFirst } from './delivered';
import { hasSecret } from './secret';
import { tellingsOf, type EventName, type Telling } from './tellings';

/** The address for Call → Create. It is set for each call, so that there is nothing to register. */
const WEBHOOKS: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Blank, so that n8n returns what the node returns.
		responseData: '',
		path: 'webhook',
	},
];

/** Starts workflows from the webhooks of calls. */
export class ZvonobotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zvonobot Trigger',
		name: 'zvonobotTrigger',
		icon: { light: 'file:../../icons/zvonobot.svg', dark: 'file:../../icons/zvonobot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			// n8n shows the trigger's description for both nodes of the package.
			'Call people through Zvonobot, or start when a call ends or somebody presses a key',
		defaults: { name: 'Zvonobot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zvonobotApi', required: false }],
		webhooks: WEBHOOKS,
		properties: [
			{
				displayName:
					'Copy the production URL above into Call → Create, as Webhook URL under Additional Fields or among the actions of an answer. With a credential that has a Webhook Secret, only requests with that secret are let in.',
				name: 'howToConnect',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: [
					{
						name: 'Answer Given',
						value: 'answer',
						description: 'Somebody pressed a key or said something, while the call goes on',
					},
					{
						name: 'Call Finished',
						value: 'callFinished',
						description: 'A call is over, whether the person was reached or not',
					},
					{
						name: 'Call Status Changed',
						value: 'callStatus',
						description: 'A call was begun, picked up or ended; several for each call',
					},
				],
				default: ['callFinished'],
				required: true,
				description: 'What the workflow starts on',
			},
		],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (!(await hasSecret(this))) {
			this.getResponseObject().status(401).json({ received: false });
			return { noWebhookResponse: true };
		}
		const events = this.getNodeParameter('events') as EventName[];
		const thanks = { webhookResponse: { received: true } };
		const told = tellingsOf(requestBody(this));
		if (told.length === 0) this.logger.warn('Zvonobot Trigger: a request told of no call');
		const output = told.flatMap((one): IDataObject[] => {
			const event = eventOf(one, events);
			// In the editor the same request may be sent again and again.
			const isNew = event && (this.getMode() === 'manual' || isFirst(this, one.key));
			return isNew ? [{ event, ...one.output }] : [];
		});
		return output.length > 0
			? { ...thanks, workflowData: [this.helpers.returnJsonArray(output)] }
			: thanks;
	}
}

/** The event that something told is; undefined where the workflow doesn't start on it. */
function eventOf({ isAnswer, hasEnded }: Telling, events: EventName[]): EventName | undefined {
	const fitting: EventName[] = isAnswer ? ['answer'] : ['callStatus'];
	if (hasEnded) fitting.unshift('callFinished');
	return fitting.find((event) => events.includes(event));
}
