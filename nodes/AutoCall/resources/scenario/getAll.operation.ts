import { defineOperation } from '../../../shared/declaration/operation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many interactive scenarios',
	description: 'Get many interactive scenarios, without their structure',
	endpoint: 'GET /scenarios',
	pages: {},
});
