import type { OperationCall } from '../call/operationCall';
import type { ApiRequest } from '../transport/apiRequest';

/** Most IDs kept of an account: a response is lost seconds before or after others arrive, not hours. */
const MAX_KEPT = 1_000;

/** By the rate limiter of an account, which is one object for all runs with the same key. */
const made = new WeakMap<object, Set<string>>();

/**
 * Records the object that a response returned. So another execution of this process whose response was lost
 * doesn't take it for its own, even if both sent the same request.
 *
 * @param body the response, which has the `id`
 */
export async function noteMade(
	call: OperationCall,
	{ path, publicBaseUrl }: ApiRequest,
	body: unknown,
): Promise<void> {
	const { id } = (body ?? {}) as { id?: unknown };
	if (publicBaseUrl !== undefined || path.length !== 1 || id === undefined) return;
	const ids = await idsOf(call);
	ids.add(keyOf(path, id));
	const [oldest] = ids;
	if (ids.size > MAX_KEPT && oldest !== undefined) ids.delete(oldest);
}

/** Whether the object was the response to another request of this process. */
export async function isMadeByAnother(
	call: OperationCall,
	path: ApiRequest['path'],
	id: unknown,
): Promise<boolean> {
	return (await idsOf(call)).has(keyOf(path, id));
}

async function idsOf({ context, transport }: OperationCall): Promise<Set<string>> {
	const { rateLimiter } = await transport.accountOf(context);
	const ids = made.get(rateLimiter) ?? new Set<string>();
	made.set(rateLimiter, ids);
	return ids;
}

function keyOf(path: ApiRequest['path'], id: unknown): string {
	return `${path.join('/')}/${String(id)}`;
}
