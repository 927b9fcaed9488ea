import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../service/defineOperation';
import {
	collectContacts,
	contactsAreInputItems,
	withReport,
} from '../../../shared/contacts/collectContacts';
import { newContactFields } from '../../campaigns/contactFields';
import { createContactList, LIST_BOUNDS } from '../../campaigns/contactLists';
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
	async run(call, contacts) {
		const list = call.request().body as IDataObject;
		return [{ json: withReport(await createContactList(call, list, contacts), contacts.report) }];
	},
});
