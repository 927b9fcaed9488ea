import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many sounds',
	description: 'Get many sounds of the account',
	endpoint: 'GET /sounds',
	pages: {},
});
