import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';
import { smsBulkId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get an SMS bulk',
	description: 'Get an SMS bulk with its status and cost; use Get Messages for its messages',
	endpoint: 'GET /bulks/{smsBulkId}',
	fields: [smsBulkId],
	result: withoutPage,
	simplify: [
		'id',
		'client_id',
		'name',
		'status',
		'text',
		'segments',
		'recipients',
		'max_cost',
		'final_cost',
		'comment',
	],
});
