import { defineOperation } from '../../service/defineOperation';
import { listFilters, sortOrder } from '../commonFields';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many SMS bulks',
	description: 'Get many SMS bulks, by day of creation or by your own ID if you like',
	endpoint: 'GET /bulks',
	fields: listFilters,
	options: [sortOrder],
	pages: {},
});
