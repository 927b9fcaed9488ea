import type { IDataObject } from 'n8n-workflow';

import { collectContacts } from '../../contacts/collectContacts';
import { contactsAreInputItems, withReport } from '../../contacts/campaignContacts';
import { newContactFields } from '../../contacts/contactFields';
import { createContactList } from '../../contacts/contactLists';
import { LIST_CODES } from '../../contacts/numbers';
import { defineOperation } from '../../runtime/operation';
import { additionalFields, clientIdField, nameField } from '../sharedFields';

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
	async run(call) {
		const list = call.request().body as IDataObject;
		const contacts = collectContacts(call, { codes: LIST_CODES, extraMax: 255 });
		return [{ json: withReport(await createContactList(call, list, contacts), contacts) }];
	},
});
