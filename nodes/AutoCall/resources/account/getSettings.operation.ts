import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Settings',
	action: 'Get the settings of the account',
	description: 'Get the settings of the account with its prices and the hours in which it may call',
	endpoint: 'GET /settings',
	simplify: [
		'name',
		'phone',
		'moderation',
		'time_from',
		'time_to',
		'price',
		'sms_price',
		'synthesis_price',
		'speech_price',
		'recording_price',
	],
});
