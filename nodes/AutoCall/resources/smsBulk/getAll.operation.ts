import { defineOperation } from '../../service/defineOperation';
import { bulksWithFinalCost, includeFinalCostOption, isBilled } from '../../campaigns/finalCost';
import { collectPages } from '../../../shared/execution/collectPages';
import { campaignFilters, sortOrder } from '../commonFields';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many SMS bulks',
	description: 'Get many SMS bulks, optionally by day of creation or by your own ID',
	endpoint: 'GET /bulks',
	fields: campaignFilters,
	options: [includeFinalCostOption, sortOrder],
	pages: {},
	async run(call) {
		const { parameters, context } = call;
		const needsCost =
			isBilled(call) !== undefined || parameters.get<boolean>('options.includeFinalCost');
		const bulks = await (needsCost ? bulksWithFinalCost(call) : collectPages(call));
		return context.helpers.returnJsonArray(bulks);
	},
});
