import {
	campaignContacts,
	contactsAreInputItems,
	withReport,
} from '../../contacts/campaignContacts';
import { defineOperation } from '../../runtime/operation';
import { BULK_EXTRA_MAX, bulkFields } from './fields';

export default defineOperation({
	name: 'Create',
	action: 'Create an SMS bulk',
	description: 'Send an SMS to many people; a moderator may check the text first',
	endpoint: 'POST /bulks',
	fields: bulkFields,
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const request = call.request();
		const name = call.parameters.get<string>('name') as string;
		const given = await campaignContacts(call, { extraMax: BULK_EXTRA_MAX }, name);
		const answer = await call.send({
			...request,
			body: { ...request.body, list_id: given.entries },
		});
		const { messages, ...bulk } = answer.body;
		return [{ json: withReport(bulk, given) }];
	},
});
