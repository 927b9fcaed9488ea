import { isUnfinished } from '../billing';
import type { SandboxContext } from '../context';
import { invalid, notFound } from '../errors';
import type { Contact, ContactList } from '../store/entities';
import type { Store } from '../store/store';
import type { Variables } from '../sms';
import { filterRows } from './filters';
import { created, noContent, ok, pageOf, rowOf, withBody, type Handlers } from './handler';

/** A number as requests bring it. */
export interface NewContact {
	number: string;
	extra?: string;
	variables?: Variables;
}

/** Adds an empty contact list. */
export function addContactList(
	{ store, clock }: SandboxContext,
	{ name, client_id }: { name: string; client_id?: string | null },
): ContactList {
	const now = clock.timestamp();
	return store.contactLists.add({
		name,
		client_id: client_id ?? null,
		nonexistent: null,
		created_at: now,
		updated_at: now,
	});
}

/** Adds contacts to a list. */
export function addContacts(
	{ store, clock }: SandboxContext,
	list: ContactList,
	contacts: readonly NewContact[],
): Contact[] {
	const now = clock.timestamp();
	list.updated_at = now;
	return contacts.map(({ number, extra, variables }) =>
		store.contacts.add({
			list_id: list.id,
			number,
			extra: extra ?? null,
			variables: variables ?? null,
			created_at: now,
			updated_at: now,
		}),
	);
}

/** The contacts of a list, oldest first. */
export function contactsOf(store: Store, list: ContactList): Contact[] {
	return store.contacts.filter(({ list_id }) => list_id === list.id);
}

/** A contact list as the API shows it. */
export function presentContactList(store: Store, list: ContactList) {
	return {
		id: list.id,
		client_id: list.client_id,
		name: list.name,
		importing: false,
		nonexistent: list.nonexistent,
		created_at: list.created_at,
		updated_at: list.updated_at,
		contacts_count: contactsOf(store, list).length,
		used: campaignsUsing(store, list).length,
	};
}

/** A contact as the API shows it. */
export function presentContact(contact: Contact) {
	const { id, list_id, number, extra, variables, created_at, updated_at } = contact;
	return { id, list_id, number, extra, variables, created_at, updated_at };
}

/**
 * Refuses to touch a list that an unfinished campaign still works through.
 * @throws HttpError 422
 */
export function assertNotInUse(store: Store, list: ContactList): void {
	if (campaignsUsing(store, list).some(isUnfinished)) {
		throw invalid('id', 'Список используется в незавершённой рассылке.');
	}
}

function campaignsUsing(store: Store, list: ContactList) {
	const uses = ({ list_id }: { list_id: number[] }) => list_id.includes(list.id);
	return [...store.autocalls.filter(uses), ...store.bulks.filter(uses)];
}

export const contactListHandlers: Handlers = {
	'get-lists': (call) => {
		const { store } = call.context;
		const rows = filterRows(call, store.contactLists.all());
		if (call.query.client_id !== undefined && rows.length === 0) throw notFound();
		return ok(pageOf(call, rows, (list) => presentContactList(store, list)));
	},

	'post-lists': withBody<{ name: string; client_id?: string; numbers: NewContact[] }>(
		({ context, body }) => {
			const list = addContactList(context, body);
			addContacts(context, list, body.numbers);
			return created(presentContactList(context.store, list));
		},
	),

	'get-lists-id': (call) => {
		const { store } = call.context;
		const list = rowOf(store.contactLists, call);
		return ok({
			...presentContactList(store, list),
			contacts: pageOf(call, contactsOf(store, list), presentContact),
		});
	},

	'put-lists-id': withBody<{ name?: string; client_id?: string }>((call) => {
		const { store, clock } = call.context;
		const list = rowOf(store.contactLists, call);
		Object.assign(list, call.body, { updated_at: clock.timestamp() });
		return ok(presentContactList(store, list));
	}),

	'delete-lists-id': (call) => {
		const { store } = call.context;
		const list = rowOf(store.contactLists, call);
		assertNotInUse(store, list);
		for (const { id } of contactsOf(store, list)) store.contacts.delete(id);
		store.contactLists.delete(list.id);
		return noContent();
	},

	'post-lists-append-id': withBody<{ numbers: NewContact[] }>((call) => {
		const { context, body } = call;
		const list = rowOf(context.store.contactLists, call);
		addContacts(context, list, body.numbers);
		return created({
			id: list.id,
			client_id: list.client_id,
			contacts_count: contactsOf(context.store, list).length,
			created_at: list.created_at,
			updated_at: list.updated_at,
		});
	}),

	'delete-lists-nonexistent-id': (call) => {
		const { store } = call.context;
		const list = rowOf(store.contactLists, call);
		for (const id of list.nonexistent ?? []) store.contacts.delete(id);
		list.nonexistent = null;
		return noContent();
	},

	'put-lists-nonexistent-id': (call) => {
		const { store, clock } = call.context;
		const list = rowOf(store.contactLists, call);
		list.nonexistent = null;
		list.updated_at = clock.timestamp();
		return ok(presentContactList(store, list));
	},
};
