import { defineOperation } from '../../service/defineOperation';
import { CONFIRMED_NUMBER_CODES, phoneNumber } from '../../service/numbers';

export default defineOperation({
	name: 'Add',
	action: 'Add a number of your own',
	description:
		'Add a number of your own. AutoCall.kz calls it, and the last 5 digits of the calling number are the code for Verify. A number that is not verified within 10 minutes is dropped.',
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
			description: 'Your own mobile number in Kazakhstan, in any usual format',
		},
	],
	howToCheck:
		'The number may have been called: use Confirmed Number → Get Many to check before you run this again.',
});
