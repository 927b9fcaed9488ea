import type { OperationCall } from '../../../shared/call/operationCall';
import type { CampaignRequest } from '../../campaigns/checkedCampaign';
import type { Field } from '../../../shared/declaration/field';
import { text } from '../../../shared/declaration/parsers';
import { smsTextNotice } from '../../campaigns/smsTexts';
import { campaignContactFields } from '../../campaigns/contactFields';
import {
	additionalFields,
	callbackUrlField,
	clientIdField,
	nameField,
	startDateField,
	timeField,
} from '../commonFields';

/** The time of day at which it starts. */
export const startTimeField: Field = timeField({
	displayName: 'Time From',
	name: 'timeFrom',
	api: 'time_from',
	placeholder: 'e.g. 11:00',
	description: 'Time of day to start sending; now if left out',
});

/** The request of POST /bulks or its cost calculation, all but the contacts. */
export function bulkRequest(call: OperationCall): CampaignRequest {
	const { body = {}, ...request } = call.request();
	return { ...request, body };
}

/** The fields of POST /bulks, which its cost calculation takes as well. */
export const bulkFields: Field[] = [
	{ ...nameField, required: true },
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		api: 'text',
		parse: text({ min: 1, max: 1600 }),
		message: 'sms',
		placeholder: 'e.g. Hello {{name}}, your order is ready',
		description: 'Text of the SMS, at most 1,600 characters',
	},
	smsTextNotice,
	...campaignContactFields,
	additionalFields([callbackUrlField, clientIdField(60), startDateField, startTimeField]),
];
