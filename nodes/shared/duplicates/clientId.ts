import { createHash, randomUUID } from 'crypto';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { isNotFound } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { runsInsideAgent } from '../execution/agentTool';
import { wasAnswered } from './answeredIds';
import { SERVICE_ZONE } from '../declaration/dates';
import type { OperationCall } from '../execution/operationCall';
import { runIndexOf, type Sought } from './runMemory';
import type { LookupResult } from './sendOnce';

/** Enough to be unique, within the API's 60 characters. */
const HASH_LENGTH = 16;

/** How far the clocks of the service's machines may be apart, and what seconds lose to milliseconds. */
const CLOCKS_APART_MS = 5_000;

/** A request that can be looked for by its `client_id`, and how. */
interface Traceable {
	request: ApiRequest;
	/** Left out when Duplicate Protection is off. */
	lookFor?: () => Promise<LookupResult>;
}

/**
 * Gives what the request has made as its answer would have, by a row of the list that has its `client_id`;
 * nothing when the row is something else. With the person's own `client_id`, which others may have too, all
 * that the service tells of it has to agree with the request.
 */
export type Recognise = (row: IDataObject, isOwn: boolean) => Promise<IDataObject | undefined>;

/**
 * Makes a create findable by its `client_id` (POST /lists, /autocalls, /bulks, whose GET filters by it). It
 * gets one of n8n's when the person gave none. What had the person's own one before is looked up first.
 *
 * Nothing is taken for what the request makes that was there before, was made earlier than it was sent (by
 * the service's clock), is another item's, or was the answer to another request. What an earlier try of the
 * run has sent is looked for as it was sent, whatever the parameters are now.
 *
 * @param isNeeded whether it gets a `client_id` even when Duplicate Protection is off
 * @throws ApiFailure when what was there before can't be looked up
 */
export async function traceable(
	call: OperationCall,
	request: ApiRequest,
	recognise: Recognise,
	isNeeded = false,
): Promise<Traceable> {
	const { memory, isProtected } = call;
	if (!isProtected && !isNeeded) return { request };
	const { path } = request;
	const ask = async (one: ApiRequest) => await call.send(one);
	const sought = call.isInDoubt(request) ? memory.sought : await soughtBy(call, request);
	const clientId = sought?.clientId;
	if (!isProtected)
		return { request: { ...request, body: { ...request.body, client_id: clientId } } };
	memory.sought = sought;
	return {
		request: { ...request, body: { ...request.body, client_id: clientId } },
		async lookFor() {
			// Sent without Duplicate Protection, it has no ID by which it could be found.
			if (!sought) return 'unclear';
			const { rows, serviceTime } = await listWith(ask, path, sought.clientId);
			const sentAt = serviceTime - (Date.now() - sought.sentAt) - CLOCKS_APART_MS;
			const others = call.runMemory?.outputsBesides(call.itemIndex) ?? [];
			const known = [...sought.known, ...others.map(({ id }) => id)];
			const made: IDataObject[] = [];
			let isAlone = true;
			for (const row of rows) {
				const isOthers = known.includes(row.id) || (await wasAnswered(call.context, path, row.id));
				if (isOthers || !(momentOf(row.created_at) >= sentAt)) continue;
				const recognised = await recognise(row, sought.isOwn);
				if (recognised) made.push(recognised);
				else isAlone = false;
			}
			// An autocall that was accepted for later (202) has no ID by which to tell it from this one.
			const isAwaited = others.some((other) => !other.id && other.client_id === sought.clientId);
			if (made.length === 1 && !isAwaited) return { made: made[0] as IDataObject };
			return made.length === 0 && isAlone ? 'nothing' : 'unclear';
		},
	};
}

async function soughtBy(call: OperationCall, { body, path }: ApiRequest): Promise<Sought> {
	const { memory, isProtected } = call;
	const own = body?.client_id as string | undefined;
	const earlier = memory.sought && !memory.sought.isOwn ? memory.sought.clientId : undefined;
	const clientId = own ?? earlier ?? derivedClientId(call);
	const isOwn = own !== undefined;
	const ask = async (one: ApiRequest) => await call.send(one);
	const known = isOwn && isProtected ? await rowsWith(ask, path, clientId) : [];
	return { clientId, isOwn, known: known.map(({ id }) => id as number), sentAt: Date.now() };
}

/** A `Y-m-d H:i:s` of the service in ms; NaN for anything else. */
function momentOf(timestamp: unknown): number {
	return DateTime.fromSQL(String(timestamp), { zone: SERVICE_ZONE }).toMillis();
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
	send: Send,
	path: ApiRequest['path'],
	clientId: string,
): Promise<IDataObject[]> {
	return (await listWith(send, path, clientId)).rows;
}

type Send = (request: ApiRequest) => Promise<ApiResponse<IDataObject>>;

/** The same rows, and what time it is at the service, in ms; our time where it doesn't tell. */
async function listWith(
	send: Send,
	path: ApiRequest['path'],
	clientId: string,
): Promise<{ rows: IDataObject[]; serviceTime: number }> {
	const query = { client_id: clientId, order: 'desc' };
	const { rows, date } = await send({ method: 'GET', path, query }).then(
		({ body, headers }) => ({ rows: body.data as IDataObject[], date: headers.date }),
		(error: unknown) => {
			if (isNotFound(error)) return { rows: [], date: undefined };
			throw error;
		},
	);
	const told = DateTime.fromHTTP(String(date));
	return {
		rows: rows.filter(({ client_id }) => client_id === clientId),
		serviceTime: told.isValid ? told.toMillis() : Date.now(),
	};
}
