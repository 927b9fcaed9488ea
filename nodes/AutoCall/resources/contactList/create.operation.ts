import type { IDataObject } from 'n8n-workflow';

import { collectContacts, contactsAreInputItems, withReport } from '../../../shared/contacts/collectContacts';
import { newContactFields } from '../../../shared/contacts/contactFields';
import { createContactList, LIST_BOUNDS } from '../../campaigns/contactLists';
import { defineOperation } from '../../../shared/declaration/operation';
import { additionalFields, clientIdField, nameField } from '../commonFields';

export default defineOperation({
	name: 'Create',
	action: 'Create a contact list',
	description: 'Create a contact list of any size, for instance from all input items',
	endpoint: 'POST /lists',
	fields: [
		{ ...nameField, required: true },
		...newContactFields,
		additionalFields([clientIdField(256)]),
	],
	takesAllItems: contactsAreInputItems,
	check: (call) => collectContacts(call, LIST_BOUNDS),
	async run(call) {
		const list = call.request().body as IDataObject;
		const contacts = collectContacts(call, LIST_BOUNDS);
		return [{ json: withReport(await createContactList(call, list, contacts), contacts.report) }];
	},
});
