import { ApiFailure, type FailureDetails } from '../transport/apiFailure';

/** Codes of a connection that was never made: no name, no route, nobody listening. */
const NEVER_CONNECTED = ['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND'];
/** Codes that mean the same while connecting, but can also end a connection that was made. */
const NO_ROUTE = ['EHOSTUNREACH', 'ENETUNREACH'];

/**
 * Statuses that refuse a request by their meaning, whoever responds: the key was not accepted, there is no such
 * address or method, the body is too large, the rate limit is used up.
 */
const REFUSALS = [401, 404, 405, 413, 429];
/** 408: whoever responds has waited for the service in vain. */
const REQUEST_TIMEOUT = 408;

/**
 * Whether a failed request may have been carried out, or may still be. Only two things prove that it was not:
 * the connection was never made, or the service refused. Everything else is doubt, as a proxy may respond
 * while, or after, the service carries the request out:
 *
 * - no response, except for the codes of a connection that was never made;
 * - 1xx, 2xx with a body that can't be read, 3xx, 408 and 5xx;
 * - any other 4xx without the service's own JSON (`message` or `errors`), except for 401, 404, 405, 413 and
 *   429. A 403 is in doubt too: firewalls send it in place of a response that they hold back.
 */
export function mayBeCarriedOut(failure: FailureDetails): boolean {
	const { status } = failure;
	if (failure.isRefused) return false;
	if (status === undefined) return !wasNeverConnected(failure);
	if (REFUSALS.includes(status)) return false;
	const isRefusal = status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
	return !(isRefusal && isOfService(failure));
}

/** Whether an error leaves open that something was created, called, texted or charged. */
export function leavesDoubt(error: unknown): error is ApiFailure {
	return error instanceof ApiFailure && isInDoubt(error.details);
}

/** The same of a failure's facts: a second try would do harm, and the first may have been carried out. */
export function isInDoubt(failure: FailureDetails): boolean {
	return failure.repeatable === false && mayBeCarriedOut(failure);
}

function wasNeverConnected({ networkCode = '', serviceMessage = '' }: FailureDetails): boolean {
	if (NEVER_CONNECTED.includes(networkCode)) return true;
	return NO_ROUTE.includes(networkCode) && serviceMessage.startsWith(`connect ${networkCode}`);
}

/** Whether the response is the service's JSON, and no proxy's page. */
function isOfService({ unreadableBody, serviceMessage, fieldMessages }: FailureDetails): boolean {
	return !unreadableBody && (serviceMessage !== undefined || fieldMessages !== undefined);
}
