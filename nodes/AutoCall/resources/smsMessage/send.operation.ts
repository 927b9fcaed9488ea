import { text } from '../../../shared/declaration/parsers';
import { oneRecipientOptions } from '../../campaigns/campaignOptions';
import { effectOf } from '../../campaigns/identicalCampaigns';
import { SMS_NOW } from '../../campaigns/kinds';
import { checkOne, extraField, numberField, sendToOne } from '../../campaigns/oneRecipient';
import { resultFields, waitForResult } from '../../campaigns/waitForResult';
import { defineOperation } from '../../service/defineOperation';
import { additionalFields, clientIdField, nameField } from '../commonFields';
import { bulkRequest } from '../smsBulk/fields';

export default defineOperation({
	name: 'Send',
	action: 'Send an SMS to one person',
	description: 'Send an SMS to one person now; a moderator may check the text first',
	endpoint: 'POST /bulks',
	returns: 'id',
	fields: [
		numberField,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			api: 'text',
			parse: text({ min: 1, max: 1600 }),
			placeholder: 'e.g. Your order is ready',
			description: 'Text of the SMS, at most 1,600 characters',
		},
		{
			displayName:
				'A moderator may check the text first, and it is sent only within the allowed hours of your account, usually 11:00 to 20:30. For login codes use Flash Call → Send, which rings at once and needs no moderation. An SMS holds 160 Latin characters, but only 70 if any of them is Cyrillic.',
			name: 'textNotice',
			type: 'notice',
			default: '',
		},
		...resultFields,
		additionalFields([clientIdField(60), extraField(SMS_NOW), nameField]),
	],
	options: oneRecipientOptions,
	itemsAtOnce: 5,
	check: async (call) => await checkOne(call, SMS_NOW, bulkRequest(call)),
	effect: (_call, campaign) => effectOf(SMS_NOW, campaign),
	run: async (call, campaign) => await sendToOne(call, SMS_NOW, campaign),
	afterwards: waitForResult(SMS_NOW),
	howToCheck: 'Use SMS Bulk → Get Many to check whether it exists before you run this again.',
});
