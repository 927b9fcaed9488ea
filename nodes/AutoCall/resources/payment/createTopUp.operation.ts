import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Create Top-Up',
	action: 'Create a link to top up the balance',
	description: 'Get a link to top up the account by VISA or Mastercard; nothing is paid yet',
	endpoint: 'POST /payments',
	returns: 'payment_url',
	fields: [
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'number',
			typeOptions: { minValue: 200, numberPrecision: 0 },
			default: 1000,
			required: true,
			api: 'amount',
			description: 'How much to top up, in whole tenge, at least 200',
		},
	],
	howToCheck:
		'Nothing is paid until somebody opens the link of a top-up, so you can run this again.',
});
