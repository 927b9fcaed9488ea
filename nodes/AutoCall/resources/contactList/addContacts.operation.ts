import { collectContacts, contactsAreInputItems, withReport } from '../../../shared/contacts/collectContacts';
import { newContactFields } from '../../../shared/contacts/contactFields';
import { addContacts, LIST_BOUNDS } from '../../campaigns/contactLists';
import { defineOperation } from '../../../shared/declaration/operation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Add Contacts',
	action: 'Add people to a contact list',
	description: 'Add contacts to an existing list, for instance all input items',
	endpoint: 'POST /lists/append/{contactListId}',
	fields: [contactListId, ...newContactFields],
	takesAllItems: contactsAreInputItems,
	check: (call) => collectContacts(call, LIST_BOUNDS),
	async run(call) {
		const listId = call.parameters.get<number>('contactListId') as number;
		const contacts = collectContacts(call, LIST_BOUNDS);
		return [{ json: withReport(await addContacts(call, listId, contacts), contacts.report) }];
	},
});
