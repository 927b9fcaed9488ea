import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../runtime/operationCall';
import type { CollectedContacts } from './collectContacts';
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
	contacts: CollectedContacts,
): Promise<IDataObject> {
	return await sendParts(call, contacts, (id) =>
		id === undefined ? { path: ['lists'], body: list } : { path: ['lists', 'append', id] },
	);
}

/**
 * Adds contacts to a list, in as many requests as needed.
 *
 * @throws ApiFailure; when a later part is refused, `call.alreadyDone` says what the list holds
 */
export async function addContacts(
	call: OperationCall,
	listId: number,
	contacts: CollectedContacts,
): Promise<IDataObject> {
	return await sendParts(call, contacts, () => ({ path: ['lists', 'append', listId] }));
}

/** @param target where a part goes, by the ID of the list once an answer has told it */
async function sendParts(
	call: OperationCall,
	contacts: CollectedContacts,
	target: (id?: number) => { path: Array<string | number>; body?: IDataObject },
): Promise<IDataObject> {
	const parts = contacts.parts(CONTACTS_PER_REQUEST);
	let list: IDataObject = {};
	let sent = 0;
	for (let part = parts.next(); !part.done;) {
		const numbers = part.value;
		const { path, body } = target(list.id as number | undefined);
		const sending = call.send({
			method: 'POST',
			path,
			body: { ...body, numbers: numbers as unknown as IDataObject[] },
		});
		// The next part is made while the service is busy with this one.
		part = parts.next();
		list = { ...list, ...(await sending).body };
		sent += numbers.length;
		call.progress.step(sent, contacts.count, 'contacts');
		call.alreadyDone = `the contact list ${String(list.id)} holds the first ${sent} of ${contacts.count} contacts, up to ${(numbers.at(-1) as Contact).number}. Add only the others, with Contact List → Add Contacts`;
	}
	return list;
}
