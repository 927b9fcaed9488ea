import { defineOperation } from '../../service/defineOperation';
import { isBilled } from '../../campaigns/finalCost';
import { campaignFilters, sortOrder } from '../commonFields';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many autocalls',
	description: 'Get many autocalls, optionally by day of creation or by your own ID',
	endpoint: 'GET /autocalls',
	fields: campaignFilters,
	options: [sortOrder],
	pages: { isWanted: isBilled },
});
