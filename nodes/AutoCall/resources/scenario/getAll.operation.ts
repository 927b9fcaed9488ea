import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many interactive scenarios',
	description: 'Get many interactive scenarios, without their structure',
	endpoint: 'GET /scenarios',
	pages: {},
});
