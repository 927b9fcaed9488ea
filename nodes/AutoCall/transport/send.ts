import { NodeOperationError, sleep } from 'n8n-workflow';

import { ApiFailure, isNotFound } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { accountOf } from './credential';
import { exchange } from './exchange';
import { PaceExceeded, type Pace, type Turn } from './pace';
import { isRepeatable, LONGEST_WAIT_MS, waitBeforeRetry } from './retry';

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
			if (!(error instanceof ApiFailure)) {
				throw error; // eslint-disable-line @n8n/community-nodes/require-node-api-error -- already worded for people
			}
			const { status } = error.details;
			if (answerWasLost && request.method === 'DELETE' && isNotFound(error)) {
				// The try whose answer was lost has deleted it: what was asked for is done.
				return { status: 404, headers: {}, body: undefined as Body };
			}
			const wait = waitBeforeRetry(request, error.details, state, Math.random());
			if (wait === undefined) {
				// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- becomes a NodeApiError in describeFailure
				throw new ApiFailure({
					...error.details,
					method: request.method,
					repeatable: isRepeatable(request),
					...state,
				});
			}
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

async function turnFor(
	{ method, longestWaitMs = LONGEST_WAIT_MS }: ApiRequest,
	pace: Pace | undefined,
	state: { tries: number; waitedMs: number },
	onWait: (ms: number) => void,
): Promise<Turn | undefined> {
	try {
		return await pace?.turn(longestWaitMs - state.waitedMs, onWait);
	} catch (error) {
		if (!(error instanceof PaceExceeded)) throw error; // eslint-disable-line @n8n/community-nodes/require-node-api-error -- a fault of ours, shown as it is
		const retryAfterSeconds = Math.ceil(error.neededMs / 1000);
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- becomes a NodeApiError in describeFailure
		throw new ApiFailure({ method, status: 429, retryAfterSeconds, ...state });
	}
}

/** n8n lets a node go on when its execution is stopped; nothing more is to be sent then. */
function refuseWhenStopped(context: ApiContext, turn?: Turn): void {
	if ('getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted) {
		turn?.unused();
		// By this word n8n knows that it was stopped, and did not fail.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
}
