import { defineOperation } from '../../service/defineOperation';
import { wholeNumber } from '../../../shared/declaration/parsers';

export default defineOperation({
	name: 'Verify',
	action: 'Verify a number of your own',
	description: 'Confirm a number that was added, with the code from the call to it',
	endpoint: 'POST /settings/confirmed_numbers',
	fields: [
		{
			displayName: 'Verification Code',
			name: 'verificationCode',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 30756',
			api: 'verification_code',
			parse: wholeNumber({ min: 10000, max: 99999 }),
			description: 'The last 5 digits of the number from which AutoCall.kz called',
		},
	],
});
