import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import { campaignOptions } from '../../campaigns/campaignOptions';
import { checkCampaign } from '../../campaigns/checkedCampaign';
import { createCampaign } from '../../campaigns/createCampaign';
import { effectOf } from '../../campaigns/identicalCampaigns';
import { AUTOCALL } from '../../campaigns/kinds';
import { CAMPAIGN_WAITING, waitFields } from '../../campaigns/waiting';
import { waitForCompletion } from '../../../shared/waiting/waitForCompletion';
import { defineOperation } from '../../service/defineOperation';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Create',
	action: 'Call many people',
	description:
		'Call many people with a sound or an interactive scenario; a moderator may check it first',
	endpoint: 'POST /autocalls',
	returns: 'id',
	fields: [...autocallFields, ...waitFields],
	options: campaignOptions,
	takesAllItems: contactsAreInputItems,
	check: async (call) => await checkCampaign(call, AUTOCALL, await autocallRequest(call)),
	effect: (_call, campaign) => effectOf(AUTOCALL, campaign),
	run: async (call, campaign) => await createCampaign(call, AUTOCALL, campaign),
	afterwards: waitForCompletion(CAMPAIGN_WAITING),
	failures: AUTOCALL.failures,
	howToCheck: 'Use Autocall → Get Many to check whether it exists before you run this again.',
});
