import { createHash } from 'crypto';
import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import { withoutPageOf } from '../service/nestedPages';
import { traceable } from '../service/clientIds';
import { itemSlot } from '../../shared/call/memory';
import { uncertainFailure } from '../../shared/duplicates/uncertain';
import type { OperationCall } from '../../shared/call/operationCall';
import { sendOnce, type LookupResult } from '../../shared/duplicates/sendOnce';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import type { RequestWords } from '../../shared/transport/failureWords';
import type { Page } from '../../shared/transport/pages';
import type { CollectedContacts } from '../../shared/contacts/collectContacts';
import type { Contact, ContactBounds } from '../../shared/contacts/contact';
import { LIST_CODES, phoneNumber } from '../service/numbers';

/** The bounds that contact lists have for a contact. */
export const LIST_BOUNDS: ContactBounds = {
	number: phoneNumber(LIST_CODES),
	extraMax: 255,
};

/** Most contacts of one request (POST /lists, POST /lists/append/{id}). */
const CONTACTS_PER_REQUEST = 10_000;

/** A contact list that is being filled in parts. */
interface FilledList {
	/** The list as the service last returned it; empty until it is created. */
	list: IDataObject;
	/** The number of contacts it has received. */
	sent: number;
	/** Hash of the contacts that it has received, to recognise other ones. */
	fingerprint: string;
	/** The same with the part that is being sent. */
	underWay?: string;
}

const filledList = itemSlot<FilledList>('contactList');

/** The requests that fill a list, and the words for a list that received only a part of the contacts. */
interface Filling {
	/** The request for the first part; the others are added to the list that its response names. */
	request: ApiRequest;
	lookFor?: () => Promise<LookupResult>;
	/** The effect of a new execution: `would create a second list`. */
	newExecution: string;
}
const WORDS_OF_LIST: RequestWords = {
	howToCheck:
		'Use Contact List → Get Many to check whether it exists, and how many contacts it has, before you run this again.',
};
const WORDS_OF_APPEND: RequestWords = {
	howToCheck: 'Use Contact List → Get to check how many contacts it has before you run this again.',
};

/**
 * Creates a contact list of any size: the first 10,000 contacts with the list, the others added to it.
 *
 * @param list the API's other fields of the list (`name`, `client_id`)
 * @returns the list as the API returned it, with the count of all its contacts
 * @throws ApiFailure; when a later part is refused, `call.alreadyDone` has the state of the list.
 * NodeOperationError when an earlier try has sent other contacts
 */
export async function createContactList(
	call: OperationCall,
	list: IDataObject,
	contacts: CollectedContacts,
): Promise<IDataObject> {
	const inFirstPart = Math.min(contacts.count, CONTACTS_PER_REQUEST);
	const { request, lookFor } = await traceable(
		call,
		{ method: 'POST', path: ['lists'], body: list, returns: 'id', words: WORDS_OF_LIST },
		async (row, isOwn) => {
			const isSame = row.name === list.name && row.contacts_count === inFirstPart;
			return row.importing !== true && (isSame || !isOwn) ? row : undefined;
		},
	);
	return await sendParts(call, contacts, {
		request,
		lookFor,
		newExecution: 'would create a second list',
	});
}

/**
 * Adds contacts to a list, in as many requests as needed.
 *
 * @throws as `createContactList`
 */
export async function addContacts(
	call: OperationCall,
	listId: number,
	contacts: CollectedContacts,
): Promise<IDataObject> {
	if (call.isProtected) {
		const list = filledList.get(call)?.list ?? (await contactListOf(call, listId));
		if (!filledList.get(call)) filledList.set(call, { list, sent: 0, fingerprint: '' });
		if (Number(list.id) !== listId) throw isAnother(call, 'Contact List');
	}
	return await sendParts(call, contacts, {
		request: appendTo(listId, WORDS_OF_APPEND),
		newExecution: 'would add the first contacts again',
	});
}

/**
 * A list without its contacts (GET /lists/{id}).
 *
 * @throws ApiFailure
 */
export async function contactListOf(call: OperationCall, id: number): Promise<IDataObject> {
	const path = ['lists', id];
	const { body } = await call.send({ method: 'GET', path });
	return withoutPageOf({ path }, body);
}

function appendTo(listId: number, words?: RequestWords): ApiRequest {
	return { method: 'POST', path: ['lists', 'append', listId], returns: 'id', words };
}

/**
 * Sends the contacts part by part. Parts that an earlier try of the run has sent are not sent again.
 *
 * @throws NodeOperationError when those that an earlier try has sent are not the first of the contacts
 */
async function sendParts(
	call: OperationCall,
	contacts: CollectedContacts,
	{ request: first, lookFor, newExecution }: Filling,
): Promise<IDataObject> {
	const { isProtected } = call;
	const earlier = isProtected ? filledList.get(call) : undefined;
	const filled: FilledList = earlier ?? { list: {}, sent: 0, fingerprint: '' };
	const parts = contacts.parts(CONTACTS_PER_REQUEST);
	let fingerprint = '';
	let passed = 0;
	let part = parts.next();
	for (; passed < filled.sent && !part.done; part = parts.next()) {
		passed += part.value.length;
		fingerprint = extended(fingerprint, part.value);
	}
	if (passed !== filled.sent || fingerprint !== filled.fingerprint) {
		throw isAnother(call, 'Contacts');
	}
	while (!part.done) {
		const numbers = part.value;
		const { list, sent } = filled;
		const request = sent === 0 ? first : appendTo(list.id as number, first.words);
		if (isProtected) {
			const underWay = extended(fingerprint, numbers);
			if (uncertainFailure(call) && filled.underWay !== underWay) throw isAnother(call, 'Contacts');
			filledList.set(call, Object.assign(filled, { underWay }));
		}
		call.contactPlace = (entry) => contacts.placeOf(sent + entry);
		const sending = sendOnce(
			call,
			{ ...request, body: { ...request.body, numbers: numbers as unknown as IDataObject[] } },
			sent === 0 && lookFor ? lookFor : async () => await growthOf(call, list, numbers),
		);
		// The next part is built while the service is busy with this one.
		part = parts.next();
		filled.list = { ...list, ...(await sending).body };
		filled.sent += numbers.length;
		filled.fingerprint = filled.underWay ?? '';
		fingerprint = filled.fingerprint;
		call.progress.step(filled.sent, contacts.count, 'contacts');
		call.alreadyDone = {
			what: `the contact list ${String(filled.list.id)} holds the first ${filled.sent} of ${contacts.count} contacts, up to ${numbers.at(-1)?.number}`,
			advice: isProtected
				? `Retrying the failed execution adds the others. A new execution ${newExecution}; add only the others instead, with Contact List → Add Contacts.`
				: `Add only the others, with Contact List → Add Contacts; running this again ${newExecution}.`,
		};
	}
	return filled.list;
}

/** The fingerprint of contacts with those of another part after them. */
function extended(fingerprint: string, contacts: Contact[]): string {
	return createHash('sha256').update(fingerprint).update(JSON.stringify(contacts)).digest('hex');
}

/** The error of a retry after a change: continuing would mix different contacts. */
function isAnother({ alreadyDone, parameters }: OperationCall, label: string): NodeOperationError {
	const description = [
		'This try sent nothing.',
		alreadyDone && `After the earlier try, ${alreadyDone.what}.`,
		`To send the others, change "${label}" back and retry. Or start a new execution with the current values.`,
	];
	return parameters.invalid(
		label,
		'has changed since an earlier try of this execution began to send it',
		description.filter(Boolean).join(' '),
	);
}

/**
 * Whether a list has received the contacts of a request whose response was lost: by the number that it holds, and
 * by those at its end (or its beginning, should the newest come first).
 *
 * @param before the list as it was before the request
 */
async function growthOf(
	call: OperationCall,
	before: IDataObject,
	added: Contact[],
): Promise<LookupResult> {
	const path = ['lists', before.id as number];
	const pageOfList = async (page: number) =>
		(await call.send({ method: 'GET', path, query: { page } })).body;
	const { contacts: first, ...list } = await pageOfList(1);
	const heldBefore = Number(before.contacts_count);
	if (list.importing === true) return 'unclear';
	if (list.contacts_count === heldBefore) return 'nothing';
	if (list.contacts_count !== heldBefore + added.length) return 'unclear';
	const { contacts: last } = await pageOfList((first as unknown as Page).last_page);
	const oldestFirst = numbersIn(last);
	const newestFirst = numbersIn(first).reverse();
	const isAtEnd = [oldestFirst, newestFirst].some((held) => endsLike(held, added));
	return isAtEnd ? { made: list } : 'unclear';
}

function numbersIn(page: unknown): unknown[] {
	return (page as Page).data.map(({ number }) => number);
}

/** Whether the last numbers of a page are the last of some contacts, as many as both have. */
function endsLike(held: unknown[], contacts: Contact[]): boolean {
	const compared = Math.min(held.length, contacts.length);
	const last = contacts.slice(contacts.length - compared).map(({ number }) => number);
	return compared > 0 && String(held.slice(held.length - compared)) === String(last);
}
