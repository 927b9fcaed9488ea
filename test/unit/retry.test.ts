/** When a failed request is sent again, and after which wait: the policy, without a clock. */
import type { FailureDetails } from '../../nodes/shared/transport/apiFailure';
import type { ApiRequest } from '../../nodes/shared/transport/apiRequest';
import { MAX_WAIT_MS, waitBeforeRetry } from '../../nodes/shared/transport/retry';
import { retryAfterOf } from '../../nodes/shared/transport/retryAfter';
import { fc } from '../support/properties';

const now = 'Mon, 16 Mar 2026 07:00:00 GMT';
const inFiveMinutes = 'Mon, 16 Mar 2026 07:05:00 GMT';

const first = { tries: 1, waitedMs: 0 };
const get: ApiRequest = { method: 'GET', path: ['balance'] };
const post: ApiRequest = { method: 'POST', path: ['flash-calls'] };

/** Every way in which a response can be lost, so that nobody knows what was done. */
const faults: Array<[string, FailureDetails]> = [
	['a broken connection', { networkCode: 'ECONNRESET' }],
	['a 500', { status: 500 }],
	['a 502', { status: 502, unreadableBody: true }],
	['a 503', { status: 503, retryAfterSeconds: 1 }],
	['an unreadable response', { status: 200, unreadableBody: true }],
];

describe('after a fault', () => {
	it.each(faults)('%s: reading, changing and deleting are tried again', (_name, failure) => {
		expect(waitBeforeRetry(get, failure, first, 0)).toBe(500);
		expect(waitBeforeRetry({ ...get, method: 'PUT' }, failure, first, 0)).toBe(500);
		expect(waitBeforeRetry({ ...get, method: 'DELETE' }, failure, first, 0)).toBe(500);
	});

	it.each(faults)('%s: a POST is not', (_name, failure) => {
		expect(waitBeforeRetry(post, failure, first, 0)).toBeUndefined();
	});

	it.each(faults)('%s: a GET that creates or charges is not', (_name, failure) => {
		expect(waitBeforeRetry({ ...get, repeatable: false }, failure, first, 0)).toBeUndefined();
	});

	it.each(faults)('%s: a POST that changes nothing is tried again', (_name, failure) => {
		expect(waitBeforeRetry({ ...post, repeatable: true }, failure, first, 0)).toBe(500);
	});

	it('waits longer before the third try, and gives up after it', () => {
		expect(waitBeforeRetry(get, { status: 500 }, { tries: 2, waitedMs: 500 }, 0)).toBe(1000);
		expect(waitBeforeRetry(get, { status: 500 }, { tries: 3, waitedMs: 1500 }, 0)).toBeUndefined();
	});

	it('spreads the waits of several executions over twice the time', () => {
		expect(waitBeforeRetry(get, { status: 500 }, first, 0.5)).toBe(750);
		expect(waitBeforeRetry(get, { status: 500 }, first, 0.999)).toBeCloseTo(999.5);
	});
});

describe('after a 429', () => {
	it('waits as long as Retry-After says, to the millisecond', () => {
		expect(waitBeforeRetry(get, { status: 429, retryAfterSeconds: 7 }, first, 0.9)).toBe(7000);
	});

	it('waits for the time that doubles when there is no Retry-After', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) =>
			waitBeforeRetry(get, { status: 429 }, { tries, waitedMs: 0 }, 0),
		);
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000]);
	});

	it('waits for the same time where Retry-After asks for none', () => {
		const none = { status: 429, retryAfterSeconds: 0 };
		expect(waitBeforeRetry(get, none, { tries: 3, waitedMs: 0 }, 0)).toBe(2000);
	});

	it.each<[string, Record<string, string>, number | undefined]>([
		['a number of seconds', { 'retry-after': '7' }, 7],
		['one with spaces around it', { 'retry-after': ' 7 ' }, 7],
		['a date, by the clock of the service', { 'retry-after': inFiveMinutes, date: now }, 300],
		['a date that is over', { 'retry-after': now, date: inFiveMinutes }, undefined],
		['0', { 'retry-after': '0' }, undefined],
		['nothing', { 'retry-after': ' ' }, undefined],
		['less than nothing', { 'retry-after': '-5' }, undefined],
		['a word', { 'retry-after': 'soon', date: now }, undefined],
		['more than can be', { 'retry-after': '9'.repeat(400) }, undefined],
	])('reads a Retry-After of %s', (_what, headers, seconds) => {
		expect(retryAfterOf(headers)).toBe(seconds);
	});

	it('reads a date by our own clock where the service tells no time', () => {
		const date = new Date(Date.now() + 3_600_000).toUTCString();
		const seconds = retryAfterOf({ 'retry-after': date }) ?? 0;
		expect(seconds).toBeGreaterThan(3_500);
		expect(seconds).toBeLessThanOrEqual(3_600);
	});

	it('gives up after the eighth try', () => {
		const eighth = { tries: 8, waitedMs: 7000 };
		expect(waitBeforeRetry(get, { status: 429, retryAfterSeconds: 1 }, eighth, 0)).toBeUndefined();
	});

	it('does not begin a wait that would take the whole over two minutes', () => {
		const refused = { status: 429, retryAfterSeconds: 60 };
		expect(waitBeforeRetry(get, refused, { tries: 2, waitedMs: 60_000 }, 0)).toBe(60_000);
		expect(waitBeforeRetry(get, refused, { tries: 2, waitedMs: 60_001 }, 0)).toBeUndefined();
		expect(waitBeforeRetry(get, { ...refused, retryAfterSeconds: 121 }, first, 0)).toBeUndefined();
	});

	it('gives up at once where the refusal is not about the rate limit', () => {
		const request = { ...post, waitWhenRefused: false };
		expect(
			waitBeforeRetry(request, { status: 429, retryAfterSeconds: 1 }, first, 0),
		).toBeUndefined();
	});
});

it.each([301, 400, 401, 402, 403, 404, 409, 422])('a %i is a decision: no second try', (status) => {
	expect(waitBeforeRetry(get, { status }, first, 0)).toBeUndefined();
	expect(waitBeforeRetry(get, { status, unreadableBody: true }, first, 0)).toBeUndefined();
});

describe('whatever happens', () => {
	const anyRequest: fc.Arbitrary<ApiRequest> = fc.record(
		{
			method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
			path: fc.constant(['lists']),
			repeatable: fc.boolean(),
			waitWhenRefused: fc.boolean(),
		},
		{ requiredKeys: ['method', 'path'] },
	);
	const anyRefusal: fc.Arbitrary<FailureDetails> = fc.record(
		{
			status: fc.constant(429),
			retryAfterSeconds: fc.oneof(fc.nat({ max: 10 }), fc.double({ min: 0, noNaN: true })),
		},
		{ requiredKeys: ['status'] },
	);
	const anyFault: fc.Arbitrary<FailureDetails> = fc.oneof(
		fc.constant({ networkCode: 'ECONNRESET' }),
		fc.record({ status: fc.integer({ min: 500, max: 599 }), unreadableBody: fc.boolean() }),
		fc.record({ status: fc.constantFrom(200, 201), unreadableBody: fc.constant(true) }),
	);
	const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

	/** Sends a request that fails in the given ways, one after another; gives the waits before each retry. */
	const waitsOf = (request: ApiRequest, failures: Array<[FailureDetails, number]>): number[] => {
		const waits: number[] = [];
		let waitedMs = 0;
		for (const [failure, random] of failures) {
			const wait = waitBeforeRetry(request, failure, { tries: waits.length + 1, waitedMs }, random);
			if (wait === undefined) break;
			waits.push(wait);
			waitedMs += wait;
		}
		return waits;
	};

	it('a request waits two minutes at most in all, and is sent eight times at most', () => {
		const failures = fc.array(fc.tuple(fc.oneof(anyRefusal, anyFault), anyRandom), {
			minLength: 1,
			maxLength: 20,
		});
		fc.assert(
			fc.property(anyRequest, failures, (request, given) => {
				const waits = waitsOf(request, given);
				expect(waits.length).toBeLessThan(8);
				expect(waits.every((wait) => wait >= 0)).toBe(true);
				expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(MAX_WAIT_MS);
			}),
		);
	});

	it('a POST is never sent again after a fault, nor a GET that creates or charges', () => {
		const oneEffect = fc.constantFrom<ApiRequest>(post, { ...get, repeatable: false });
		const state = fc.record({ tries: fc.integer({ min: 1, max: 8 }), waitedMs: fc.nat() });
		fc.assert(
			fc.property(oneEffect, anyFault, state, anyRandom, (request, fault, given, random) => {
				expect(waitBeforeRetry(request, fault, given, random)).toBeUndefined();
			}),
		);
	});

	it('a first 429 with a Retry-After within two minutes is waited out for every method', () => {
		const seconds = fc.double({ min: 1, max: 120, noNaN: true });
		fc.assert(
			fc.property(anyRequest, seconds, anyRandom, (request, retryAfterSeconds, random) => {
				const wait = waitBeforeRetry(request, { status: 429, retryAfterSeconds }, first, random);
				expect(wait).toBe(request.waitWhenRefused === false ? undefined : retryAfterSeconds * 1000);
			}),
		);
	});
});
