import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { reachedState } from '../findings';
import type { Kind } from '../kind';
import { ITEM_ID, phone, someItems, times } from './several';
import { STORED } from './stored';

/** A thing to be changed or deleted. */
interface Thing {
	id: number | string;
	/** Whether it has come to what was asked for. */
	isDone(): boolean;
}

/** An operation that deletes something. */
interface Deletion {
	resource: string;
	operation?: string;
	path: string;
	parameters: IDataObject;
	make(sandbox: Sandbox, index: number): Thing;
}

function rowIn<Row extends { id: number }>(
	table: { get(id: number): Row | undefined },
	{ id }: Row,
): Thing {
	return { id, isDone: () => table.get(id) === undefined };
}

const DELETIONS: Deletion[] = [
	...STORED.map(({ resource, parameter, path, seed, table }) => ({
		...{ resource, path, parameters: { [parameter]: ITEM_ID } },
		make: (sandbox: Sandbox) => rowIn(table(sandbox), seed(sandbox)),
	})),
	{
		resource: 'contact',
		path: '/contacts',
		parameters: { contactId: '={{ $json.id }}' },
		make: (sandbox) => {
			const list = sandbox.seedContactList();
			const { contacts } = sandbox.store;
			return rowIn(
				contacts,
				contacts.find(({ list_id }) => list_id === list.id)!,
			);
		},
	},
	{
		resource: 'notification',
		path: '/notifications',
		parameters: { notificationId: ITEM_ID },
		make: (sandbox) => {
			const { id } = sandbox.notify('ImportFailure', {});
			const isThere = () => sandbox.store.notifications.some((one) => one.id === id);
			return { id, isDone: () => !isThere() };
		},
	},
	{
		resource: 'callerId',
		operation: 'release',
		path: '/caller-ids',
		parameters: { callerIdId: ITEM_ID },
		make: (sandbox) => {
			const rented = sandbox.seedRentedCallerId();
			return { id: rented.id, isDone: () => rented.holder === 'nobody' };
		},
	},
	{
		resource: 'contactList',
		operation: 'deleteNonexistent',
		path: '/lists/nonexistent',
		parameters: { contactListId: ITEM_ID },
		make: (sandbox) => {
			const { contacts } = sandbox.store;
			const list = sandbox.seedContactList();
			const [first] = contacts.filter(({ list_id }) => list_id === list.id);
			list.nonexistent = [first!.id];
			return { id: list.id, isDone: () => contacts.get(first!.id) === undefined };
		},
	},
];

const remove: Kind = {
	name: 'Delete, Release',
	weight: 4,
	errand({ sandbox, random, options }) {
		const { resource, operation = 'delete', path, parameters, make } = random.pick(DELETIONS);
		const others = times(2, (index) => make(sandbox, index));
		const things = someItems(random, (index) => make(sandbox, index));
		return {
			resource,
			operation,
			parameters: { ...parameters, options },
			items: things.map(({ id }) => ({ id })),
			main: { method: 'DELETE', path },
			judge: (report) => [
				...reachedState(
					(item) => things[item]!.isDone(),
					({ deleted, id }, item) => deleted === true && id === things[item]!.id,
				)(report),
				...(others.some((other) => other.isDone())
					? [{ kind: 'lost' as const, count: 1, what: 'something else is gone' }]
					: []),
			],
		};
	},
};

/** An operation that changes something. */
interface Change {
	resource: string;
	operation?: string;
	path: string;
	parameters: IDataObject;
	make(sandbox: Sandbox, name: string): Thing;
	/** How a success's output is known. */
	answer?(thing: Thing, name: string): IDataObject;
}

const NEW_NAME = { updateFields: { name: '={{ $json.name }}' } };

const CHANGES: Change[] = [
	...STORED.map(({ resource, parameter, path, changeable, seed }) => ({
		...{ resource, path, parameters: { [parameter]: ITEM_ID, ...NEW_NAME } },
		make: (sandbox: Sandbox, name: string) => {
			const row = seed(sandbox, changeable);
			return { id: row.id, isDone: () => row.name === name };
		},
	})),
	{
		resource: 'notification',
		operation: 'markAsRead',
		path: '/notifications',
		parameters: { notificationId: ITEM_ID },
		make: (sandbox) => {
			const notification = sandbox.notify('ImportFailure', {});
			return { id: notification.id, isDone: () => notification.read_at !== null };
		},
		answer: ({ id }) => ({ id }),
	},
	{
		resource: 'contactList',
		operation: 'ignoreNonexistent',
		path: '/lists/nonexistent',
		parameters: { contactListId: ITEM_ID },
		make: (sandbox) => {
			const list = sandbox.seedContactList({ nonexistent: [1] });
			return { id: list.id, isDone: () => list.nonexistent === null };
		},
		answer: ({ id }) => ({ id }),
	},
];

const change: Kind = {
	name: 'Update, Mark as Read, Ignore',
	weight: 3,
	errand({ sandbox, random, options }) {
		const picked = random.pick(CHANGES);
		const { resource, operation = 'update', path, parameters, make } = picked;
		const answer = picked.answer ?? (({ id }, name) => ({ id, name }));
		const things = someItems(random, (index) => {
			const name = `Renamed ${index}`;
			const thing = make(sandbox, name);
			return { thing, name, answer: answer(thing, name) };
		});
		return {
			resource,
			operation,
			parameters: { ...parameters, options },
			items: things.map(({ thing: { id }, name }) => ({ id, name })),
			main: { method: 'PUT', path },
			judge: reachedState(
				(item) => things[item]!.thing.isDone(),
				(json, item) =>
					Object.entries(things[item]!.answer).every(([key, value]) => json[key] === value),
			),
		};
	},
};

const settings: Kind = {
	name: 'Update Settings, Delete Visit Card',
	errand({ sandbox, random, options }) {
		const { settings: held } = sandbox.store;
		if (random.chance(0.5)) {
			return {
				resource: 'account',
				operation: 'updateSettings',
				parameters: { updateFields: { visitCardText: 'Call us back' }, options },
				items: [{}],
				main: { method: 'PUT', path: '/settings' },
				judge: reachedState(
					() => held.visit_card_text === 'Call us back',
					(json) => json.visit_card_text === 'Call us back',
				),
			};
		}
		held.visit_card_text = 'Before';
		return {
			resource: 'account',
			operation: 'deleteVisitCard',
			parameters: { visitCardType: 'visit_card_text', options },
			items: [{}],
			main: { method: 'DELETE', path: '/settings' },
			judge: reachedState(
				() => held.visit_card_text === null,
				(json) => json.deleted === true,
			),
		};
	},
};

const verify: Kind = {
	name: 'Confirmed Number → Verify',
	errand({ sandbox, random, options }) {
		const numbers = someItems(random, (index) =>
			sandbox.seedConfirmedNumber({
				number: phone(5, index),
				verified_at: null,
				verification_code: 10_001 + index,
			}),
		);
		return {
			resource: 'confirmedNumber',
			operation: 'verify',
			parameters: { verificationCode: '={{ $json.code }}', options },
			items: numbers.map((number) => ({ code: number.verification_code })),
			main: { method: 'POST', path: '/settings/confirmed_numbers' },
			judge: reachedState(
				(item) => numbers[item]!.verified_at !== null,
				(json, item) => json.number === numbers[item]!.number,
			),
		};
	},
};

/** The operations that change or delete, so that a second time does no harm. */
export const changeKinds: Kind[] = [remove, change, settings, verify];
