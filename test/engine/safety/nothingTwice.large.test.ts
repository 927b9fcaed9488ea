/** Campaigns and lists of many people, whose responses were lost: nothing is sent to anyone twice. */
import type { Fault } from '../../../sandbox';
import { onBench, useFastWaits, type Bench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { autocall, contactList, loseResponse } from './creations';
import {
	CONNECTION_LOST,
	mayBeDone,
	NOT_FOUND,
	NOT_TOLD,
	SERVICE_FAULT,
	type Words,
} from './lostResponses';
import { countOf, FIRST, jsonOf, numberAt, people, seen, sent, waitingTogether } from './scenarios';

useFastWaits();
const itWaits = waitingTogether();

describe('an autocall of more than 5,000 numbers, which the service makes later', () => {
	const manyPeople = Array.from({ length: 5_001 }, (_none, index) => ({ number: numberAt(index) }));
	const large = { ...autocall.parameters, contactsSource: 'contactLists' };
	const balance = 1_000_000;

	/** Creates it for the people of two lists that the account has. */
	async function createLarge(own: Bench) {
		const lists = [manyPeople.slice(0, 3_000), manyPeople.slice(3_000)].map((contacts) =>
			own.sandbox.seedContactList({ contacts }),
		);
		own.sandbox.seedSound();
		return await own.run('autocall', 'create', {
			...large,
			contactsSource: 'contactLists',
			contactListIds: lists.map(({ id }) => id),
		});
	}

	const lost: Array<[string, Fault, Words]> = [
		['the connection breaks off', { kind: 'resetAfterEffect' }, CONNECTION_LOST],
		['the service has a fault', { kind: 'statusAfterEffect', status: 500 }, SERVICE_FAULT],
	];
	for (const [how, fault, words] of lost) {
		itWaits(
			`is not sent again while there is no sign of it, when ${how}`,
			onBench({ balance }, async (own) => {
				loseResponse(own, autocall, fault);
				expect(seen(await createLarge(own))).toEqual(mayBeDone(words, autocall, NOT_FOUND));
				expect(countOf(own, 'POST /autocalls')).toBe(1);
				expect(own.sandbox.store.queuedAutocalls).toHaveLength(1);
				expect(own.sandbox.store.autocalls.size).toBe(0);
			}),
		);
	}

	itWaits(
		'comes out when the service makes it in the meantime',
		onBench({ balance }, async (own) => {
			loseResponse(own, autocall, { kind: 'resetAfterEffect' });
			own.sandbox.faults.add({
				kind: 'meanwhile',
				happens: () => own.sandbox.advance(),
				method: 'GET',
				path: '/autocalls',
				after: 1,
			});
			const { items } = await createLarge(own);
			expect(jsonOf(items)).toMatchObject([
				{ id: FIRST.autocall, name: 'Debts', calls_count: 5_001 },
			]);
			expect(items[0]?.json.calls).toBeUndefined();
			expect(countOf(own, 'POST /autocalls')).toBe(1);
			expect(own.sandbox.store.autocalls.size).toBe(1);
		}),
	);

	itWaits(
		'whose numbers are given gets one list and one request, and the error names the list',
		onBench({ balance }, async (own) => {
			own.sandbox.seedSound();
			loseResponse(own, autocall, { kind: 'statusAfterEffect', status: 500 });
			const result = await own.run('autocall', 'create', {
				...autocall.parameters,
				...people(5_001),
			});
			expect(seen(result)).toEqual({
				...mayBeDone(SERVICE_FAULT, autocall, NOT_FOUND),
				message:
					'AutoCall.kz returned a server error (status 500); it may have been carried out anyway. Already done: the contact list 101 was created with all 5001 contacts [item 0]',
			});
			expect(countOf(own, 'POST /lists')).toBe(1);
			expect(countOf(own, 'POST /autocalls')).toBe(1);
			expect(own.sandbox.store.contacts.size).toBe(5_001);
		}),
	);
});

describe('a list of 25,000 contacts, which is sent in three parts', () => {
	const large = { name: 'Debtors', ...people(25_000) };

	/** The numbers that a list holds, in order. */
	const held = ({ sandbox }: Bench) => sandbox.store.contacts.all().map(({ number }) => number);
	const all = Array.from({ length: 25_000 }, (_none, index) => numberAt(index));

	const ways: Array<[string, Fault]> = [
		[
			'its second part is found in the list when its response was lost',
			{ kind: 'statusAfterEffect', status: 500 },
		],
		[
			'its second part is waited for when the service is late with it',
			{ kind: 'late', status: 504, ms: 20_000 },
		],
	];
	for (const [title, fault] of ways) {
		itWaits(
			title,
			onBench({}, async (own) => {
				own.sandbox.faults.add({ ...fault, method: 'POST', path: '/lists/append' });
				const { items, error } = await own.run('contactList', 'create', large);
				expect(error).toBeUndefined();
				expect(jsonOf(items)).toEqual([
					{
						id: FIRST.list,
						client_id: derivedClientId(),
						name: 'Debtors',
						importing: false,
						nonexistent: null,
						created_at: '2026-03-16 12:00:00',
						updated_at: '2026-03-16 12:00:00',
						contacts_count: 25_000,
						used: 0,
						contactsReport: { sent: 25_000, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				]);
				expect(held(own)).toEqual(all);
				expect(sent(own).filter((request) => request.startsWith('POST'))).toEqual([
					'POST /lists',
					'POST /lists/append/{id}',
					'POST /lists/append/{id}',
				]);
			}),
		);
	}

	const unclear: Array<[string, (own: Bench) => Fault]> = [
		[
			'somebody else adds to the list at the same time',
			({ sandbox }) => ({
				kind: 'meanwhile',
				happens: () => {
					const [first] = sandbox.store.contacts.all();
					if (first)
						sandbox.store.contacts.add({ ...first, id: undefined, number: '+77770000000' });
				},
			}),
		],
		[
			'the service is still importing them',
			() => ({
				kind: 'status',
				status: 200,
				body: { id: FIRST.list, importing: true, contacts_count: 10_000 },
			}),
		],
	];
	for (const [why, fault] of unclear) {
		itWaits(
			`its second part is not sent again when ${why}`,
			onBench({}, async (own) => {
				own.sandbox.faults.add({ kind: 'statusAfterEffect', status: 500, path: '/lists/append' });
				const times = 6;
				own.sandbox.faults.add({ ...fault(own), method: 'GET', path: '/lists/', times });
				expect(seen(await own.run('contactList', 'create', large))).toEqual({
					...mayBeDone(SERVICE_FAULT, contactList, NOT_TOLD),
					message: `AutoCall.kz returned a server error (status 500); it may have been carried out anyway. Already done: the contact list 101 holds the first 10000 of 25000 contacts, up to ${numberAt(9_999)} [item 0]`,
				});
				expect(countOf(own, 'POST /lists/append/{id}')).toBe(1);
			}),
		);
	}
});
