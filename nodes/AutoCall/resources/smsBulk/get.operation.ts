import { defineOperation } from '../../../shared/declaration/operation';
import { without } from '../../../shared/execution/results';
import { smsBulkId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get an SMS bulk',
	description: 'Get an SMS bulk with its status and cost; Get Messages gives its messages',
	endpoint: 'GET /bulks/{smsBulkId}',
	fields: [smsBulkId],
	result: without('messages'),
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
