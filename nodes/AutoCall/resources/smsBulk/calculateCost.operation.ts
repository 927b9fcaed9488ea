import { contactsAreInputItems, withReport } from '../../../shared/contacts/collectContacts';
import { givenCampaignContacts } from '../../campaigns/campaignContacts';
import { calculateCost } from '../../campaigns/campaignCost';
import { SMS_BULK } from '../../campaigns/kinds';
import { defineOperation } from '../../service/defineOperation';
import { bulkFields, bulkRequest } from './fields';

export default defineOperation({
	name: 'Calculate Cost',
	action: 'Calculate the cost of an SMS bulk',
	description: 'Get the highest possible cost of an SMS bulk, in tenge, without sending anything',
	endpoint: 'POST /bulks/calculate',
	fields: bulkFields,
	takesAllItems: contactsAreInputItems,
	check: (call) => givenCampaignContacts(call, SMS_BULK.bounds),
	async run(call, contacts) {
		const max_cost = await calculateCost(call, SMS_BULK, bulkRequest(call).body, contacts);
		return [{ json: withReport({ max_cost }, contacts.report) }];
	},
	repeatable: true,
});
