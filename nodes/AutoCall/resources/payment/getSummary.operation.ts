import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Summary',
	action: 'Get the totals of all payments',
	description:
		'Get the balance, the amount reserved for campaigns, and the totals paid in and spent',
	endpoint: 'GET /payments',
	result: withoutPage,
});
