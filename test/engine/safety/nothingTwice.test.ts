/** A create whose answer was lost: what it has made comes out, and it takes effect once. */
import type { Fault, Sandbox } from '../../../sandbox';
import { onBench, useBench, type Bench } from '../../support/autoCall';
import {
	autocall,
	contactList,
	create,
	creations,
	loseAnswer,
	lookedUp,
	smsBulk,
	undisturbed,
	type Creation,
} from './creations';
import { CONNECTION_LOST, mayBeDone, SERVICE_FAULT, UNREADABLE } from './lostAnswers';
import { countOf, jsonOf, posted, seen, sent, waitingTogether } from './scenarios';

const bench = useBench();
const itWaits = waitingTogether();

describe('when the request has taken effect, and only its answer was lost', () => {
	const lost: Array<[string, Fault]> = [
		['the connection breaks off', { kind: 'resetAfterEffect' }],
		['the service answers with a fault (500)', { kind: 'statusAfterEffect', status: 500 }],
		['the service answers with a fault (503)', { kind: 'statusAfterEffect', status: 503 }],
		['a proxy waits in vain (504)', { kind: 'statusAfterEffect', status: 504 }],
		['the answer is cut off', { kind: 'truncatedJson' }],
		['the answer is empty', { kind: 'emptyBody' }],
	];
	for (const creation of creations) {
		for (const [how, fault] of lost) {
			itWaits(
				`${creation.what} is found, comes out and is there once, when ${how}`,
				onBench({}, async (own) => {
					loseAnswer(own, creation, fault);
					const { items, error } = await create(own, creation);
					expect(error).toBeUndefined();
					expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
					expect(creation.effects(own.sandbox)).toBe(1);
					expect(sent(own)).toEqual([
						...creation.asks,
						`POST ${creation.route}`,
						...creation.looks.found,
					]);
				}),
			);
		}
	}
});

describe('when the request has not taken effect', () => {
	const failed: Array<[string, Fault, looks: number]> = [
		['the connection breaks off', { kind: 'reset' }, 3],
		['the service answers with a fault (500)', { kind: 'status', status: 500 }, 2],
		['the service answers with a fault (503)', { kind: 'status', status: 503 }, 2],
		['a proxy answers with a page of its own (502)', { kind: 'html' }, 3],
	];
	for (const creation of creations) {
		for (const [how, fault, looks] of failed) {
			itWaits(
				`${creation.what} is asked for again after looking ${looks} times, when ${how}`,
				onBench({}, async (own) => {
					loseAnswer(own, creation, fault);
					const { items, error } = await create(own, creation);
					expect(error).toBeUndefined();
					expect(jsonOf(items)).toEqual([await undisturbed(creation)]);
					expect(creation.effects(own.sandbox)).toBe(1);
					expect(sent(own)).toEqual([
						...creation.asks,
						`POST ${creation.route}`,
						...Array.from({ length: looks }, () => creation.looks.missing).flat(),
						`POST ${creation.route}`,
					]);
				}),
			);
		}

		itWaits(
			`${creation.what} is asked for three times at the most while the service has a fault`,
			onBench({}, async (own) => {
				for (let times = 0; times < 4; times++) {
					loseAnswer(own, creation, { kind: 'status', status: 500 });
				}
				expect(seen(await create(own, creation))).toEqual(mayBeDone(SERVICE_FAULT, creation));
				expect(countOf(own, `POST ${creation.route}`)).toBe(3);
				expect(creation.effects(own.sandbox)).toBe(0);
			}),
		);
	}
});

/** Lets every look fail that comes after the answer was lost. */
function failLooks({ sandbox }: Bench, { asks, looks: { missing } }: Creation) {
	const [look = ''] = missing;
	sandbox.faults.add({
		kind: 'status',
		status: 403,
		method: 'GET',
		path: look.replace('GET ', '').replace('/{id}', ''),
		after: asks.filter((asked) => asked === look).length,
		times: 9,
	});
}

describe('when it cannot be told whether the request has taken effect, it is not sent again', () => {
	for (const creation of creations) {
		itWaits(
			`${creation.what}: the service has a fault, and every look at it fails too`,
			onBench({}, async (own) => {
				loseAnswer(own, creation, { kind: 'statusAfterEffect', status: 500 });
				failLooks(own, creation);
				expect(seen(await create(own, creation))).toEqual(mayBeDone(SERVICE_FAULT, creation));
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				expect(creation.effects(own.sandbox)).toBe(1);
			}),
		);

		itWaits(
			`${creation.what}: the connection breaks off, and every look at it fails too`,
			onBench({}, async (own) => {
				loseAnswer(own, creation, { kind: 'resetAfterEffect' });
				failLooks(own, creation);
				expect(seen(await create(own, creation))).toEqual(mayBeDone(CONNECTION_LOST, creation));
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				expect(creation.effects(own.sandbox)).toBe(1);
			}),
		);

		itWaits(
			`${creation.what}: a page came in place of the answer, and nothing is found`,
			onBench({}, async (own) => {
				loseAnswer(own, creation, { kind: 'html', status: 200 });
				expect(seen(await create(own, creation))).toEqual(mayBeDone(UNREADABLE, creation));
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				expect(creation.effects(own.sandbox)).toBe(0);
			}),
		);

		it(`${creation.what}: Longest Wait leaves no time for a look`, async () => {
			const own = bench();
			loseAnswer(own, creation, { kind: 'statusAfterEffect', status: 500 });
			expect(seen(await create(own, creation, { options: { longestWait: 0 } }))).toEqual(
				mayBeDone(SERVICE_FAULT, creation),
			);
			expect(sent(own)).toEqual([...creation.asks, `POST ${creation.route}`]);
		});
	}
});

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
			`${creation.what} is told from a page full of earlier ones`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				const known = Array.from({ length: 30 }, () => seed(own.sandbox));
				loseAnswer(own, creation, { kind: 'statusAfterEffect', status: 500 });
				const { items } = await create(own, creation, withOwn);
				expect(jsonOf(items)).toEqual([
					{ ...(await undisturbed(creation)), id: Math.max(...known) + 1, client_id: 'D-1' },
				]);
				expect(creation.effects(own.sandbox)).toBe(31);
				expect(sent(own)).toEqual([
					...creation.asks,
					...creation.looks.missing,
					`POST ${creation.route}`,
					...creation.looks.found,
				]);
			}),
		);

		itWaits(
			`${creation.what} that was not made is asked for again, and no earlier one is taken for it`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				const known = [seed(own.sandbox), seed(own.sandbox)];
				loseAnswer(own, creation, { kind: 'status', status: 500 });
				const { items } = await create(own, creation, withOwn);
				expect(items[0]?.json.id).toBe(Math.max(...known) + 1);
				expect(creation.effects(own.sandbox)).toBe(3);
				expect(countOf(own, `POST ${creation.route}`)).toBe(2);
			}),
		);

		itWaits(
			`${creation.what} cannot be told from another that is made at the same time: an error`,
			onBench({}, async (own) => {
				own.sandbox.seedContactList();
				loseAnswer(own, creation, { kind: 'statusAfterEffect', status: 500 });
				own.sandbox.faults.add({
					kind: 'meanwhile',
					happens: () => seed(own.sandbox),
					method: 'GET',
					path: creation.route,
					after: 1,
				});
				expect(seen(await create(own, creation, withOwn))).toEqual(
					mayBeDone(SERVICE_FAULT, creation),
				);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
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
});

describe('without Duplicate Protection', () => {
	const off = { options: { duplicateProtection: false } };

	for (const creation of creations) {
		it(`${creation.what} is asked for once, nothing is looked up, and the error says so`, async () => {
			const own = bench();
			loseAnswer(own, creation, { kind: 'statusAfterEffect', status: 500 });
			expect(seen(await create(own, creation, off))).toEqual(mayBeDone(SERVICE_FAULT, creation));
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
