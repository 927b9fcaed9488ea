import { contactFields } from '../../shared/contacts/contactFields';
import type { Field } from '../../shared/declaration/field';

const number = {
	example: 'e.g. +7 701 123 45 67',
	description: 'Phone number in Kazakhstan, in any usual format',
	fieldDescription:
		'Name of the input field that holds the phone number. Any usual format works: 8 701 …, +7 (701) …, 7701….',
};

/** The lists of a campaign, by choice or by ID. */
const contactListsField: Field = {
	displayName: 'Contact List Names or IDs',
	name: 'contactListIds',
	reports: 'list_id',
	holdsContacts: true,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getContactLists' },
	required: true,
	default: [],
	displayOptions: { show: { contactsSource: ['contactLists'] } },
	description:
		'Everyone in these lists is called or texted. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The parameters for the contacts of POST /lists and POST /lists/append/{id}. */
export const newContactFields: Field[] = contactFields({ apiField: 'numbers', number });

/** The same for campaigns, which take lists as well (POST /autocalls, POST /bulks and their costs). */
export const campaignContactFields: Field[] = contactFields({
	apiField: 'list_id',
	number,
	lists: {
		source: {
			name: 'Contact Lists',
			value: 'contactLists',
			description: 'Lists that are already in your AutoCall.kz account',
		},
		field: contactListsField,
	},
});
