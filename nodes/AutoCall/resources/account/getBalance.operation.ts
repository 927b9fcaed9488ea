import { defineOperation } from '../../runtime/operation';

export default defineOperation({
	name: 'Get Balance',
	action: 'Get the balance',
	description: 'Get what is left on the account, in tenge',
	endpoint: 'GET /balance',
});
