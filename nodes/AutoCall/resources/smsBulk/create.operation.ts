import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import { campaignOptions } from '../../campaigns/campaignOptions';
import { checkCampaign } from '../../campaigns/checkedCampaign';
import { createCampaign } from '../../campaigns/createCampaign';
import { effectOf } from '../../campaigns/identicalCampaigns';
import { SMS_BULK } from '../../campaigns/kinds';
import { CAMPAIGN_WAITING, waitFields } from '../../campaigns/waiting';
import { waitForCompletion } from '../../../shared/waiting/waitForCompletion';
import { defineOperation } from '../../service/defineOperation';
import { bulkFields, bulkRequest } from './fields';

export default defineOperation({
	name: 'Create',
	action: 'Send SMS to many people',
	description: 'Send an SMS to many people; a moderator may check the text first',
	endpoint: 'POST /bulks',
	returns: 'id',
	fields: [...bulkFields, ...waitFields],
	options: campaignOptions,
	takesAllItems: contactsAreInputItems,
	check: async (call) => await checkCampaign(call, SMS_BULK, bulkRequest(call)),
	effect: (_call, campaign) => effectOf(SMS_BULK, campaign),
	run: async (call, campaign) => await createCampaign(call, SMS_BULK, campaign),
	afterwards: waitForCompletion(CAMPAIGN_WAITING),
	howToCheck: 'Use SMS Bulk → Get Many to check whether it exists before you run this again.',
});
