import { collectContacts } from '../../contacts/collectContacts';
import { contactsAreInputItems, withReport } from '../../contacts/campaignContacts';
import { newContactFields } from '../../contacts/contactFields';
import { addContacts } from '../../contacts/contactLists';
import { LIST_CODES } from '../../contacts/numbers';
import { defineOperation } from '../../runtime/operation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Add Contacts',
	action: 'Add contacts to a contact list',
	description: 'Add contacts to an existing list, for instance all input items',
	endpoint: 'POST /lists/append/{contactListId}',
	fields: [contactListId, ...newContactFields],
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const listId = call.parameters.get<number>('contactListId') as number;
		const contacts = collectContacts(call, { codes: LIST_CODES, extraMax: 255 });
		return [{ json: withReport(await addContacts(call, listId, contacts), contacts) }];
	},
});
