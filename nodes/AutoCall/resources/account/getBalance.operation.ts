import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the balance of the account, in tenge',
	endpoint: 'GET /balance',
});
