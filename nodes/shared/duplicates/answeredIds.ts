import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../transport/apiRequest';
import { accountOf } from '../transport/account';

/** How many are kept of an account: an answer is lost seconds before or after others come, not hours. */
const MOST_KEPT = 1_000;

/** By the pace of an account, which is one object for all runs with the same key. */
const answered = new WeakMap<object, Set<string>>();

/**
 * Notes what AutoCall.kz has made by its answer. So another execution of this process whose answer was lost
 * doesn't take it for its own, even if the two asked for the very same.
 *
 * @param body the answer, which has the `id`
 */
export async function noteAnswer(
	context: IExecuteFunctions,
	{ path, publicBaseUrl }: ApiRequest,
	body: unknown,
): Promise<void> {
	const { id } = (body ?? {}) as { id?: unknown };
	if (publicBaseUrl !== undefined || path.length !== 1 || id === undefined) return;
	const ids = await idsOf(context);
	ids.add(keyOf(path, id));
	const [oldest] = ids;
	if (ids.size > MOST_KEPT && oldest !== undefined) ids.delete(oldest);
}

/** Whether an answer to a request of this process has told of it, so that it isn't what is looked for. */
export async function wasAnswered(
	context: IExecuteFunctions,
	path: ApiRequest['path'],
	id: unknown,
): Promise<boolean> {
	return (await idsOf(context)).has(keyOf(path, id));
}

async function idsOf(context: IExecuteFunctions): Promise<Set<string>> {
	const { pace } = await accountOf(context);
	const ids = answered.get(pace) ?? new Set<string>();
	answered.set(pace, ids);
	return ids;
}

function keyOf(path: ApiRequest['path'], id: unknown): string {
	return `${path.join('/')}/${String(id)}`;
}
