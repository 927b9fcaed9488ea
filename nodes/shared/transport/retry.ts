import type { FailureDetails } from './apiFailure';
import type { ApiRequest } from './apiRequest';

/** How long one request may wait in all unless it says otherwise, in ms. */
export const MAX_WAIT_MS = 120_000;

const REFUSED_TRIES = 8;
const FAILED_TRIES = 3;
const FIRST_WAIT_MS = 500;

/** The tries of a request so far. */
export interface RetryState {
	/** How often it was sent; at least 1. */
	tries: number;
	/** The time waited between those tries, in ms. */
	waitedMs: number;
}

/**
 * Decides whether a failed request is sent again.
 *
 * A 429 is retried for every method: the limiter refuses before anything is done. A broken connection,
 * an unreadable response or a 5xx is retried only where a second try can do no harm.
 *
 * @param random number in [0, 1) that spreads the waits of several executions
 * @returns the wait in ms before the next try, or undefined to give up
 */
export function waitBeforeRetry(
	request: ApiRequest,
	failure: FailureDetails,
	state: RetryState,
	random: number,
): number | undefined {
	const refused = failure.status === 429;
	// A response that could be read, but is too large or contradicts itself, would come again.
	const allowed = refused
		? (request.waitWhenRefused ?? true)
		: isFailure(failure) && failure.flaw === undefined && isRepeatable(request);
	if (!allowed || state.tries >= (refused ? REFUSED_TRIES : FAILED_TRIES)) {
		return undefined;
	}
	const backoff = FIRST_WAIT_MS * 2 ** (state.tries - 1) * (1 + random);
	const asked = refused ? (failure.retryAfterSeconds ?? 0) * 1000 : 0;
	const wait = asked > 0 ? asked : backoff;
	const longest = request.maxWaitMs ?? MAX_WAIT_MS;
	return state.waitedMs + wait > longest ? undefined : wait;
}

function isFailure({ status, unreadableBody }: FailureDetails): boolean {
	return status === undefined || status >= 500 || (unreadableBody === true && status < 300);
}

/** Whether a second try of a request can do no harm, so that a lost response doesn't matter. */
export function isRepeatable({
	method,
	repeatable,
}: Pick<ApiRequest, 'method' | 'repeatable'>): boolean {
	return repeatable ?? method !== 'POST';
}
