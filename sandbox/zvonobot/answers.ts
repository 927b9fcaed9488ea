import type { HttpError } from '../errors';
import { ok, type Reply } from '../handlers/handler';
import { deterministic, pickWeighted } from '../random';
import type { ZvonobotContext } from './context';
import type { RefusalShape } from './surprises';

/** A response in its wrapper. */
export function success(data: unknown): Reply {
	return ok({ status: 'success', data });
}

/** A response that the vendor's instruction shows as an object and that is wrapped in use. */
export function objectResponse(
	{ surprises }: ZvonobotContext,
	wrapped: unknown,
	bare = wrapped,
): Reply {
	return surprises.answers === 'inUse' ? success(wrapped) : ok(bare);
}

/** A response that the vendor's instruction shows as one object and that is a wrapped list in use. */
export function listResponse(context: ZvonobotContext, items: readonly unknown[]): Reply {
	return objectResponse(context, items, items.length === 1 ? items[0] : items);
}

/** Statuses that are independent of the request, whatever the shape of refusals is. */
const alwaysAsStatus = new Set([405, 429, 500]);

/** A refusal in the shape that the sandbox is to use. */
export function refusalResponse(
	{ status, body, headers }: HttpError,
	{ surprises, seed, requests }: ZvonobotContext,
): Reply {
	const message = fieldSentences(body.errors ?? {}).join(' ') || body.message;
	const shape = alwaysAsStatus.has(status)
		? 'http'
		: surprises.refusals === 'bySeed'
			? pickShape(deterministic(seed, `refusal:${requests.length}`))
			: surprises.refusals;
	const json = shapes[shape](message);
	return { status: shape === 'http' ? status : 200, json, headers };
}

/** The errors of each field, by its full path: the response has no other place for them. */
function fieldSentences(errors: Record<string, string[]>): string[] {
	return Object.entries(errors).flatMap(([field, sentences]) => {
		const name = field.split('.').at(-1);
		return sentences.map((sentence) => sentence.replace(` ${name} `, () => ` ${field} `));
	});
}

const shapes: Record<RefusalShape, (message: string) => object> = {
	http: (message) => ({ status: 'error', data: { message } }),
	dataList: (message) => ({ status: 'error', data: [{ message }] }),
	data: (message) => ({ status: 'error', data: { message } }),
	message: (message) => ({ status: 'error', message }),
};

function pickShape(at: number): RefusalShape {
	const names = Object.keys(shapes) as RefusalShape[];
	return pickWeighted(
		names.map((name) => [name, 1] as const),
		at,
	);
}
