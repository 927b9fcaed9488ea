import { defineOperation } from '../../service/defineOperation';
import { CONFIRMED_NUMBER_CODES, phoneNumber } from '../../service/numbers';

export default defineOperation({
	name: 'Add',
	action: 'Add a number of your own',
	description:
		'Add a number of your own: AutoCall.kz calls it, and the last 5 digits of the caller are the code for Verify. Without it the number is dropped after 10 minutes.',
	endpoint: 'POST /settings/confirmed_numbers',
	fields: [
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 702 000 00 01',
			api: 'number',
			parse: phoneNumber(CONFIRMED_NUMBER_CODES),
			description: 'Your own mobile number in Kazakhstan, in any usual way of writing',
		},
	],
	howToCheck:
		'The number may have been called: look with Confirmed Number → Get Many before you run this again.',
});
