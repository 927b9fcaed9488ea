import {
	collectContacts,
	type CollectedContacts,
} from '../../../../../nodes/shared/contacts/collectContacts';
import type { ContactBounds } from '../../../../../nodes/shared/contacts/contact';
import { contactFields } from '../../../../../nodes/shared/contacts/contactFields';
import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import { phoneNumber } from '../service/numbers';

/** Most phones of a request, and most IDs of one about calls. */
export const MOST_IN_REQUEST = 5_000;

const number = {
	example: 'e.g. +7 701 123 45 67',
	description: 'Phone number with its country code, in any usual way of writing',
	fieldDescription:
		'Name of the input field that holds the phone number. Any usual way of writing works: 8 701 …, +7 (701) …, 7701….',
};

/** The people to call with a message that is the same for all. */
export const callContactFields: Field[] = contactFields({
	apiField: 'phones',
	number,
	hasExtra: false,
	variables: false,
});

/** The people to call with a template, and the values that it says to each. */
export const templateContactFields: Field[] = contactFields({
	apiField: 'phones',
	number,
	hasExtra: false,
	variables: {
		fieldsHint:
			'Each fills a placeholder of the template: name fills {name}. For a field First Name write name=First Name.',
		fieldsDescription:
			'Names of the input fields whose values the template says to each person, separated by commas. A placeholder has Latin letters, digits and _ in its name. For a field with other letters or spaces write the placeholder before it: name=First Name.',
		valuesDescription: 'What the template says to this person',
		nameDescription: 'The placeholder of the template, without braces: Latin letters, digits and _',
		valueDescription: 'What the template says in its place, at most 255 characters',
	},
});

const BOUNDS: ContactBounds = { number: phoneNumber, mayAllBeInvalid: true };

/** @throws NodeOperationError as `collectContacts` */
export function callContacts(call: OperationCall): CollectedContacts {
	return collectContacts(call, { ...BOUNDS, hasNoVariables: true });
}

/** @throws NodeOperationError as `collectContacts` */
export function templateContacts(call: OperationCall): CollectedContacts {
	return collectContacts(call, BOUNDS);
}
