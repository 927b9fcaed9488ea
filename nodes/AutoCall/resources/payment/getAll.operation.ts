import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many payments',
	description: 'Get the transactions of the account: what was paid in and what was spent',
	endpoint: 'GET /payments',
	pages: {},
});
