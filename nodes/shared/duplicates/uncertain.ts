import { itemSlot } from '../call/memory';
import type { OperationCall } from '../call/operationCall';
import type { FailureDetails } from '../transport/apiFailure';
import type { ApiRequest } from '../transport/apiRequest';

/** A request that may have been carried out; never sent again by the run. */
interface Uncertain {
	path: string;
	failure: FailureDetails;
}

const uncertain = itemSlot<Uncertain>('uncertain');

/** The failure of an earlier request of the item that may have been carried out; undefined where there is none. */
export function uncertainFailure(call: OperationCall): FailureDetails | undefined {
	return uncertain.get(call)?.failure;
}

/** Keeps in memory that a request may have been carried out; the first one counts. */
export function keepUncertain(
	call: OperationCall,
	{ path }: Pick<ApiRequest, 'path'>,
	failure: FailureDetails,
): void {
	if (!uncertain.get(call)) uncertain.set(call, { path: path.join('/'), failure });
}

/** Records that the outcome of the request is known. */
export function forgetUncertain(call: OperationCall): void {
	uncertain.clear(call);
}

/** Whether an earlier try of the run has sent this request, and it is not known whether it took effect. */
export function isInDoubt(call: OperationCall, { path }: Pick<ApiRequest, 'path'>): boolean {
	return call.isProtected && uncertain.get(call)?.path === path.join('/');
}
