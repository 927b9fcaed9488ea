import { defineOperation } from '../../../shared/declaration/operation';
import { without } from '../../../shared/execution/results';

export default defineOperation({
	name: 'Get Summary',
	action: 'Get the totals of all payments',
	description: 'Get the balance, what is reserved for campaigns, and the totals paid in and spent',
	endpoint: 'GET /payments',
	result: without('transactions'),
});
