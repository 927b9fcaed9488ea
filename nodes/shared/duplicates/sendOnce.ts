import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import { ApiFailure, type EffectSearch } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { MAX_WAIT_MS } from '../transport/retry';
import { noteMade } from './madeIds';
import { leavesDoubt } from './doubt';
import { forgetUncertain, isInDoubt, keepUncertain, uncertainFailure } from './uncertain';

interface Found {
	made: IDataObject;
}

/**
 * The result of a poll for a request whose response was lost: the object that it created, `nothing` when there
 * is none (yet), or `unclear`.
 */
export type LookupResult = Found | 'nothing' | 'unclear';

/** The polls, in ms each after the one before: the service may still work on the request for a minute. */
const POLLS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** The same for a later try of the run, before which some time has passed. */
const LATER_POLLS_MS = [0, 5_000, 10_000];

/**
 * Sends a request that creates something, so that it takes effect once. When it may have been carried out
 * although it failed, it is never sent again, neither by this try nor by later ones of the run (n8n's Retry On
 * Fail, and Retry of the failed execution): finding nothing doesn't prove that nothing is going to be created,
 * as gateways give up while the service continues. The node polls for its effect instead.
 *
 * @param lookFor checks whether the request took effect; left out where the service can't tell
 * @returns its response, or the object that was found in place of it
 * @throws ApiFailure as `send`; that of the earlier try when nothing is found
 */
export async function sendOnce(
	call: OperationCall,
	request: ApiRequest,
	lookFor?: () => Promise<LookupResult>,
): Promise<ApiResponse<IDataObject>> {
	const isLater = call.isProtected && uncertainFailure(call) !== undefined;
	if (!isLater) {
		const response = await call.send(request).catch((error: unknown) => {
			if (!call.isProtected || !leavesDoubt(error)) throw error;
			keepUncertain(call, request, error.details);
		});
		if (response) {
			await noteMade(call, request, response.body);
			return response;
		}
	}
	const search: Found | { search?: EffectSearch } =
		lookFor && isInDoubt(call, request) ? await searchFor(call, lookFor, isLater) : {};
	if ('made' in search) {
		forgetUncertain(call);
		return { status: 200, headers: {}, body: search.made };
	}
	throw new ApiFailure({ ...uncertainFailure(call), ...search });
}

/** Polls several times, within Max Wait. */
async function searchFor(
	call: OperationCall,
	lookFor: () => Promise<LookupResult>,
	isLater: boolean,
): Promise<Found | { search: EffectSearch }> {
	const { parameters, progress } = call;
	const maxMs = (parameters.get<number>('options.longestWait') ?? MAX_WAIT_MS / 1000) * 1000;
	const search: EffectSearch = { polls: 0, seconds: 0, result: 'unclear', wasCutShort: false };
	for (const due of isLater ? LATER_POLLS_MS : POLLS_MS) {
		const wait = Math.min(due, maxMs - search.seconds * 1000);
		search.wasCutShort = wait < due;
		if (due > 0 && wait <= 0) break;
		if (wait > 0) {
			progress.waiting(wait, 'to check whether it was carried out');
			await sleep(wait);
		}
		search.seconds += wait / 1000;
		search.polls++;
		const result = await lookFor().catch((error: unknown) => resultOfFailure(call, error));
		if (typeof result === 'object') return result;
		search.result = result === 'hopeless' ? 'unclear' : result;
		if (result === 'hopeless') break;
	}
	return { search };
}

/** @throws the error itself when the execution was stopped */
function resultOfFailure({ context }: OperationCall, error: unknown): 'unclear' | 'hopeless' {
	if (context.getExecutionCancelSignal()?.aborted) throw error;
	const { status = 0 } = error instanceof ApiFailure ? error.details : {};
	// The next poll would be redirected, or refused for its key, as well.
	return status === 401 || (status >= 300 && status < 400) ? 'hopeless' : 'unclear';
}
