import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../runtime/operationCall';
import type { Contact } from './contact';

/** Most contacts of one request (POST /lists, POST /lists/append/{id}). */
const CONTACTS_PER_REQUEST = 10_000;

/**
 * Makes a contact list of any size: the first 10,000 contacts with the list, the others added to it.
 *
 * @param list the API's other fields of the list (`name`, `client_id`)
 * @returns the list as the API gave it, with the count of all its contacts
 * @throws ApiFailure; when a later part is refused, `call.alreadyDone` says what the list holds
 */
export async function createContactList(
	call: OperationCall,
	list: IDataObject,
	contacts: Contact[],
): Promise<IDataObject> {
	const { body } = await call.send({
		method: 'POST',
		path: ['lists'],
		body: { ...list, numbers: contacts.slice(0, CONTACTS_PER_REQUEST) as unknown as IDataObject[] },
	});
	return contacts.length <= CONTACTS_PER_REQUEST
		? body
		: { ...body, ...(await addContacts(call, body.id as number, contacts, CONTACTS_PER_REQUEST)) };
}

/**
 * Adds contacts to a list, in as many requests as needed.
 *
 * @param from the first contact to add; those before it are in the list already
 * @throws ApiFailure; when a later part is refused, `call.alreadyDone` says what the list holds
 */
export async function addContacts(
	call: OperationCall,
	listId: number,
	contacts: Contact[],
	from = 0,
): Promise<IDataObject> {
	let list: IDataObject = {};
	for (let start = from; start < contacts.length; start += CONTACTS_PER_REQUEST) {
		const part = contacts.slice(start, start + CONTACTS_PER_REQUEST);
		if (start > 0) {
			call.alreadyDone = `the contact list ${listId} holds the first ${start} of ${contacts.length} contacts, up to ${contacts[start - 1]?.number}. Add only the others, with Contact List → Add Contacts`;
		}
		const { body } = await call.send({
			method: 'POST',
			path: ['lists', 'append', listId],
			body: { numbers: part as unknown as IDataObject[] },
		});
		list = body;
	}
	return list;
}
