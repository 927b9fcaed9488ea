import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Settings',
	action: 'Get the settings of the account',
	description: 'Get the settings of the account, with its prices and allowed hours',
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
