import type { IDataObject } from 'n8n-workflow';

import { traceable } from '../runtime/clientId';
import { omit } from '../runtime/dotPath';
import type { OperationCall } from '../runtime/operationCall';
import { sendOnce, type Traces } from '../runtime/sendOnce';
import type { ApiRequest } from '../transport/apiRequest';
import type { RequestWords } from '../transport/failureWords';
import type { Page } from '../transport/pages';
import type { CollectedContacts } from './collectContacts';
import type { Contact, ContactBounds } from './contact';
import { LIST_CODES } from './numbers';

/** What contact lists take of a contact. */
export const LIST_BOUNDS: ContactBounds = { codes: LIST_CODES, extraMax: 255 };

/** Most contacts of one request (POST /lists, POST /lists/append/{id}). */
const CONTACTS_PER_REQUEST = 10_000;

const WORDS_OF_LIST: RequestWords = {
	howToCheck:
		'Look with Contact List → Get Many whether it is there, and with how many contacts, before you run this again.',
};
const WORDS_OF_APPEND: RequestWords = {
	howToCheck: 'Look with Contact List → Get how many contacts it holds before you run this again.',
};

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
	const { request, lookFor } = await traceable(call, {
		method: 'POST',
		path: ['lists'],
		body: list,
		words: WORDS_OF_LIST,
	});
	return await sendParts(call, contacts, { request, lookFor });
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
	if (call.isProtected) {
		call.memory.contactList ??= { list: await contactListOf(call, listId), sent: 0 };
	}
	return await sendParts(call, contacts, { request: appendTo(listId, WORDS_OF_APPEND) });
}

/**
 * A list without its contacts (GET /lists/{id}).
 *
 * @throws ApiFailure
 */
export async function contactListOf(call: OperationCall, id: number): Promise<IDataObject> {
	const { body } = await call.send({ method: 'GET', path: ['lists', id] });
	return omit(body, 'contacts');
}

function appendTo(listId: number, words?: RequestWords): ApiRequest {
	return { method: 'POST', path: ['lists', 'append', listId], words };
}

/**
 * Sends the contacts part by part. What an earlier try of the run has sent is not sent again.
 *
 * @param first the request for the first part; the others are added to the list that its answer names
 */
async function sendParts(
	call: OperationCall,
	contacts: CollectedContacts,
	first: { request: ApiRequest; lookFor?: () => Promise<Traces> },
): Promise<IDataObject> {
	const { memory, isProtected } = call;
	const filled = (isProtected ? memory.contactList : undefined) ?? { list: {}, sent: 0 };
	const parts = contacts.parts(CONTACTS_PER_REQUEST);
	const tell = (numbers: Contact[], sent: number) => {
		call.alreadyDone = `the contact list ${String(filled.list.id)} holds the first ${sent} of ${contacts.count} contacts, up to ${numbers.at(-1)?.number}. Add only the others, with Contact List → Add Contacts`;
	};
	let part = parts.next();
	for (let passed = 0; passed < filled.sent && !part.done; part = parts.next()) {
		passed += part.value.length;
		tell(part.value, passed);
	}
	while (!part.done) {
		const numbers = part.value;
		const { id, contacts_count: held } = filled.list;
		const isFirst = filled.sent === 0;
		const request = isFirst ? first.request : appendTo(id as number, first.request.words);
		const growth = async () => await growthOf(call, id as number, Number(held), numbers);
		const lookFor = isFirst && first.lookFor ? first.lookFor : growth;
		const sending = sendOnce(
			call,
			{ ...request, body: { ...request.body, numbers: numbers as unknown as IDataObject[] } },
			lookFor,
		);
		// The next part is made while the service is busy with this one.
		part = parts.next();
		filled.list = { ...filled.list, ...(await sending).body };
		filled.sent += numbers.length;
		if (isProtected) memory.contactList = filled;
		call.progress.step(filled.sent, contacts.count, 'contacts');
		tell(numbers, filled.sent);
	}
	return filled.list;
}

/**
 * Whether a list has got the contacts of a request whose answer was lost: by the number that it holds, and
 * by the last of them, which is then at the list's end (or beginning).
 */
async function growthOf(
	call: OperationCall,
	listId: number,
	heldBefore: number,
	added: Contact[],
): Promise<Traces> {
	const path = ['lists', listId];
	const pageOfList = async (page: number) =>
		(await call.send({ method: 'GET', path, query: { page } })).body;
	const { contacts: first, ...list } = await pageOfList(1);
	if (list.importing === true) return 'unclear';
	if (list.contacts_count === heldBefore) return 'nothing';
	if (list.contacts_count !== heldBefore + added.length) return 'unclear';
	const { contacts: last } = await pageOfList((first as unknown as Page).last_page);
	const atEnds = [first, last].flatMap((page) => (page as unknown as Page).data);
	return atEnds.some(({ number }) => number === added.at(-1)?.number) ? { made: list } : 'unclear';
}
