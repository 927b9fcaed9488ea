import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { finding, tookEffectOnce, type Finding, type ItemReport } from '../findings';
import type { Kind } from '../kind';
import { between, ITEM_ID, phone, someItems, times, TELLS_OF_PART } from './several';

/** One contact more than fits into one request. */
const TWO_PARTS = 10_001;

/** The person's own client ID: none, one for each item, or the same for all of them. */
const CLIENT_IDS = ['', '={{ $json.name }}', 'deal-7'];

const create: Kind = {
	name: 'Contact List → Create',
	weight: 5,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({
			name: `List ${index}`,
			contacts: times(between(random, 1, 3), (one) => ({ number: phone(index, one) })),
		}));
		const clientId = random.pick(CLIENT_IDS);
		if (random.chance(0.3)) sandbox.seedContactList({ client_id: 'deal-7', contacts: [] });
		return {
			resource: 'contactList',
			operation: 'create',
			parameters: {
				name: '={{ $json.name }}',
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				...(clientId && { additionalFields: { clientId } }),
				options,
			},
			items,
			main: { method: 'POST', path: '/lists' },
			judge: tookEffectOnce((item) => listsNamed(sandbox, items[item]!.name)),
		};
	},
};

const createFromItems: Kind = {
	name: 'Contact List → Create (input items)',
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ phone: phone(10, index) }));
		return {
			resource: 'contactList',
			operation: 'create',
			parameters: { name: 'All items', contactsSource: 'inputItems', options },
			items,
			takesAllItems: true,
			main: { method: 'POST', path: '/lists' },
			judge: tookEffectOnce(() => listsNamed(sandbox, 'All items')),
		};
	},
};

const createInParts: Kind = {
	name: 'Contact List → Create (2 parts)',
	weight: 0.3,
	errand({ sandbox, options }) {
		const contacts = manyContacts();
		return {
			resource: 'contactList',
			operation: 'create',
			parameters: {
				name: 'Large',
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				options,
			},
			items: [{ contacts }],
			main: { method: 'POST', path: /^\/lists(\/append\/\d+)?$/ },
			judge: (report) => [
				...tookEffectOnce(() => listsNamed(sandbox, 'Large'), TELLS_OF_PART)(report),
				...arrived(sandbox, () => endsOf(contacts))(report),
			],
		};
	},
};

const addContacts: Kind = {
	name: 'Contact List → Add Contacts',
	weight: 6,
	errand({ sandbox, random, options }) {
		const shared = random.chance(0.4) ? sandbox.seedContactList().id : undefined;
		const count = between(random, 1, 3);
		const items = someItems(random, (index) => ({
			id: shared ?? sandbox.seedContactList().id,
			contacts: times(count, (one) => ({ number: phone(20 + index, one) })),
		}));
		return {
			resource: 'contactList',
			operation: 'addContacts',
			parameters: {
				contactListId: ITEM_ID,
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				options,
			},
			items,
			main: { method: 'POST', path: '/lists/append' },
			judge: (report) => [
				...arrived(sandbox, (item) => items[item]!.contacts.map(({ number }) => number))(report),
				...isList(report, items[report.item]!.id),
			],
		};
	},
};

const addInParts: Kind = {
	name: 'Contact List → Add Contacts (2 parts)',
	weight: 0.3,
	errand({ sandbox, options }) {
		const { id } = sandbox.seedContactList();
		const contacts = manyContacts();
		return {
			resource: 'contactList',
			operation: 'addContacts',
			parameters: {
				contactListId: ITEM_ID,
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				options,
			},
			items: [{ id, contacts }],
			main: { method: 'POST', path: '/lists/append' },
			judge: (report) => [
				...arrived(sandbox, () => endsOf(contacts))(report),
				...isList(report, id),
			],
		};
	},
};

/** The judge of contacts that are added: each number arrives once, or an error tells that some may have. */
function arrived(sandbox: Sandbox, numbersOf: (item: number) => string[]) {
	return (report: ItemReport): Finding[] =>
		numbersOf(report.item).flatMap((number) => {
			const rows = sandbox.store.contacts.filter((contact) => contact.number === number);
			const judge = tookEffectOnce(() => rows.map(() => ({})), TELLS_OF_PART);
			return judge(report);
		});
}

function isList({ state, outputs }: ItemReport, id: number): Finding[] {
	return state !== 'succeeded' || outputs[0]?.json.id === id
		? []
		: [finding('wrong', `the list ${String(outputs[0]?.json.id)} came out instead of ${id}`)];
}

function listsNamed({ store }: Sandbox, name: string): IDataObject[] {
	return store.contactLists.filter((list) => list.name === name).map(({ id }) => ({ id, name }));
}

/** Contacts for two requests. */
function manyContacts(): Array<{ number: string }> {
	return times(TWO_PARTS, (index) => ({ number: phone(30, index) }));
}

/** A number of the first part and the one of the second. */
function endsOf(contacts: Array<{ number: string }>): string[] {
	return [contacts[0]!.number, contacts.at(-1)!.number];
}

/** The operations that create contact lists or fill them. */
export const contactListKinds: Kind[] = [
	...[create, createFromItems, createInParts, addContacts, addInParts],
];
