import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import type { SeededRandom } from '../../seededRandom';
import type { Kind, Stage } from '../kind';
import { read, Walk } from '../walk';
import { between, ITEM_ID, phone, times } from './several';
import { STORED } from './stored';

/** Records that an operation walks through. */
interface Shelf {
	/** Adds one, and gives its ID. */
	add(): number;
	/** IDs, oldest first. */
	ids(): number[];
	/** Left out where records never go. */
	remove?: (id: number) => void;
}

/** An operation that gives the records of a list of the account. */
interface Listing {
	resource: string;
	path: string;
	isFiltered?: boolean;
	shelf(sandbox: Sandbox, clientId: string | null): Shelf;
}

const CLIENT_ID = 'deal-7';

const LISTINGS: Listing[] = [
	...STORED.map(({ resource, path, isFiltered, seed, table }) => ({
		...{ resource, path, isFiltered },
		shelf: (sandbox: Sandbox, client_id: string | null) => ({
			add: () => seed(sandbox, isFiltered ? { client_id } : {}).id,
			ids: () =>
				table(sandbox)
					.all()
					.map(({ id }) => id),
			remove: (id: number) => table(sandbox).delete(id),
		}),
	})),
	{
		resource: 'payment',
		path: '/payments',
		shelf: ({ store, seedTransaction }) => ({
			add: () => seedTransaction().id,
			ids: () => store.transactions.all().map(({ id }) => id),
		}),
	},
];

/** A limit that the walk may reach, or none. */
function drawLimit(random: SeededRandom): number {
	return random.chance(0.6) ? Infinity : between(random, 1, 14);
}

function paging(limit: number): IDataObject {
	return limit === Infinity ? { returnAll: true } : { limit };
}

/**
 * Records that come and go on a shelf while it is read. Up to a limit of records that come oldest first either
 * only comes or only goes: with both at a time the totals stay as they are, and a record can be missed. Only
 * a further page would tell, and a limit fetches no page more than it needs.
 */
function changes(
	random: SeededRandom,
	shelf: Shelf,
	walk: Walk,
	isLimitedOldestFirst: boolean,
): Array<() => void> {
	const { remove } = shelf;
	const onlyComes = random.chance(0.5);
	return times(between(random, 0, 4), () => {
		const often = between(random, 1, 3);
		const go = () => {
			const ids = shelf.ids();
			if (!remove || ids.length === 0) return;
			const id = random.pick(ids);
			walk.went(id);
			remove(id);
		};
		const come = () => walk.came(shelf.add());
		const change = isLimitedOldestFirst
			? [onlyComes ? come : go]
			: random.pick([[come], [go], [come, go], [go, come]]);
		return () => {
			for (let time = 0; time < often; time++) change.forEach((happen) => happen());
		};
	});
}

const getMany: Kind = {
	name: 'Get Many',
	weight: 5,
	errand({ sandbox, random, options }: Stage) {
		const { resource, path, isFiltered, shelf: shelfOf } = random.pick(LISTINGS);
		const byClientId = isFiltered && random.chance(0.3);
		if (byClientId) times(3, () => shelfOf(sandbox, null).add());
		const all = shelfOf(sandbox, byClientId ? CLIENT_ID : null);
		const others = byClientId ? all.ids() : [];
		const shelf: Shelf = {
			...all,
			ids: () => all.ids().filter((id) => !others.includes(id)),
		};
		times(between(random, 1, 14), () => shelf.add());
		const isOldestFirst = isFiltered === true && random.chance(0.3);
		const limit = drawLimit(random);
		const ids = isOldestFirst ? shelf.ids() : shelf.ids().reverse();
		const walk = new Walk(ids, limit);
		return {
			resource,
			operation: 'getAll',
			parameters: {
				...paging(limit),
				...(byClientId && { filters: { clientId: CLIENT_ID } }),
				options: { ...options, ...(isOldestFirst && { order: 'asc' }) },
			},
			items: [{}],
			main: { method: 'GET', path },
			meanwhile: changes(random, shelf, walk, isOldestFirst && limit !== Infinity),
			judge: read(() => walk),
		};
	},
};

/** An operation that gives what belongs to one thing, oldest first. */
interface Nesting {
	resource: string;
	operation: string;
	parameter: string;
	path: string;
	/** Makes a thing with so many records. */
	make(sandbox: Sandbox, count: number): { id: number; shelf: Shelf };
}

const NESTINGS: Nesting[] = [
	{
		resource: 'contactList',
		operation: 'getContacts',
		parameter: 'contactListId',
		path: '/lists',
		make: (sandbox, count) => {
			const { contacts } = sandbox.store;
			const list = sandbox.seedContactList({
				contacts: times(count, (index) => ({ number: phone(3, index) })),
			});
			const { id: list_id, created_at, updated_at } = list;
			const stamps = { created_at, updated_at };
			return {
				id: list_id,
				shelf: {
					add: () =>
						contacts.add({ list_id, number: phone(4, 0), extra: null, variables: null, ...stamps })
							.id,
					ids: () => contacts.filter((row) => row.list_id === list_id).map(({ id }) => id),
					remove: (id) => contacts.delete(id),
				},
			};
		},
	},
	{
		resource: 'autocall',
		operation: 'getCalls',
		parameter: 'autocallId',
		path: '/autocalls',
		make: (sandbox, count) => {
			const { calls } = sandbox.store;
			const { id } = sandbox.seedAutocall({ calls: times(count, () => ({})) });
			return {
				id,
				shelf: {
					add: () => sandbox.seedCall({ autocall_id: id }).id,
					ids: () => calls.filter((row) => row.autocall_id === id).map((row) => row.id),
					remove: (gone) => calls.delete(gone),
				},
			};
		},
	},
	{
		resource: 'smsBulk',
		operation: 'getMessages',
		parameter: 'smsBulkId',
		path: '/bulks',
		make: (sandbox, count) => {
			const { messages } = sandbox.store;
			const { id } = sandbox.seedBulk({ messages: times(count, () => ({})) });
			return {
				id,
				shelf: {
					add: () => sandbox.seedMessage({ bulk_id: id }).id,
					ids: () => messages.filter((row) => row.bulk_id === id).map((row) => row.id),
					remove: (gone) => messages.delete(gone),
				},
			};
		},
	},
];

const getNested: Kind = {
	name: 'Get Calls, Contacts, Messages',
	weight: 5,
	errand({ sandbox, random, options }) {
		const { resource, operation, parameter, path, make } = random.pick(NESTINGS);
		const limit = drawLimit(random);
		const things = times(between(random, 1, 2), () => {
			const { id, shelf } = make(sandbox, between(random, 0, 14));
			return { id, shelf, walk: new Walk(shelf.ids(), limit) };
		});
		return {
			resource,
			operation,
			parameters: { [parameter]: ITEM_ID, ...paging(limit), options },
			items: things.map(({ id }) => ({ id })),
			main: { method: 'GET', path },
			meanwhile: things.flatMap(({ shelf, walk }) =>
				changes(random, shelf, walk, limit !== Infinity),
			),
			judge: read((item) => things[item]!.walk),
		};
	},
};

const history: Kind = {
	name: 'Call → Get History',
	weight: 2,
	errand({ sandbox, random, options }) {
		const { autocalls, calls } = sandbox.store;
		times(between(random, 0, 4), () =>
			sandbox.seedAutocall({ calls: times(between(random, 0, 6), () => ({})) }),
		);
		const callsOf = (autocall: number) =>
			calls.filter(({ autocall_id }) => autocall_id === autocall).map(({ id }) => id);
		const limit = drawLimit(random);
		const newestFirst = autocalls.all().reverse();
		const walk = new Walk(
			newestFirst.flatMap(({ id }) => callsOf(id)),
			limit,
		);
		const come = () => {
			const { id } = sandbox.seedAutocall({ calls: [{}, {}] });
			callsOf(id).forEach((call) => walk.came(call));
		};
		const go = () => {
			const [autocall] = autocalls.all();
			if (!autocall) return;
			for (const call of callsOf(autocall.id)) {
				walk.went(call);
				calls.delete(call);
			}
			autocalls.delete(autocall.id);
		};
		return {
			resource: 'call',
			operation: 'getHistory',
			parameters: {
				dateFrom: '2026-03-16',
				dateTo: '2026-03-16',
				...paging(limit),
				options,
			},
			items: [{}],
			main: { method: 'GET', path: '/autocalls' },
			meanwhile: times(between(random, 0, 2), () => random.pick([come, go])),
			judge: read(() => walk),
		};
	},
};

/** The operations that read page by page. */
export const walkKinds: Kind[] = [getMany, getNested, history];
