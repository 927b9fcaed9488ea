import { defineOperation } from '../../service/defineOperation';
import {
	collectContacts,
	contactsAreInputItems,
	withReport,
} from '../../../shared/contacts/collectContacts';
import { newContactFields } from '../../campaigns/contactFields';
import { addContacts, LIST_BOUNDS } from '../../campaigns/contactLists';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Add Contacts',
	action: 'Add people to a contact list',
	description: 'Add contacts to an existing list, for instance all input items',
	endpoint: 'POST /lists/append/{contactListId}',
	fields: [contactListId, ...newContactFields],
	takesAllItems: contactsAreInputItems,
	check: (call) => collectContacts(call, LIST_BOUNDS),
	async run(call, contacts) {
		const listId = call.parameters.get<number>('contactListId') as number;
		return [{ json: withReport(await addContacts(call, listId, contacts), contacts.report) }];
	},
});
