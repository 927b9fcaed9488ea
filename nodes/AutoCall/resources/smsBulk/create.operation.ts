import { checkOneOfSeveral, createCampaign } from '../../campaigns/createCampaign';
import { campaignOptions } from '../../campaigns/campaignOptions';
import { SMS_BULK } from '../../campaigns/kinds';
import { waitFields, waitForCompletion } from '../../campaigns/waitForCompletion';
import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import { defineOperation } from '../../../shared/declaration/operation';
import { bulkFields } from './fields';

export default defineOperation({
	name: 'Create',
	action: 'Send SMS to many people',
	description: 'Send an SMS to many people; a moderator may check the text first',
	endpoint: 'POST /bulks',
	fields: [...bulkFields, ...waitFields, campaignOptions],
	takesAllItems: contactsAreInputItems,
	check: async (call) => await checkOneOfSeveral(call, SMS_BULK, call.request()),
	run: async (call) => await createCampaign(call, SMS_BULK, call.request()),
	afterwards: waitForCompletion(SMS_BULK),
	howToCheck: 'Check with SMS Bulk → Get Many whether it is there before you run this again.',
});
