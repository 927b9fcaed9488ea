import { assertNotInUse, presentContact } from './contactLists';
import { noContent, ok, rowOf, type Handlers } from './handler';

export const contactHandlers: Handlers = {
	'get-contacts-id': (call) => ok(presentContact(rowOf(call.context.store.contacts, call))),

	'delete-contacts-id': (call) => {
		const { store } = call.context;
		const contact = rowOf(store.contacts, call);
		const list = store.contactLists.get(contact.list_id);
		if (list) {
			assertNotInUse(store, list);
			const left = list.nonexistent?.filter((id) => id !== contact.id);
			list.nonexistent = left && left.length > 0 ? left : null;
		}
		store.contacts.delete(contact.id);
		return noContent();
	},
};
