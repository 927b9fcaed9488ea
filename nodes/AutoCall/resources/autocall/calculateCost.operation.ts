import { contactsAreInputItems } from '../../contacts/campaignContacts';
import { calculateCost } from '../../contacts/campaignCost';
import { defineOperation } from '../../runtime/operation';
import { spamSuspicion } from './failures';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Calculate Cost',
	action: 'Calculate the cost of an autocall',
	description: 'Get what an autocall would cost at most, in tenge, without calling anyone',
	endpoint: 'POST /autocalls/calculate',
	fields: autocallFields,
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const request = await autocallRequest(call);
		return [{ json: await calculateCost(call, request, { extraMax: 255 }) }];
	},
	failures: spamSuspicion,
});
