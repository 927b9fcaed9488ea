import { defineOperation } from '../../runtime/operation';
import { token } from '../../runtime/rules';

export default defineOperation({
	name: 'Get',
	action: 'Get an SMS message',
	description: 'Get one message of an SMS bulk with its delivery status',
	endpoint: 'GET /messages/{smsMessageId}',
	fields: [
		{
			displayName: 'SMS Message ID',
			name: 'smsMessageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 9001',
			rule: token('9001'),
			description: 'ID of the message, as SMS Bulk → Get Messages gives it',
		},
	],
	simplify: [
		'id',
		'bulk_id',
		'number',
		'extra',
		'variables',
		'status',
		'provider',
		'init_time',
		'status_time',
	],
});
