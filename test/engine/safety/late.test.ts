/** A service that carries a request out after somebody on the way to it gave up: it is waited for, never asked again. */
import { createServer } from 'node:net';

import type { Fault } from '../../../sandbox';
import { onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import {
	atPoll,
	create,
	creations,
	loseResponse,
	smsBulk,
	undisturbed,
	lookedUp,
} from './creations';
import { countOf, FIRST, jsonOf, moment, numberAt, posted, waitingTogether } from './scenarios';

useFastWaits();
const bench = useBench();
const itWaits = waitingTogether();

const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('within a minute', () => {
	/** How, and after how many polls; they come after 1, 3, 7, 15, 30 and 60 s. */
	const ways: Array<[string, { status?: number; body?: string }, polls: number]> = [
		['4 s after a gateway gave up (504)', { status: 504 }, 2],
		['20 s after it returned a server error (500)', { status: 500 }, 4],
		['45 s after it said that it is overloaded (503)', { status: 503 }, 5],
		['45 s after the connection broke off', {}, 5],
		['45 s after a redirect (302)', { status: 302 }, 5],
		["45 s after a firewall's page (403)", { status: 403, body: '<p>No' }, 5],
	];
	for (const creation of creations) {
		for (const [how, response, polls] of ways) {
			itWaits(
				`${creation.what} comes out and is there once, when it is made ${how}`,
				onBench({}, async (own) => {
					const { comes, come } = moment();
					loseResponse(own, creation, { kind: 'late', until: comes, ...response });
					atPoll(own, creation, polls, come);
					const { items, error } = await create(own, creation);
					expect(error).toBeUndefined();
					expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
					expect(creation.effects(own.sandbox)).toBe(1);
					expect(countOf(own, `POST ${creation.route}`)).toBe(1);
				}),
			);
		}
	}
});

describe('after more than a minute', () => {
	for (const creation of creations) {
		itWaits(
			`${creation.what} is found by Retry of the failed execution`,
			onBench({}, async (own) => {
				const { comes, come } = moment();
				loseResponse(own, creation, { kind: 'late', status: 504, until: comes });
				const failed = await create(own, creation);
				expect(failed.error?.description).toContain(
					'did not find it, but it may still be created.',
				);
				come();
				await own.sandbox.faults.settled();
				const { items } = await failed.retry();
				expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
				expect(creation.effects(own.sandbox)).toBe(1);
				expect(countOf(own, `POST ${creation.route}`)).toBe(1);
			}),
		);
	}

	itWaits(
		'an SMS bulk is found, and the items after it are made, by Retry',
		onBench({}, async (own) => {
			const items = Array.from({ length: 5 }, (_none, index) => ({
				name: `Bulk ${index}`,
				phone: numberAt(index),
			}));
			const { comes, come } = moment();
			loseResponse(own, smsBulk, { kind: 'late', status: 504, until: comes });
			const failed = await own.run(
				'smsBulk',
				'create',
				{
					...{ ...smsBulk.parameters, name: '={{ $json.name }}' },
					contactsJson: '={{ [{ number: $json.phone }] }}',
				},
				{ items },
			);
			come();
			await own.sandbox.faults.settled();
			const again = await failed.retry();
			expect(again.items.map(({ json }) => json.name)).toEqual(items.map(({ name }) => name));
			expect(own.sandbox.store.bulks.size).toBe(5);
		}),
	);
});

describe('a response that proves no refusal', () => {
	const responses: Array<[string, Fault]> = [
		...[300, 301, 302, 303, 307, 308].map((status): [string, Fault] => [
			`a redirect (${status})`,
			{ kind: 'statusAfterEffect', status, headers: { Location: 'https://elsewhere.example' } },
		]),
		["a proxy's 408", { kind: 'statusAfterEffect', status: 408, body: '<p>Timeout' }],
		["a firewall's 403", { kind: 'statusAfterEffect', status: 403, body: '<p>Forbidden' }],
		['a 400 without a word', { kind: 'statusAfterEffect', status: 400, body: '' }],
	];

	it.each(responses)(
		'%s: a flash call is made once, by Retry On Fail and Retry',
		async (_what, fault) => {
			const own = bench();
			own.sandbox.faults.add({ ...fault, path: '/flash-calls' });
			const failed = await own.run('flashCall', 'send', { number: numberAt(0) }, retryOnFail);
			expect(failed.error?.message).toContain('it may have been carried out anyway');
			expect((await failed.retry()).error?.message).toBe(failed.error?.message);
			expect(own.sandbox.store.flashCalls.size).toBe(1);
			expect(posted(own, '/flash-calls')).toHaveLength(1);
		},
	);

	for (const [what, fault] of responses) {
		itWaits(
			`${what}: an SMS bulk is found, and is there once`,
			onBench({}, async (own) => {
				loseResponse(own, smsBulk, fault);
				const { items } = await create(own, smsBulk);
				expect(jsonOf(items)).toEqual([await undisturbed(smsBulk)]);
				expect(posted(own, '/bulks')).toHaveLength(1);
			}),
		);
	}

	it('a redirect is explained, beside what may have been done', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 302, path: '/flash-calls' },
			headers: { Location: 'https://elsewhere.example/' },
		});
		const { error } = await own.run('flashCall', 'send', { number: numberAt(0) });
		expect(error?.message).toBe(
			'AutoCall.kz returned a redirect (status 302); it may have been carried out anyway [item 0]',
		);
		expect(error?.description).toMatch(
			/^It points to https:\/\/elsewhere\.example\/\. Redirects are not followed.* before you call again\. Retry and Retry On Fail do not send it again\./,
		);
	});
});

describe('a response that proves a refusal, after which it may be sent again', () => {
	const refused: Array<[string, Fault]> = [
		...[400, 402, 403, 409, 418, 422].map((status): [string, Fault] => [
			`the service's own ${status}`,
			{ kind: 'status', status, body: { message: 'No.' } },
		]),
		...[401, 404, 405, 413].map((status): [string, Fault] => [
			`a page with ${status}`,
			{ kind: 'html', status },
		]),
	];

	it.each(refused)('%s', async (_what, fault) => {
		const own = bench();
		own.sandbox.faults.add({ ...fault, path: '/flash-calls' });
		const failed = await own.run('flashCall', 'send', { number: numberAt(0) });
		expect(failed.error?.message).not.toContain('carried out');
		expect((await failed.retry()).status).toBe('success');
		expect(own.sandbox.store.flashCalls.size).toBe(1);
	});

	it('a connection that was never made', async () => {
		const own = bench();
		const credential = {
			...own.credential,
			baseUrl: `http://127.0.0.1:${await freePort()}/api/v1`,
		};
		const { error } = await own.run('flashCall', 'send', { number: numberAt(0) }, { credential });
		expect(error?.message).toBe('AutoCall.kz could not be reached [item 0]');
	});
});

describe('a caller ID that was rented before', () => {
	const rentIt = async (own: Bench) =>
		await own.run('callerId', 'rent', {
			callerIdId: { __rl: true, mode: 'id', value: String(FIRST.callerId) },
		});

	itWaits(
		'is not what a request has rented that was lost',
		onBench({ tariff: 'GOLD' }, async (own) => {
			const callerId = own.sandbox.store.callerIds.get(FIRST.callerId)!;
			Object.assign(callerId, { holder: 'account', rented_until: '2026-04-01 12:00:00' });
			own.sandbox.faults.add({ kind: 'status', status: 500, method: 'POST', path: '/caller-ids' });
			const failed = await rentIt(own);
			expect(failed.error?.message).toContain('it may have been carried out anyway');
			expect((await failed.retry()).status).toBe('error');
			expect(countOf(own, 'POST /caller-ids')).toBe(1);
		}),
	);

	itWaits(
		'is what the request has rented when it is rented for longer than before',
		onBench({ tariff: 'GOLD' }, async (own) => {
			const callerId = own.sandbox.store.callerIds.get(FIRST.callerId)!;
			Object.assign(callerId, { holder: 'account', rented_until: '2026-03-16 11:00:00' });
			own.sandbox.faults.add({
				...{ kind: 'statusAfterEffect', status: 500, method: 'POST', path: '/caller-ids' },
			});
			const { items } = await rentIt(own);
			expect(jsonOf(items)).toMatchObject([{ rented_until: '2026-04-16 12:00:00' }]);
		}),
	);
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));
	return port;
}
