import type { Fault } from '../../../sandbox';
import type { SeededRandom } from '../seededRandom';
import { between } from './kinds/several';

/** A fault, and how many requests in a row it strikes. */
interface Drawn {
	fault: Fault;
	times: number;
}

/** @param isImpatient the node waits only a second for a response, so that slow ones are lost */
type Draw = (random: SeededRandom, isImpatient: boolean) => Drawn;

const GATEWAY_PAGE = '<html><body><h1>Bad Gateway</h1></body></html>';
const FAULTS = [500, 502, 503, 504];

/** The limit of requests: some responses say how long to wait, some don't. */
const refusals: Draw = (random) => {
	const retryAfter = random.pick([
		'1',
		'1',
		'0',
		'600',
		'Mon, 16 Mar 2026 07:00:00 GMT',
		undefined,
	]);
	const says = retryAfter === '0' || retryAfter === '1';
	return {
		fault: {
			kind: 'status',
			status: 429,
			body: { message: 'Too Many Attempts.' },
			...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
		},
		times: between(random, 1, says ? 9 : 3),
	};
};

const serverFault: Draw = (random) => ({
	fault: { kind: 'status', status: random.pick(FAULTS) },
	times: between(random, 1, 3),
});

const htmlPage: Draw = (random) => ({
	fault: { kind: 'html', status: random.pick([200, 403, 404, 500, 502, 503, 504]) },
	times: between(random, 1, 3),
});

/** Something in the way responds in place of the service, with something else. */
const nonsense: Draw = (random) => ({
	fault: {
		kind: 'status',
		status: random.pick([200, 200, 201]),
		body: random.pick(['', ' ', '{"id": 7, "na', '[{"id"', 'OK', 'null', '"ok"', '7']),
	},
	times: between(random, 1, 3),
});

const reset: Draw = (random) => ({ fault: { kind: 'reset' }, times: random.pick([1, 1, 2, 3]) });

const refusal: Draw = (random) => ({
	fault: {
		kind: 'status',
		status: random.pick([400, 401, 403, 409, 418, 422]),
		body: { message: 'No.', errors: { name: ['No.'] } },
	},
	times: 1,
});

const redirect: Draw = (random) => ({
	fault: {
		kind: 'status',
		status: random.pick([301, 302, 307, 308]),
		headers: { Location: 'https://elsewhere.example.com/api' },
	},
	times: 1,
});

/** A debug page or a proxy that shows the request it got, and with it the key. */
const echo: Draw = (random) => ({
	fault: random.pick<Fault>([
		{ kind: 'echo', status: 401, in: 'message' },
		{ kind: 'echo', status: 502, in: 'message' },
		{ kind: 'echo', status: 422, in: 'errors' },
		{ kind: 'echo', status: 500, in: 'html' },
		{ kind: 'echo', status: 302, in: 'location' },
	]),
	times: between(random, 1, 3),
});

/**
 * Somebody on the way has given up, by whatever response, and the service does the work anyway: while the
 * node looks for it, or after it has stopped to.
 */
const lateness: Draw = (random) => {
	const status = random.pick([...FAULTS, 504, 524, 302, 403, 408, undefined]);
	return {
		fault: {
			kind: 'late',
			...(status !== undefined && { status }),
			ms: random.chance(0.5) ? between(random, 50, 50_000) : between(random, 61_000, 100_000),
			body: GATEWAY_PAGE,
		},
		times: 1,
	};
};

/** A response that is lost although the work is done. */
export function drawLostResponse(random: SeededRandom): Fault {
	return random.pick<Fault>([
		{ kind: 'resetAfterEffect' },
		{ kind: 'resetAfterEffect' },
		{ kind: 'resetInBody' },
		{ kind: 'truncatedJson' },
		{ kind: 'truncatedJson' },
		{ kind: 'emptyBody' },
		{ kind: 'emptyBody' },
		{ kind: 'statusAfterEffect', status: random.pick(FAULTS) },
		{ kind: 'statusAfterEffect', status: random.pick(FAULTS), body: GATEWAY_PAGE },
		{ kind: 'statusAfterEffect', status: random.pick([302, 303, 403, 408]), body: GATEWAY_PAGE },
	]);
}

const afterEffect: Draw = (random) => ({
	fault: drawLostResponse(random),
	times: between(random, 1, 3),
});

/** The service, or the way to it, is down for some time, so that looking for something fails as well. */
export function drawOutage(random: SeededRandom): Drawn {
	return {
		fault: random.pick<Fault>([
			{ kind: 'status', status: 500 },
			{ kind: 'status', status: 503 },
			{ kind: 'html', status: 503 },
			{ kind: 'html', status: 404 },
		]),
		times: between(random, 6, 18),
	};
}

/** Slow responses; slower than an impatient node waits. */
const slowness: Draw = (random, isImpatient) => {
	const ms =
		isImpatient && random.chance(0.8) ? between(random, 1_200, 3_000) : between(random, 20, 400);
	return {
		fault: { kind: random.pick(['delay', 'delayAfterEffect'] as const), ms },
		times: isImpatient ? 1 : between(random, 1, 4),
	};
};

/** As often as they stand here. */
const DRAWS: Draw[] = [
	...[refusals, refusals, refusals, serverFault, serverFault, serverFault, htmlPage, htmlPage],
	...[nonsense, nonsense, reset, reset, reset, refusal, redirect, echo],
	...[lateness, lateness, lateness, lateness, slowness, slowness, slowness],
	...[afterEffect, afterEffect, afterEffect, afterEffect, afterEffect, afterEffect],
];

/**
 * Draws something that goes wrong.
 *
 * @param isImpatient whether the node waits only a second for a response
 */
export function drawFault(random: SeededRandom, isImpatient: boolean): Drawn {
	return random.pick(DRAWS)(random, isImpatient);
}
