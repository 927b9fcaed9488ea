import { defineOperation } from '../../service/defineOperation';
import { smsMessageId } from './fields';

export default defineOperation({
	name: 'Get',
	action: 'Get an SMS message',
	description: 'Get one message of an SMS bulk with its delivery status',
	endpoint: 'GET /messages/{smsMessageId}',
	fields: [smsMessageId],
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
