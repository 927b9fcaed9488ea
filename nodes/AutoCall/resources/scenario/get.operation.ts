import { defineOperation } from '../../service/defineOperation';
import { scenarioId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get an interactive scenario',
	description: 'Get an interactive scenario; turn Simplify off to get its structure too',
	endpoint: 'GET /scenarios/{scenarioId}',
	fields: [scenarioId],
	simplify: [
		'id',
		'client_id',
		'name',
		'max_cost',
		'comment',
		'confirmed_at',
		'created_at',
		'updated_at',
		'used',
	],
});
