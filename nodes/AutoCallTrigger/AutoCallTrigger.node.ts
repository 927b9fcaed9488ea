import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { apiFailureOf } from '../shared/transport/apiFailure';
import { autoCall } from '../AutoCall/service/transport';
import { describeFailure, failureError } from '../shared/execution/describeFailure';
import { BALANCE_BELOW, EVENTS, LABELS } from './events';
import { poll, testEvent } from './poll';
import { settingsOf } from './settings';

/** The text below the node's name on the canvas: the labels of the events. */
const SUBTITLE = `={{ $parameter["events"].map((event) => (${JSON.stringify(LABELS)})[event]).join(", ") }}`;

/** Starts workflows from the notifications of an AutoCall.kz account. */
export class AutoCallTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AutoCall Trigger',
		name: 'autoCallTrigger',
		icon: { light: 'file:../../icons/autocall.svg', dark: 'file:../../icons/autocall.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			// n8n shows the trigger's description for both nodes of the package.
			'Call, text and verify people in Kazakhstan, or start when a campaign ends or the balance is low',
		defaults: { name: 'AutoCall Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'autoCallApi', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: EVENTS,
				default: ['AutocallFinished'],
				required: true,
				description: 'Events that start the workflow; each becomes an item, oldest first',
			},
			{
				displayName: 'Balance Threshold',
				name: 'balanceThreshold',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 1000,
				required: true,
				displayOptions: { show: { events: [BALANCE_BELOW] } },
				description:
					'Amount in tenge. The workflow starts once when the balance falls below it, and again only after the balance has been above it.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Deliver Unread at First',
						name: 'deliverUnread',
						type: 'boolean',
						default: false,
						description:
							'Whether to also start the workflow on notifications that are still unread when it is first activated, and not only on later ones',
					},
					{
						displayName: 'Include Details',
						name: 'includeDetails',
						type: 'boolean',
						default: false,
						description:
							'Whether to add the object that the event is about: the autocall with its counters, the SMS bulk, the sound, the scenario, the contact list or the payment summary. AutoCall.kz bills a campaign some time after its end; until then the final cost is 0 or empty.',
					},
					{
						displayName: 'Mark as Read',
						name: 'markAsRead',
						type: 'boolean',
						default: false,
						description:
							'Whether to mark notifications as read at autocall.kz, each at the next check after it was delivered',
					},
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const settings = settingsOf(this);
		try {
			const events =
				this.getMode() === 'manual'
					? [await testEvent(this, settings)]
					: await poll(this, settings);
			return events.length > 0 ? [this.helpers.returnJsonArray(events)] : null;
		} catch (error) {
			const { details } = apiFailureOf(error);
			throw failureError(this.getNode(), details, describeFailure(autoCall.service, details));
		}
	}
}
