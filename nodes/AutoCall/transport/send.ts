import { sleep } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { exchange } from './exchange';
import { isRepeatable, waitBeforeRetry } from './retry';

/**
 * Sends a request, waiting and trying again where that is safe (see `waitBeforeRetry`). A DELETE that
 * finds nothing on a later try has succeeded on an earlier one.
 *
 * @throws ApiFailure that says how often it was tried and how long was waited
 */
export async function send<Body = unknown>(
	context: ApiContext,
	request: ApiRequest,
): Promise<ApiResponse<Body>> {
	let waitedMs = 0;
	let answerWasLost = false;
	for (let tries = 1; ; tries++) {
		try {
			return (await exchange(context, request)) as ApiResponse<Body>;
		} catch (error) {
			if (!(error instanceof ApiFailure)) {
				throw error; // eslint-disable-line @n8n/community-nodes/require-node-api-error -- already worded for people
			}
			const { status } = error.details;
			if (answerWasLost && request.method === 'DELETE' && status === 404) {
				// The try whose answer was lost has deleted it: what was asked for is done.
				return { status, headers: {}, body: undefined as Body };
			}
			const wait = waitBeforeRetry(request, error.details, { tries, waitedMs }, Math.random());
			if (wait === undefined) {
				// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- becomes a NodeApiError in describeFailure
				throw new ApiFailure({
					...error.details,
					repeatable: isRepeatable(request),
					tries,
					waitedMs,
				});
			}
			answerWasLost ||= status !== 429;
			await sleep(wait);
			waitedMs += wait;
		}
	}
}
