import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { leavesDoubt } from './doubt';
import { MAX_WAIT_MS } from '../transport/retry';
import { noteAnswer } from './answeredIds';
import type { OperationCall } from '../execution/operationCall';

/**
 * What a look at the service tells of a request whose answer was lost: what it has made, or that nothing of
 * it is there (yet), or that this can't be told.
 */
export type LookupResult = { made: IDataObject } | 'nothing' | 'unclear';

/** How the search for the effect of a request went that found nothing. */
export interface Search {
	/** How often it was looked for. */
	looks: number;
	/** How long, in seconds. */
	seconds: number;
	/** What the last look told. */
	result: 'nothing' | 'unclear';
	/** Whether Longest Wait ended it early. */
	wasCutShort: boolean;
}

/** When it is looked for, in ms each after the one before: the service may still be at work on it for a minute. */
const LOOKS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** The same for a later try of the run, before which some time has passed. */
const LATER_LOOKS_MS = [0, 5_000, 10_000];

/**
 * Sends what creates something, so that it takes effect once. When it may have been carried out although it
 * failed, it is never sent again, neither by this try nor by later ones of the run (n8n's Retry On Fail, and
 * Retry of the failed execution): that nothing is found doesn't prove that nothing is going to be made, as
 * gateways give up while the service goes on. It is looked for instead.
 *
 * @param lookFor looks whether the request took effect; left out where the service can't tell
 * @returns its answer, or what was found in place of it
 * @throws ApiFailure as `send`; that of the earlier try when nothing is found
 */
export async function sendOnce(
	call: OperationCall,
	request: ApiRequest,
	lookFor?: () => Promise<LookupResult>,
): Promise<ApiResponse<IDataObject>> {
	const isLater = call.isProtected && call.memory.uncertain !== undefined;
	if (!isLater) {
		const answer = await call.send(request).catch((error: unknown) => {
			if (!call.isProtected || !leavesDoubt(error)) throw error;
			call.memory.uncertain = { path: pathOf(request), failure: error.details };
		});
		if (answer) {
			await noteAnswer(call.context, request, answer.body);
			return answer;
		}
	}
	const found = lookFor && call.isInDoubt(request) && (await search(call, lookFor, isLater));
	if (!found) throw new ApiFailure(call.memory.uncertain?.failure ?? {});
	delete call.memory.uncertain;
	return { status: 200, headers: {}, body: found };
}

/** A request's path as it is remembered. */
export function pathOf({ path }: Pick<ApiRequest, 'path'>): string {
	return path.join('/');
}

/** Polls several times, within Longest Wait; what came of it stays with the call. */
async function search(
	call: OperationCall,
	lookFor: () => Promise<LookupResult>,
	isLater: boolean,
): Promise<IDataObject | undefined> {
	const { parameters, progress } = call;
	const longestMs =
		(parameters.get<number>('options.longestWait') ?? MAX_WAIT_MS / 1000) * 1000;
	const outcome: Search = { looks: 0, seconds: 0, result: 'unclear', wasCutShort: false };
	call.search = outcome;
	for (const due of isLater ? LATER_LOOKS_MS : LOOKS_MS) {
		const wait = Math.min(due, longestMs - outcome.seconds * 1000);
		outcome.wasCutShort = wait < due;
		if (due > 0 && wait <= 0) return undefined;
		if (wait > 0) {
			progress.waiting(wait, 'to look whether it was carried out');
			await sleep(wait);
		}
		outcome.seconds += wait / 1000;
		outcome.looks++;
		const traces = await lookFor().catch((error: unknown) => tracesOfFailure(call, error));
		if (traces === 'hopeless') {
			outcome.result = 'unclear';
			return undefined;
		}
		if (typeof traces === 'object') return traces.made;
		outcome.result = traces;
	}
	return undefined;
}

/** @throws the error itself when the execution was stopped */
function tracesOfFailure({ context }: OperationCall, error: unknown): 'unclear' | 'hopeless' {
	if (context.getExecutionCancelSignal()?.aborted) throw error;
	const { status = 0 } = error instanceof ApiFailure ? error.details : {};
	// The next look would be redirected, or refused for its key, as well.
	return status === 401 || (status >= 300 && status < 400) ? 'hopeless' : 'unclear';
}
