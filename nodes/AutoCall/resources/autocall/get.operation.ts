import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get an autocall',
	description: 'Get an autocall with its status, counters and cost; use Get Calls for its calls',
	endpoint: 'GET /autocalls/{autocallId}',
	fields: [autocallId],
	result: withoutPage,
	simplify: [
		'id',
		'client_id',
		'name',
		'status',
		'processed_percentage',
		'calls_count',
		'counters.success',
		'counters.no_answer',
		'max_cost',
		'final_cost',
	],
});
