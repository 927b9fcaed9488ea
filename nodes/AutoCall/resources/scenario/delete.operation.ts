import { defineOperation } from '../../service/defineOperation';
import { scenarioId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete an interactive scenario',
	description: 'Delete an interactive scenario',
	endpoint: 'DELETE /scenarios/{scenarioId}',
	fields: [scenarioId],
});
