/** A create whose response was lost: the created object comes out, and it takes effect once. */
import type { Fault, Sandbox } from '../../../sandbox';
import { onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import {
	autocall,
	contactList,
	create,
	creations,
	loseResponse,
	lookedUp,
	smsBulk,
	undisturbed,
	type Creation,
} from './creations';
import {
	CONNECTION_LOST,
	GATEWAY_FAULT,
	mayBeDone,
	mayBeDoneUnprotected,
	NO_TIME,
	NOT_FOUND,
	NOT_TOLD,
	SERVICE_FAULT,
	UNREADABLE,
	type Words,
} from './lostResponses';
import type { NodeResult } from '../../support/engine';
import { countOf, FIRST, jsonOf, posted, seen, sent, waitingTogether } from './scenarios';

useFastWaits();
const bench = useBench();
const itWaits = waitingTogether();

describe('when the request has taken effect, and only its response was lost', () => {
	const lost: Array<[string, Fault]> = [
		['the connection breaks off', { kind: 'resetAfterEffect' }],
		['the service returns a server error (500)', { kind: 'statusAfterEffect', status: 500 }],
		['the service returns a server error (503)', { kind: 'statusAfterEffect', status: 503 }],
		['a proxy waits in vain (504)', { kind: 'statusAfterEffect', status: 504 }],
		['the response is cut off', { kind: 'truncatedJson' }],
		['the response is empty', { kind: 'emptyBody' }],
		['the response tells nothing', { kind: 'altered', alter: () => ({}) }],
		['the response is a list', { kind: 'altered', alter: (made) => [made] }],
	];
	for (const creation of creations) {
		for (const [how, fault] of lost) {
			itWaits(
				`${creation.what} is found, comes out and is there once, when ${how}`,
				onBench({}, async (own) => {
					loseResponse(own, creation, fault);
					const { items, error } = await create(own, creation);
					expect(error).toBeUndefined();
					expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
					expect(creation.effects(own.sandbox)).toBe(1);
					expect(sent(own)).toEqual([
						...creation.asks,
						`POST ${creation.route}`,
						...creation.polls.found,
					]);
				}),
			);
		}
	}
});

describe('when nothing of it is found, it is not sent again', () => {
	const failed: Array<[string, Fault, Words]> = [
		['the connection breaks off', { kind: 'reset' }, CONNECTION_LOST],
		['the service returns a server error (500)', { kind: 'status', status: 500 }, SERVICE_FAULT],
		['a proxy returns a page of its own (502)', { kind: 'html' }, GATEWAY_FAULT],
		['a page comes in place of the response', { kind: 'html', status: 200 }, UNREADABLE],
	];
	for (const creation of creations) {
		for (const [how, fault, words] of failed) {
			itWaits(
				`${creation.what} is looked for six times within a minute, and by Retry again, when ${how}`,
				onBench({}, async (own) => {
					const polls = (times: number) =>
						Array.from({ length: times }, () => creation.polls.missing).flat();
					loseResponse(own, creation, fault);
					const failed = await create(own, creation);
					expect(seen(failed)).toEqual(mayBeDone(words, creation, NOT_FOUND));
					expect(sent(own)).toEqual([...creation.asks, `POST ${creation.route}`, ...polls(6)]);
					own.sandbox.requests.length = 0;
					const found = NOT_FOUND.replace('6 times within 60 s', '3 times within 15 s');
					expect(seen(await failed.retry())).toEqual(mayBeDone(words, creation, found));
					expect(sent(own)).toEqual(polls(3));
					expect(creation.effects(own.sandbox)).toBe(0);
				}),
			);
		}

		itWaits(
			`${creation.what} is looked for no longer than Max Wait`,
			onBench({}, async (own) => {
				loseResponse(own, creation, { kind: 'status', status: 500 });
				const result = await create(own, creation, { options: { longestWait: 10 } });
				const cut = NOT_FOUND.replace('6 times within 60 s', '4 times within 10 s');
				expect(seen(result)).toEqual(
					mayBeDone(SERVICE_FAULT, creation, `${cut}Options → Max Wait ended the search. `),
				);
			}),
		);

		itWaits(
			`${creation.what} is not looked for any more once the key is refused`,
			onBench({}, async (own) => {
				loseResponse(own, creation, { kind: 'status', status: 500 });
				failPolls(own, creation, 401);
				const { status } = await create(own, creation);
				expect(status).toBe('error');
				expect(sent(own)).toEqual([
					...creation.asks,
					`POST ${creation.route}`,
					creation.polls.missing[0],
				]);
			}),
		);

		it(`${creation.what} is sent again by Retry when the service has refused it`, async () => {
			const own = bench();
			loseResponse(own, creation, { kind: 'status', status: 422 });
			const { items } = await (await create(own, creation)).retry();
			expect(jsonOf(items)).toEqual([await undisturbed(creation)]);
			expect(countOf(own, `POST ${creation.route}`)).toBe(2);
		});
	}
});

/** Lets every poll fail after the response was lost. */
function failPolls({ sandbox }: Bench, { asks, polls: { missing } }: Creation, status = 403) {
	const [poll = ''] = missing;
	sandbox.faults.add({
		kind: 'status',
		status,
		method: 'GET',
		path: poll.replace('GET ', '').replace('/{id}', ''),
		after: asks.filter((asked) => asked === poll).length,
		times: 9,
	});
}

describe('when it cannot be told whether the request has taken effect, it is not sent again', () => {
	for (const creation of creations) {
		itWaits(
			`${creation.what}: the service returns an error, and every poll fails too`,
			onBench({}, async (own) => {
				loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
				failPolls(own, creation);
				expect(seen(await create(own, creation))).toEqual(
					mayBeDone(SERVICE_FAULT, creation, NOT_TOLD),
				);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				expect(creation.effects(own.sandbox)).toBe(1);
			}),
		);

		itWaits(
			`${creation.what}: the connection breaks off, and every poll fails too`,
			onBench({}, async (own) => {
				loseResponse(own, creation, { kind: 'resetAfterEffect' });
				failPolls(own, creation);
				expect(seen(await create(own, creation))).toEqual(
					mayBeDone(CONNECTION_LOST, creation, NOT_TOLD),
				);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				expect(creation.effects(own.sandbox)).toBe(1);
			}),
		);

		it(`${creation.what}: Max Wait leaves no time for a poll`, async () => {
			const own = bench();
			loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
			expect(seen(await create(own, creation, { options: { longestWait: 0 } }))).toEqual(
				mayBeDone(SERVICE_FAULT, creation, NO_TIME),
			);
			expect(sent(own)).toEqual([...creation.asks, `POST ${creation.route}`]);
		});
	}
});

/** The objects of a kind at the service. */
function rowsOf({ sandbox: { store } }: Bench, { route }: Creation) {
	if (route === '/lists') return store.contactLists;
	return route === '/bulks' ? store.bulks : store.autocalls;
}

/** Makes the newest once more, as if somebody else had made the very same. */
function repeat(own: Bench, creation: Creation): void {
	const { calls, messages, contacts } = own.sandbox.store;
	const newest = rowsOf(own, creation).all().at(-1)!;
	const { id } = rowsOf(own, creation).add({ ...newest, id: undefined } as never);
	for (const call of calls.filter((one) => one.autocall_id === newest.id))
		calls.add({ ...call, id: undefined, autocall_id: id });
	for (const message of messages.filter((one) => one.bulk_id === newest.id))
		messages.add({ ...message, id: undefined, bulk_id: id });
	for (const contact of contacts.filter((one) => one.list_id === newest.id))
		contacts.add({ ...contact, id: undefined, list_id: id });
}

/** Makes the newest a day older. */
function backdate(own: Bench, creation: Creation): void {
	const newest = rowsOf(own, creation).all().at(-1);
	if (newest) newest.created_at = '2026-03-15 12:00:00';
}

describe('a Client ID of the person that earlier ones have too', () => {
	/** Adds something of the same name and Client ID. */
	const earlier: Array<[Creation, (sandbox: Sandbox) => number]> = [
		[autocall, (sandbox) => sandbox.seedAutocall({ name: 'Debts', client_id: 'D-1' }).id],
		[smsBulk, (sandbox) => sandbox.seedBulk({ name: 'Debts', client_id: 'D-1' }).id],
		[contactList, (sandbox) => sandbox.seedContactList({ name: 'Debtors', client_id: 'D-1' }).id],
	];
	const withOwn = { additionalFields: { clientId: 'D-1' } };

	for (const [creation, seed] of earlier) {
		itWaits(
			`${creation.what} is told apart from a page full of earlier ones`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				const known = Array.from({ length: 30 }, () => seed(own.sandbox));
				loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
				const { items } = await create(own, creation, withOwn);
				expect(jsonOf(items)).toEqual([
					{ ...(await undisturbed(creation)), id: Math.max(...known) + 1, client_id: 'D-1' },
				]);
				expect(creation.effects(own.sandbox)).toBe(31);
				expect(sent(own)).toEqual([
					...creation.asks,
					...creation.polls.missing,
					`POST ${creation.route}`,
					...creation.polls.found,
				]);
			}),
		);

		itWaits(
			`${creation.what} that was not made is not sent again, and no earlier one is taken for it`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				seed(own.sandbox);
				loseResponse(own, creation, { kind: 'status', status: 500 });
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, { ...creation, clientId: 'D-1' }, NOT_FOUND),
				);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
			}),
		);

		/** Lets another be made once the response was lost. */
		const meanwhile = (own: Bench, happens: () => void) =>
			own.sandbox.faults.add({
				...{ kind: 'meanwhile', happens, method: 'GET', path: creation.route, after: 1 },
			});
		const own1 = { ...creation, clientId: 'D-1' };

		itWaits(
			`${creation.what} is told apart by its contents from another that is made at the same time`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
				meanwhile(own, () => seed(own.sandbox));
				const { items } = await create(own, creation, withOwn);
				expect(jsonOf(items)).toMatchObject([
					{ ...(await undisturbed(creation)), id: expect.any(Number) as number, client_id: 'D-1' },
				]);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
			}),
		);

		itWaits(
			`${creation.what} that was not made: another one, made at the same time, is not taken for it`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseResponse(own, creation, { kind: 'status', status: 500 });
				meanwhile(own, () => seed(own.sandbox));
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, own1, NOT_TOLD),
				);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
			}),
		);

		itWaits(
			`${creation.what} that was not made: the very same of another execution is not taken for it`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseResponse(own, creation, { kind: 'status', status: 500 });
				let other: Promise<NodeResult> | undefined;
				meanwhile(own, () => (other = create(own, creation, withOwn)));
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, own1, NOT_FOUND),
				);
				expect((await other)?.status).toBe('success');
				expect(countOf(own, `POST ${creation.route}`)).toBe(2);
			}),
		);

		itWaits(
			`${creation.what} cannot be told from the very same that somebody else makes: an error`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
				meanwhile(own, () => repeat(own, creation));
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, own1, NOT_TOLD),
				);
				expect(creation.effects(own.sandbox)).toBe(2);
			}),
		);

		itWaits(
			`${creation.what} that is older than the request is not taken for it, though nobody knew of it`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
				meanwhile(own, () => backdate(own, creation));
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, own1, NOT_FOUND),
				);
			}),
		);

		it(`${creation.what} is not made when the earlier ones cannot be looked up`, async () => {
			const own = bench();
			own.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: creation.route });
			expect(seen(await create(own, creation, withOwn))).toEqual({
				status: 'error',
				message: 'AutoCall.kz refused the request (status 403) [item 0]',
				description:
					'AutoCall.kz says: “Server Error”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
			});
			expect(countOf(own, `POST ${creation.route}`)).toBe(0);
		});
	}

	itWaits(
		'an autocall is told apart by its sound from one that is otherwise the same',
		onBench({}, async (own) => {
			loseResponse(own, autocall, { kind: 'statusAfterEffect', status: 500 });
			const happens = () => {
				repeat(own, autocall);
				own.sandbox.store.autocalls.all().at(-1)!.audio_id = [999];
			};
			own.sandbox.faults.add({
				...{ kind: 'meanwhile', happens, method: 'GET', path: '/autocalls', after: 1 },
			});
			const { items } = await create(own, autocall, withOwn);
			expect(own.sandbox.store.autocalls.size).toBe(2);
			expect(jsonOf(items)).toMatchObject([{ id: FIRST.autocall, client_id: 'D-1' }]);
		}),
	);
});

describe('without Duplicate Protection', () => {
	const off = { options: { duplicateProtection: false } };

	for (const creation of creations) {
		it(`${creation.what} is sent once, nothing is looked up, and the error says so`, async () => {
			const own = bench();
			loseResponse(own, creation, { kind: 'statusAfterEffect', status: 500 });
			expect(seen(await create(own, creation, off))).toEqual(
				mayBeDoneUnprotected(SERVICE_FAULT, creation),
			);
			expect(sent(own)).toEqual([
				...creation.asks.filter((asked) => asked === 'GET /settings'),
				`POST ${creation.route}`,
			]);
			expect(creation.effects(own.sandbox)).toBe(1);
		});

		it(`${creation.what} gets no Client ID of n8n's`, async () => {
			const own = bench();
			const { error } = await create(own, creation, off);
			expect(error).toBeUndefined();
			expect(posted(own, creation.route)[0]).not.toHaveProperty('client_id');
		});
	}

	it("the person's own Client ID is sent all the same, and not looked up", async () => {
		const own = bench();
		await create(own, autocall, { ...off, additionalFields: { clientId: 'D-1' } });
		expect(sent(own)).toEqual(['GET /settings', 'POST /autocalls']);
		expect(posted(own, '/autocalls')[0]?.client_id).toBe('D-1');
	});
});
