import { defineOperation } from '../../service/defineOperation';
import { FLASH_CALL_CODES, phoneNumber } from '../../service/numbers';

const international = phoneNumber(FLASH_CALL_CODES);

export default defineOperation({
	name: 'Send',
	action: 'Send a test call',
	description:
		'Ring a phone with a demonstration of AutoCall.kz; needs no API key and costs nothing',
	endpoint: 'POST /test-call',
	isPublic: true,
	fields: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 777 123 45 67',
			api: 'phone',
			parse: (value) => (international(value) as string).slice('+7'.length),
			hint: 'One test call a day to each number, from 09:00 to 21:30 (Almaty time)',
			description: 'Phone number in Kazakhstan to ring, in any usual format',
		},
	],
	waitWhenRefused: false,
	failures: {
		403: {
			message: 'AutoCall.kz does not make test calls to this number',
			description: 'The number is blocked, or the request was. Try another number.',
		},
		429: {
			message: 'AutoCall.kz refused the test call: one a day for each number, 2 requests a minute',
			description: 'Try again tomorrow or with another number. No call was made.',
		},
	},
	howToCheck: 'The phone may have rung: ask its owner before you call again.',
});
