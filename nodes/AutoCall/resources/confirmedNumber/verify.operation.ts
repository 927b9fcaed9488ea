import { defineOperation } from '../../service/defineOperation';
import { wholeNumber } from '../../../shared/declaration/parsers';

export default defineOperation({
	name: 'Verify',
	action: 'Verify a number of your own',
	description: 'Confirm a number that you added, with the code from the call',
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
			description: 'The last 5 digits of the number that AutoCall.kz called from',
		},
	],
});
