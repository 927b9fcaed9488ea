import type { Field } from '../../../shared/declaration/field';
import { numericId } from '../../../shared/declaration/parsers';

/** One contact of a list; Contact List → Get Contacts returns the IDs. */
export const contactId: Field = {
	displayName: 'Contact ID',
	name: 'contactId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 49',
	parse: numericId,
	description: 'ID of the contact, as returned by Contact List → Get Contacts',
};
