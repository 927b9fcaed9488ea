import { givenCampaignContacts } from '../../campaigns/campaignContacts';
import { calculateCost } from '../../campaigns/campaignCost';
import { AUTOCALL } from '../../campaigns/kinds';
import { contactsAreInputItems, withReport } from '../../../shared/contacts/collectContacts';
import { defineOperation } from '../../../shared/declaration/operation';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Calculate Cost',
	action: 'Calculate the cost of an autocall',
	description: 'Get what an autocall would cost at most, in tenge, without calling anyone',
	endpoint: 'POST /autocalls/calculate',
	fields: autocallFields,
	takesAllItems: contactsAreInputItems,
	async check(call) {
		await autocallRequest(call);
		givenCampaignContacts(call, AUTOCALL.bounds);
	},
	async run(call) {
		const contacts = givenCampaignContacts(call, AUTOCALL.bounds);
		const max_cost = await calculateCost(
			call,
			AUTOCALL,
			(await autocallRequest(call)).body,
			contacts,
		);
		return [{ json: withReport({ max_cost }, contacts.report) }];
	},
	repeatable: true,
});
