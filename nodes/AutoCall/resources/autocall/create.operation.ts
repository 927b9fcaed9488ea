import { checkOneOfSeveral, createCampaign } from '../../campaigns/createCampaign';
import { campaignOptions } from '../../campaigns/campaignOptions';
import { AUTOCALL } from '../../campaigns/kinds';
import { waitFields, waitForCompletion } from '../../campaigns/waitForCompletion';
import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import { defineOperation } from '../../../shared/declaration/operation';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Create',
	action: 'Call many people',
	description:
		'Call many people with a sound or an interactive scenario; a moderator may check it first',
	endpoint: 'POST /autocalls',
	fields: [...autocallFields, ...waitFields, campaignOptions],
	takesAllItems: contactsAreInputItems,
	check: async (call) => await checkOneOfSeveral(call, AUTOCALL, await autocallRequest(call)),
	run: async (call) => await createCampaign(call, AUTOCALL, await autocallRequest(call)),
	afterwards: waitForCompletion(AUTOCALL),
	failures: AUTOCALL.failures,
	howToCheck: 'Check with Autocall → Get Many whether it is there before you run this again.',
});
