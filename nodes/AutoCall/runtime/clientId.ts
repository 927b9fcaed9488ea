import { createHash, randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isNotFound } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { runsInsideAgent } from './agentTool';
import type { OperationCall } from './operationCall';
import { runIndexOf } from './runMemory';
import type { Traces } from './sendOnce';

/** Enough to be unique, within the API's 60 characters. */
const HASH_LENGTH = 16;

/** A request that can be looked for by its `client_id`, and how. */
interface Traceable {
	request: ApiRequest;
	/** Left out when Duplicate Protection is off. */
	lookFor?: () => Promise<Traces>;
}

/**
 * Makes a create findable by its `client_id` (POST /lists, /autocalls, /bulks, whose GET filters by it). It
 * gets one of n8n's when the person gave none. What had the person's own one before is looked up first, so
 * that it isn't taken for what the request makes.
 *
 * @param isNeeded whether it gets a `client_id` even when Duplicate Protection is off
 * @throws ApiFailure when what was there before can't be looked up
 */
export async function traceable(
	call: OperationCall,
	request: ApiRequest,
	isNeeded = false,
): Promise<Traceable> {
	const { memory, isProtected } = call;
	if (!isProtected && !isNeeded) return { request };
	const own = request.body?.client_id as string | undefined;
	const clientId = own ?? (memory.clientId ??= derivedClientId(call));
	const withId = { ...request, body: { ...request.body, client_id: clientId } };
	if (!isProtected) return { request: withId };
	const rows = async () =>
		await rowsWith(async (one) => await call.send(one), request.path, clientId);
	const known: unknown[] = own === undefined ? [] : (memory.known ??= idsOf(await rows()));
	return {
		request: withId,
		async lookFor() {
			const others = call.runMemory?.outputsBesides(call.itemIndex) ?? [];
			const theirs = others.map(({ id }) => id);
			const made = (await rows()).filter(({ id }) => ![...known, ...theirs].includes(id));
			// An autocall that was accepted for later (202) has no ID by which to tell it from this one.
			const isAwaited = others.some(({ id, client_id }) => !id && client_id === clientId);
			if (made.length > 1 || (made.length > 0 && isAwaited)) return 'unclear';
			return made[0] ? { made: made[0] } : 'nothing';
		},
	};
}

/**
 * An ID for what an item creates, made of n8n's instance, the workflow, the execution, the node, its run (in
 * a loop) and the item: `n8n-1042-3f9c0a1b2c3d4e5f-0`, where 1042 is the execution and 0 the item.
 */
function derivedClientId({ context, itemIndex }: OperationCall): string {
	const executionId = context.getExecutionId();
	const origin = [
		context.getInstanceId(),
		context.getWorkflow().id,
		executionId,
		context.getNode().id,
		runsInsideAgent(context) ? randomUUID() : runIndexOf(context),
	];
	const hash = createHash('sha256').update(JSON.stringify(origin)).digest('hex');
	return `n8n-${executionId}-${hash.slice(0, HASH_LENGTH)}-${itemIndex}`;
}

/**
 * The newest rows that have a `client_id`; GET /lists alone answers 404 when none has.
 *
 * @param send sends a request of the run
 * @param path of the list: `['autocalls']`
 * @throws ApiFailure
 */
export async function rowsWith(
	send: (request: ApiRequest) => Promise<ApiResponse<IDataObject>>,
	path: ApiRequest['path'],
	clientId: string,
): Promise<IDataObject[]> {
	const query = { client_id: clientId, order: 'desc' };
	const rows = await send({ method: 'GET', path, query }).then(
		({ body }) => body.data as IDataObject[],
		(error: unknown) => {
			if (isNotFound(error)) return [];
			throw error;
		},
	);
	return rows.filter(({ client_id }) => client_id === clientId);
}

function idsOf(rows: IDataObject[]): number[] {
	return rows.map(({ id }) => id as number);
}
