import { contactsAreInputItems } from '../../contacts/campaignContacts';
import { calculateCost } from '../../contacts/campaignCost';
import { defineOperation } from '../../runtime/operation';
import { BULK_EXTRA_MAX, bulkFields } from './fields';

export default defineOperation({
	name: 'Calculate Cost',
	action: 'Calculate the cost of an SMS bulk',
	description: 'Get what an SMS bulk would cost at most, in tenge, without sending anything',
	endpoint: 'POST /bulks/calculate',
	fields: bulkFields,
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const cost = await calculateCost(call, call.request(), { extraMax: BULK_EXTRA_MAX });
		return [{ json: cost }];
	},
});
