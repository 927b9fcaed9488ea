import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { answerWasLost, LONGEST_WAIT_MS } from '../transport/retry';
import type { OperationCall } from './operationCall';

/**
 * What a look at the service tells of a request whose answer was lost: what it has made, or that it has
 * made nothing, or that this can't be told.
 */
export type Traces = { made: IDataObject } | 'nothing' | 'unclear';

/** How often a request is sent at the most, when each time there is no trace of it. */
const MOST_SENT = 3;
/** When it is looked for, in ms each after the one before: after an answer that tells of a fault … */
const LOOKS_AFTER_FAULT_MS = [500, 2_000];
/** … and after none, when the service may still be at work on it. */
const LOOKS_AFTER_SILENCE_MS = [1_000, 4_000, 10_000];
/** Statuses of gateways that have lost the service from sight while it may still be at work. */
const SILENT_STATUSES = [502, 504, 520, 522, 524];

/**
 * Sends what creates something, so that it takes effect once. When its answer was lost it isn't simply
 * sent again: where the service can tell whether it took effect, that is looked up first. A try of the
 * same run that ended in doubt counts as well (n8n's Retry On Fail).
 *
 * @param lookFor looks whether the request took effect; left out where the service can't tell
 * @returns its answer, or what was found in place of it
 * @throws ApiFailure as `send`; NodeOperationError when an earlier try may have carried it out
 */
export async function sendOnce(
	call: OperationCall,
	request: ApiRequest,
	lookFor?: () => Promise<Traces>,
): Promise<ApiResponse<IDataObject>> {
	if (!call.isProtected) return await call.send(request);
	let failure: ApiFailure | undefined;
	for (let sent = 0; ; sent++) {
		const traces = await tracesOf(call, failure, lookFor);
		if (typeof traces === 'object') {
			delete call.memory.uncertain;
			return { status: 200, headers: {}, body: traces.made };
		}
		if (traces === 'unclear' || sent >= MOST_SENT) throw failure ?? doubtOf(call);
		const outcome = await call.send(request).catch((error: unknown) => {
			const isLost = error instanceof ApiFailure && answerWasLost(error.details);
			// Refused for sure, it has left nothing: the doubt of earlier tries was cleared by the look before.
			if (!isLost) delete call.memory.uncertain;
			if (isLost && lookFor) return error;
			throw error;
		});
		if (!(outcome instanceof ApiFailure)) {
			delete call.memory.uncertain;
			return outcome;
		}
		failure = outcome;
	}
}

/** What is to be known before it may be sent: nothing, unless it was sent before. */
async function tracesOf(
	call: OperationCall,
	failure: ApiFailure | undefined,
	lookFor?: () => Promise<Traces>,
): Promise<Traces> {
	const { uncertain } = call.memory;
	if (failure) return lookFor ? await look(call, failure.details.status, lookFor) : 'unclear';
	if (!uncertain) return 'nothing';
	if (lookFor) return await look(call, uncertain.status, lookFor);
	// In another execution it is a person who started it again, having read what to look for.
	return uncertain.executionId === call.context.getExecutionId() ? 'unclear' : 'nothing';
}

/** @param status of the answer, undefined when there was none */
async function look(
	{ parameters, progress }: OperationCall,
	status: number | undefined,
	lookFor: () => Promise<Traces>,
): Promise<Traces> {
	const isSilence = status === undefined || SILENT_STATUSES.includes(status);
	const wasAccepted = status !== undefined && status < 300;
	let left = (parameters.get<number>('options.longestWait') ?? LONGEST_WAIT_MS / 1000) * 1000;
	let traces: Traces = 'unclear';
	for (const wait of isSilence ? LOOKS_AFTER_SILENCE_MS : LOOKS_AFTER_FAULT_MS) {
		if (wait > left) return 'unclear';
		left -= wait;
		progress.waiting(wait);
		await sleep(wait);
		traces = await lookFor().catch(() => 'unclear' as const);
		if (typeof traces === 'object') return traces;
	}
	return wasAccepted ? 'unclear' : traces;
}

function doubtOf({ context, memory, itemIndex }: OperationCall): NodeOperationError {
	const { message = '', description = '' } = memory.uncertain ?? {};
	return new NodeOperationError(context.getNode(), message, {
		description: `${description} It was not sent again by this try.`.trim(),
		itemIndex,
	});
}
