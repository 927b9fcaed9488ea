import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many payments',
	description: 'Get the transactions of the account: top-ups and charges',
	endpoint: 'GET /payments',
	pages: {},
});
