import type { SandboxContext } from '../context';
import type { FieldErrors } from '../errors';
import type { Contact, ContactList, Recipient } from '../store/entities';
import { addContactList, addContacts, contactsOf, type NewContact } from './contactLists';

/** An entry of `list_id`: an existing list, or a number sent along. */
export type ListEntry = number | NewContact;

/** The recipients of a campaign, checked but not yet stored. */
export interface Audience {
	lists: ContactList[];
	inline: NewContact[];
	recipients: Recipient[];
}

const kazakhNumber = /^\+7\d{10}$/;

/** Looks up the lists and checks the numbers of `list_id`, adding every refusal to the errors. */
export function resolveAudience(
	{ store }: SandboxContext,
	entries: readonly ListEntry[],
	errors: FieldErrors,
): Audience {
	const audience: Audience = { lists: [], inline: [], recipients: [] };
	entries.forEach((entry, index) => {
		if (typeof entry !== 'number') {
			if (!kazakhNumber.test(entry.number)) {
				errors.add(`list_id.${index}.number`, 'Поле number имеет неверный формат.');
			}
			audience.inline.push(entry);
			return;
		}
		const list = store.contactLists.get(entry);
		if (list) audience.lists.push(list);
		else errors.add(`list_id.${index}`, `Список ${entry} не найден.`);
	});
	audience.recipients = [
		...audience.lists.flatMap((list) => contactsOf(store, list).map(toRecipient)),
		...audience.inline.map(({ number, extra, variables }) => ({
			contact_id: null,
			number,
			extra: extra ?? null,
			variables: variables ?? null,
		})),
	];
	if (errors.isEmpty && audience.recipients.length === 0) {
		errors.add('list_id', 'В списках нет ни одного номера.');
	}
	return audience;
}

/**
 * Stores the numbers that were sent along in a list of their own, as the service does.
 * @returns IDs of all lists and the recipients with their contacts
 */
export function storeAudience(
	context: SandboxContext,
	{ lists, inline }: Audience,
	campaignName: string,
): { listIds: number[]; recipients: Recipient[] } {
	const all = [...lists];
	if (inline.length > 0) {
		const list = addContactList(context, { name: `Автосписок ${campaignName}`.slice(0, 40) });
		addContacts(context, list, inline);
		all.push(list);
	}
	return {
		listIds: all.map(({ id }) => id),
		recipients: all.flatMap((list) => contactsOf(context.store, list).map(toRecipient)),
	};
}

function toRecipient(contact: Contact): Recipient {
	return {
		contact_id: contact.id,
		number: contact.number,
		extra: contact.extra,
		variables: contact.variables,
	};
}
