import { contactsAreInputItems, withReport } from '../../../shared/contacts/collectContacts';
import { givenCampaignContacts } from '../../campaigns/campaignContacts';
import { calculateCost } from '../../campaigns/campaignCost';
import { completeBody } from '../../campaigns/checkedCampaign';
import { AUTOCALL } from '../../campaigns/kinds';
import { defineOperation } from '../../service/defineOperation';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Calculate Cost',
	action: 'Calculate the cost of an autocall',
	description: 'Get the highest possible cost of an autocall, in tenge, without calling anyone',
	endpoint: 'POST /autocalls/calculate',
	fields: autocallFields,
	takesAllItems: contactsAreInputItems,
	check: async (call) => ({
		request: await autocallRequest(call),
		contacts: givenCampaignContacts(call, AUTOCALL.bounds),
	}),
	async run(call, { request, contacts }) {
		const max_cost = await calculateCost(call, AUTOCALL, await completeBody(request), contacts);
		return [{ json: withReport({ max_cost }, contacts.report) }];
	},
	repeatable: true,
});
