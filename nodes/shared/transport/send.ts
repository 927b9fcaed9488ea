import { NodeOperationError, sleep } from 'n8n-workflow';

import { ApiFailure, apiFailureOf, isNotFound } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { accountOf } from './account';
import { exchange } from './exchange';
import { RateLimitExceeded, type RateLimiter, type Turn } from './rateLimiter';
import { isRepeatable, MAX_WAIT_MS, waitBeforeRetry, type RetryState } from './retry';

/**
 * Sends a request: within the pace of its key, and again where it failed and another try can do no harm
 * (see `waitBeforeRetry`). A DELETE that finds nothing on a later try has succeeded on an earlier one.
 *
 * @throws ApiFailure that says how often it was tried and how long was waited; NodeOperationError when
 * the execution was stopped meanwhile
 */
export async function send<Body = unknown>(
	context: ApiContext,
	request: ApiRequest,
): Promise<ApiResponse<Body>> {
	const pace = request.publicBaseUrl === undefined ? (await accountOf(context)).pace : undefined;
	const state = { tries: 0, waitedMs: 0 };
	const onWait = (ms: number) => {
		state.waitedMs += ms;
		request.onWait?.(ms);
	};
	let answerWasLost = false;
	for (;;) {
		const turn = await turnFor(request, pace, state, onWait);
		try {
			refuseWhenStopped(context, turn);
			state.tries++;
			return (await exchange(context, request, turn?.heard)) as ApiResponse<Body>;
		} catch (error) {
			const failure = apiFailureOf(error);
			const { status } = failure.details;
			if (answerWasLost && request.method === 'DELETE' && isNotFound(failure)) {
				// The try whose answer was lost has deleted it: what was asked for is done.
				return { status: 404, headers: {}, body: undefined as Body };
			}
			const wait = waitBeforeRetry(request, failure.details, state, Math.random());
			if (wait === undefined) throw givenUp(failure, request, state);
			answerWasLost ||= status !== 429;
			if (status === 429 && turn) {
				turn.refused(wait);
			} else {
				onWait(wait);
				await sleep(wait);
			}
		} finally {
			turn?.done();
		}
	}
}

function givenUp({ details }: ApiFailure, request: ApiRequest, state: RetryState): ApiFailure {
	const { method, words } = request;
	return new ApiFailure({
		...details,
		method,
		words,
		repeatable: isRepeatable(request),
		...state,
	});
}

async function turnFor(
	request: ApiRequest,
	pace: RateLimiter | undefined,
	state: RetryState,
	onWait: (ms: number) => void,
): Promise<Turn | undefined> {
	const { maxWaitMs = MAX_WAIT_MS } = request;
	try {
		return await pace?.turn(maxWaitMs - state.waitedMs, onWait);
	} catch (error) {
		throw outOfPace(error, request, state);
	}
}

function outOfPace(error: unknown, { method, words }: ApiRequest, state: RetryState): ApiFailure {
	if (!(error instanceof RateLimitExceeded)) throw error;
	const retryAfterSeconds = Math.ceil(error.neededMs / 1000);
	return new ApiFailure({ method, words, status: 429, retryAfterSeconds, ...state });
}

/** n8n lets a node go on when its execution is stopped; nothing more is to be sent then. */
function refuseWhenStopped(context: ApiContext, turn?: Turn): void {
	if ('getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted) {
		turn?.unused();
		// By this word n8n knows that it was stopped, and did not fail.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
}
