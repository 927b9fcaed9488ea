import type { FailureDetails } from './apiFailure';
import type { ApiRequest } from './apiRequest';

/** How long one request may wait in all unless it says otherwise, in ms. */
export const MAX_WAIT_MS = 120_000;

const REFUSED_TRIES = 8;
const FAULT_TRIES = 3;
const FIRST_WAIT_MS = 500;

/** What has already been done for a request. */
export interface RetryState {
	/** How often it was sent; at least 1. */
	tries: number;
	/** How long was waited between those tries, in ms. */
	waitedMs: number;
}

/**
 * Decides whether a failed request is sent again.
 *
 * A 429 is retried for every method: the limiter refuses before anything is done. A broken connection,
 * an unreadable answer or a 5xx is retried only where a second try can do no harm.
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
	// What could be read and is too large, or makes no sense, would come again.
	const allowed = refused
		? (request.waitWhenRefused ?? true)
		: isFault(failure) && failure.flaw === undefined && isRepeatable(request);
	if (!allowed || state.tries >= (refused ? REFUSED_TRIES : FAULT_TRIES)) {
		return undefined;
	}
	const backoff = FIRST_WAIT_MS * 2 ** (state.tries - 1) * (1 + random);
	const asked = refused ? (failure.retryAfterSeconds ?? 0) * 1000 : 0;
	const wait = asked > 0 ? asked : backoff;
	const longest = request.maxWaitMs ?? MAX_WAIT_MS;
	return state.waitedMs + wait > longest ? undefined : wait;
}

function isFault({ status, unreadableBody }: FailureDetails): boolean {
	return status === undefined || status >= 500 || (unreadableBody === true && status < 300);
}

/** Whether a second try of a request can do no harm, so that a lost answer doesn't matter. */
export function isRepeatable({
	method,
	repeatable,
}: Pick<ApiRequest, 'method' | 'repeatable'>): boolean {
	return repeatable ?? method !== 'POST';
}
