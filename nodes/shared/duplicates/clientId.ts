import { createHash, randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { runsInsideAgent } from '../call/agentTool';
import { itemSlot } from '../call/memory';
import type { OperationCall } from '../call/operationCall';
import { runIndexOf } from '../call/runIndex';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { isMadeByAnother } from './madeIds';
import type { LookupResult } from './sendOnce';
import { isInDoubt } from './uncertain';

/** Enough to be unique, within the 60 characters that IDs may have. */
const HASH_LENGTH = 16;

/** How far the clocks of the service's machines may be apart, and what seconds lose to milliseconds. */
const CLOCKS_APART_MS = 5_000;

/** Sends a request of the run. */
export type Send = (request: ApiRequest) => Promise<ApiResponse<IDataObject>>;

/** A service's way to find objects by the client's ID. */
export interface ClientIdLookup {
	/** The API field that carries the ID. */
	field: string;
	/**
	 * Fetches the newest rows that have it, and the service's time, in ms.
	 *
	 * @param path of the list: `['autocalls']`
	 * @throws ApiFailure
	 */
	list(
		send: Send,
		path: ApiRequest['path'],
		clientId: string,
	): Promise<{ rows: IDataObject[]; serviceTime: number }>;
	/** When a row was created, in ms; NaN if unknown. */
	madeAt(row: IDataObject): number;
}

/** The data needed to find an object that a request created. */
interface Sought {
	clientId: string;
	/** Whether the person gave the ID, so that others may have it too. */
	isOwn: boolean;
	/** When the request was sent, in ms of this machine's clock. */
	sentAt: number;
	/** IDs of objects that had the person's own ID before. */
	known: number[];
}

const soughtSlot = itemSlot<Sought>('sought');

/** A request whose effect can be found by its client ID. */
export interface Traceable {
	request: ApiRequest;
	/** Left out when Duplicate Protection is off. */
	lookFor?: () => Promise<LookupResult>;
}

/**
 * Returns the object that the request created, in the form of its response, from a row of the list that has its
 * client ID; undefined when the row is something else. With the person's own ID, which others may have too,
 * everything the service returns about it has to match the request.
 */
export type Recognise = (row: IDataObject, isOwn: boolean) => Promise<IDataObject | undefined>;

/** The client ID of the object that a call creates. */
export function clientIdOf(call: OperationCall): string | undefined {
	return soughtSlot.get(call)?.clientId;
}

/** Returns the function that makes a service's creates findable by client ID. */
export function tracerBy(lookup: ClientIdLookup) {
	const { field } = lookup;
	/**
	 * Makes a create findable by its client ID. The node adds one when the person gave none. Objects that
	 * already have the person's own ID are looked up first.
	 *
	 * An object doesn't count as the effect of the request if it existed before, was created earlier than the
	 * request was sent (by the service's clock), belongs to another item, or was the response to another request.
	 * The request of an earlier try is looked up as it was sent, whatever the parameters are now.
	 *
	 * @param isNeeded whether it gets an ID even when Duplicate Protection is off
	 * @throws ApiFailure when the objects that existed before can't be looked up
	 */
	return async function traceable(
		call: OperationCall,
		request: ApiRequest,
		recognise: Recognise,
		isNeeded = false,
	): Promise<Traceable> {
		const { isProtected } = call;
		if (!isProtected && !isNeeded) return { request };
		const sought = isInDoubt(call, request)
			? soughtSlot.get(call)
			: await soughtBy(call, request, lookup);
		const named = { ...request, body: { ...request.body, [field]: sought?.clientId } };
		if (!isProtected) return { request: named };
		if (sought) soughtSlot.set(call, sought);
		else soughtSlot.clear(call);
		return {
			request: named,
			// Sent without Duplicate Protection, it has no ID by which it could be found.
			lookFor: async () =>
				sought ? await lookedUp(call, request.path, sought, recognise, lookup) : 'unclear',
		};
	};
}

async function lookedUp(
	call: OperationCall,
	path: ApiRequest['path'],
	sought: Sought,
	recognise: Recognise,
	{ field, list, madeAt }: ClientIdLookup,
): Promise<LookupResult> {
	const { rows, serviceTime } = await list(sendOf(call), path, sought.clientId);
	const sentAt = serviceTime - (Date.now() - sought.sentAt) - CLOCKS_APART_MS;
	const others = call.memory.outputsOfOthers();
	const known = [...sought.known, ...others.map(({ id }) => id)];
	const made: IDataObject[] = [];
	let isAlone = true;
	for (const row of rows) {
		const isOthers = known.includes(row.id) || (await isMadeByAnother(call, path, row.id));
		if (isOthers || !(madeAt(row) >= sentAt)) continue;
		const recognised = await recognise(row, sought.isOwn);
		if (recognised) made.push(recognised);
		else isAlone = false;
	}
	// An object that was accepted for later (202) has no ID yet, so it can't be told apart from this one.
	const isAwaited = others.some((other) => !other.id && other[field] === sought.clientId);
	if (made.length === 1 && !isAwaited) return { made: made[0] as IDataObject };
	return made.length === 0 && isAlone ? 'nothing' : 'unclear';
}

async function soughtBy(
	call: OperationCall,
	{ body, path }: ApiRequest,
	{ field, list }: ClientIdLookup,
): Promise<Sought> {
	const own = body?.[field] as string | undefined;
	const before = soughtSlot.get(call);
	const earlier = before && !before.isOwn ? before.clientId : undefined;
	const clientId = own ?? earlier ?? derivedClientId(call);
	const isOwn = own !== undefined;
	const known = isOwn && call.isProtected ? (await list(sendOf(call), path, clientId)).rows : [];
	return { clientId, isOwn, known: known.map(({ id }) => id as number), sentAt: Date.now() };
}

function sendOf(call: OperationCall): Send {
	return async (request) => await call.send(request);
}

/**
 * An ID for the object that an item creates, made of n8n's instance, the workflow, the execution, the node, its run (in
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
