import type { Field } from '../../runtime/field';
import { text } from '../../runtime/rules';
import { campaignContactFields } from '../../contacts/contactFields';
import {
	additionalFields,
	callbackUrlField,
	clientIdField,
	nameField,
	startDateField,
	timeField,
} from '../sharedFields';

/** When it starts. */
export const startTimeField: Field = timeField({
	displayName: 'Time From',
	name: 'timeFrom',
	api: 'time_from',
	placeholder: 'e.g. 11:00',
	description: 'Time of day at which the sending starts; now if left out',
});

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
		rule: text({ min: 1, max: 1600 }),
		placeholder: 'e.g. Hello {{name}}, your order is ready',
		hint: 'Personal variables: {{name}} becomes the value that each contact has (keep this field on Fixed). An SMS holds 160 Latin characters, but only 70 once there is a Cyrillic one.',
		description: 'Text of the SMS, at most 1,600 characters',
	},
	...campaignContactFields,
	additionalFields([callbackUrlField, clientIdField(60), startDateField, startTimeField]),
];
