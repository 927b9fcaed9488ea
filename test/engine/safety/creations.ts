import type { IDataObject } from 'n8n-workflow';

import type { Fault, Sandbox } from '../../../sandbox';
import { byId, onBench, type Bench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import type { NodeResult } from '../../support/engine';
import { FIRST, numberAt, people } from './scenarios';

/** Something that is created and can be looked for. */
export interface Creation {
	what: string;
	resource: string;
	operation: string;
	parameters: IDataObject;
	/** The requests before anything is created. */
	asks: string[];
	/** The endpoint that creates it. */
	route: string;
	/** The requests of one poll, when it exists and when it doesn't. */
	polls: { found: string[]; missing: string[] };
	/** How often it was created. */
	effects(sandbox: Sandbox): number;
	/** How a person finds out about it. */
	advice: string;
	/** The Client ID that n8n gives it, as `seen` shows it. */
	clientId?: string;
}

/** POST /autocalls: looked for by its Client ID, and then got by its ID. */
export const autocall: Creation = {
	what: 'an autocall',
	resource: 'autocall',
	operation: 'create',
	parameters: { name: 'Debts', soundId: byId(FIRST.sound), ...people(3) },
	asks: ['GET /settings'],
	route: '/autocalls',
	polls: { found: ['GET /autocalls', 'GET /autocalls/{id}'], missing: ['GET /autocalls'] },
	effects: ({ store }) => store.autocalls.size,
	advice: 'Use Autocall → Get Many to check whether it exists before you run this again.',
	clientId: 'n8n-…',
};

/** POST /bulks: looked for like an autocall. */
export const smsBulk: Creation = {
	what: 'an SMS bulk',
	resource: 'smsBulk',
	operation: 'create',
	parameters: { name: 'Debts', text: 'Your order is ready', ...people(3) },
	asks: ['GET /settings'],
	route: '/bulks',
	polls: { found: ['GET /bulks', 'GET /bulks/{id}'], missing: ['GET /bulks'] },
	effects: ({ store }) => store.bulks.size,
	advice: 'Use SMS Bulk → Get Many to check whether it exists before you run this again.',
	clientId: 'n8n-…',
};

/** POST /lists: looked for by its Client ID. */
export const contactList: Creation = {
	what: 'a contact list',
	resource: 'contactList',
	operation: 'create',
	parameters: { name: 'Debtors', ...people(3) },
	asks: [],
	route: '/lists',
	polls: { found: ['GET /lists'], missing: ['GET /lists'] },
	// The first one is there from the beginning.
	effects: ({ store }) => store.contactLists.size - 1,
	advice:
		'Use Contact List → Get Many to check whether it exists, and how many contacts it has, before you run this again.',
	clientId: 'n8n-…',
};

/** POST /lists/append/{id}: told by the number of contacts, and the last of them. */
export const moreContacts: Creation = {
	what: 'contacts in a list',
	resource: 'contactList',
	operation: 'addContacts',
	parameters: { contactListId: byId(FIRST.list), ...people(3) },
	asks: ['GET /lists/{id}'],
	route: '/lists/append/{id}',
	// The list and its last page, which is where the contacts are.
	polls: { found: ['GET /lists/{id}', 'GET /lists/{id}'], missing: ['GET /lists/{id}'] },
	effects: ({ store }) => store.contacts.filter(({ number }) => number === numberAt(0)).length,
	advice: 'Use Contact List → Get to check how many contacts it has before you run this again.',
};

/** POST /caller-ids: told by the list of rented numbers, and until when each is rented. */
export const rent: Creation = {
	what: 'a rented caller ID',
	resource: 'callerId',
	operation: 'rent',
	parameters: { callerIdId: byId(FIRST.callerId) },
	asks: ['GET /caller-ids'],
	route: '/caller-ids',
	polls: { found: ['GET /caller-ids'], missing: ['GET /caller-ids'] },
	effects: ({ store }) => store.transactions.filter(({ total }) => total === -5000).length,
	advice: 'Use Caller ID → Get Many to check whether it is rented before you run this again.',
};

/** All that can be looked for. */
export const creations = [autocall, smsBulk, contactList, moreContacts, rent];

/** Runs a create on a service that has a sound, and a list of two people. */
export async function create(
	own: Bench,
	{ resource, operation, parameters }: Creation,
	more: IDataObject = {},
): Promise<NodeResult> {
	const { sandbox, run } = own;
	if (sandbox.store.contactLists.size === 0) sandbox.seedContactList();
	if (sandbox.store.sounds.size === 0) sandbox.seedSound();
	return await run(resource, operation, { ...parameters, ...more });
}

/** Loses the response to the next request that creates something. */
export function loseResponse({ sandbox }: Bench, { route }: { route: string }, fault: Fault): void {
	sandbox.faults.add({ ...fault, method: 'POST', path: route.replace('/{id}', '') });
}

/** Lets something happen just before the nth poll for what is to be created. */
export function atPoll(
	{ sandbox }: Bench,
	{ polls, asks }: Creation,
	nth: number,
	happens: () => void,
): void {
	const [poll = ''] = polls.missing;
	const asked = asks.filter((request) => request === poll).length;
	const path = poll.replace('GET ', '').replace('/{id}', '');
	sandbox.faults.add({ kind: 'meanwhile', happens, method: 'GET', path, after: asked + nth - 1 });
}

/** The output of a run in which nothing goes wrong. */
export async function undisturbed(creation: Creation): Promise<IDataObject> {
	let output: IDataObject = {};
	await onBench({}, async (own) => {
		output = (await create(own, creation)).items[0]?.json ?? {};
	})();
	return 'client_id' in output && output.client_id !== null
		? { ...output, client_id: derivedClientId() }
		: output;
}

/** The output when the object had to be looked up. */
export async function lookedUp(creation: Creation, { store }: Sandbox): Promise<IDataObject> {
	if (creation !== rent) return await undisturbed(creation);
	const { id, provider, number, rented_until } = store.callerIds.get(FIRST.callerId) ?? {};
	return { id, provider, number, rented_until };
}
