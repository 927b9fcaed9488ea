import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Field } from '../../shared/declaration/field';
import { isNotFound } from '../../shared/transport/apiFailure';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import { fetchAllRecords } from '../../shared/transport/fetchAllRecords';
import { fetchPage } from '../../shared/transport/pages';
import { runConcurrently } from '../../shared/transport/runConcurrently';
import { isFailed } from '../../shared/waiting/waiting';
import { autoCall } from '../service/transport';
import { DELETED, isFinal, type CampaignKind } from './kinds';
import { recipientOf } from './oneRecipient';

/** The interval between polls, in ms. */
const POLL_INTERVAL_MS = 3_000;
/** Up to this many campaigns are fetched one by one; more are found in the list first, 15 or more per request. */
const ONE_BY_ONE = 10;
const REQUESTS_AT_ONCE = 5;
const DEFAULT_TIMEOUT_SECONDS = 60;

/** The parameters for waiting for the result of a call or a message. */
export const resultFields: Field[] = [
	{
		displayName: 'Wait for Result',
		name: 'waitForResult',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to wait for the result of the call or the SMS. All items are sent first; the node then waits for their results together.',
	},
	{
		displayName: 'Result Timeout',
		name: 'resultTimeout',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 300, numberPrecision: 0 },
		noDataExpression: true,
		required: true,
		default: DEFAULT_TIMEOUT_SECONDS,
		displayOptions: { show: { waitForResult: [true] } },
		description:
			'How many seconds to wait for results. After that the workflow continues, with resultTimedOut set to true in the output; nothing is sent again.',
	},
];

/** Statuses of calls and messages after which nothing happens any more (the schemas Call and Message). */
const FINAL_RESULTS = {
	autocalls: ['success', 'recalled', 'error', 'spam'],
	bulks: ['delivered', 'failed', 'expired', 'undeliverable', 'rejected', 'disabled'],
};

/**
 * Waits for the results of all items that were sent.
 *
 * @returns a function that takes the node's items, and returns them with their results and `resultTimedOut`,
 * which is true for those that have none yet
 */
export function waitForResult(kind: CampaignKind) {
	return async (
		context: IExecuteFunctions,
		output: INodeExecutionData[],
	): Promise<INodeExecutionData[]> => {
		if (context.getNodeParameter('waitForResult', 0, false) !== true) return output;
		const seconds = Number(context.getNodeParameter('resultTimeout', 0, DEFAULT_TIMEOUT_SECONDS));
		const waiting = new Results(context, kind, output, seconds * 1000);
		return await waiting.all();
	};
}

/** The results of the items of a run. */
class Results {
	/** The items without a result, by the ID of their campaign. */
	private readonly open = new Map<unknown, INodeExecutionData>();
	private readonly endsAt: number;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly kind: CampaignKind,
		private readonly items: INodeExecutionData[],
		timeoutMs: number,
	) {
		// A clock that nobody sets.
		this.endsAt = performance.now() + timeoutMs;
		for (const item of items) {
			const id = item.json[`${kind.prefix}_id`];
			if (!isFailed(item) && id !== undefined && !this.hasResult(item.json))
				this.open.set(id, item);
		}
	}

	async all(): Promise<INodeExecutionData[]> {
		while (this.open.size > 0 && this.leftMs > 0) {
			await sleep(Math.min(POLL_INTERVAL_MS, this.leftMs));
			await this.poll().catch((error: unknown) => this.continueAfter(error));
		}
		for (const item of this.items) {
			if (!isFailed(item)) item.json.resultTimedOut = !this.hasResult(item.json);
		}
		return this.items;
	}

	private get leftMs(): number {
		return this.endsAt - performance.now();
	}

	private async poll(): Promise<void> {
		const ids = [...this.open.keys()];
		const due = ids.length <= ONE_BY_ONE ? ids : await this.startedAmong(ids);
		await runConcurrently(
			(task) => task < due.length && this.leftMs > 0,
			REQUESTS_AT_ONCE,
			async (task) => await this.update(due[task]),
		);
	}

	/** The campaigns that have begun, from the list of all, newest first: many per request. */
	private async startedAmong(ids: unknown[]): Promise<unknown[]> {
		const { path } = this.kind;
		const sought = new Set(ids);
		const request: ApiRequest = { method: 'GET', path: [path], query: { order: 'desc' } };
		const send = async (one: ApiRequest) => await this.ask(one);
		const rows = await fetchAllRecords(
			async (number) => await fetchPage(autoCall.service, send, request, number),
			{ limit: ids.length, isWanted: ({ id }) => sought.has(id) },
		);
		const isAhead = ({ status }: IDataObject) => status === 'moderation' || status === 'awaiting';
		return rows.filter((row) => !isAhead(row)).map(({ id }) => id);
	}

	private async update(id: unknown): Promise<void> {
		const item = this.open.get(id);
		if (!item) return;
		const { path, prefix } = this.kind;
		const request: ApiRequest = { method: 'GET', path: [path, id as number], returns: 'id' };
		const recipient = await this.ask(request).then(
			({ body }) => recipientOf(this.kind, body),
			(error: unknown) => {
				if (isNotFound(error)) return { [`${prefix}_status`]: DELETED };
				throw error;
			},
		);
		Object.assign(item.json, recipient);
		if (this.hasResult(item.json)) this.open.delete(id);
	}

	private hasResult(json: IDataObject): boolean {
		const { path, prefix } = this.kind;
		const status = String(json.status);
		if (FINAL_RESULTS[path].includes(status)) return true;
		const campaign = json[`${prefix}_status`];
		// Messages are still to be delivered when the bulk is completed.
		const isOnItsWay = path === 'bulks' && campaign === 'completed';
		return isFinal(campaign) && !isOnItsWay;
	}

	private async ask(request: ApiRequest) {
		return await autoCall.send<IDataObject>(this.context, {
			...request,
			maxWaitMs: Math.max(0, this.leftMs),
		});
	}

	/** The items were sent: they are returned without results too. */
	private continueAfter(error: unknown): void {
		const isStopped = this.context.getExecutionCancelSignal()?.aborted ?? false;
		if (isStopped || error instanceof NodeOperationError) throw error;
		this.context.logger.warn(
			`${autoCall.service.nodeName}: results could not be fetched: ${(error as Error).message}`,
		);
	}
}
