import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { DEFAULT_BASE_URL, publicBaseUrlOf } from '../transport/address';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import { foreignText } from '../transport/foreignText';
import { send } from '../transport/send';
import type { Effect } from '../duplicates/identicalItems';
import { isTool } from './agentTool';
import { ItemParameters } from './itemParameters';
import { methodOf, type Operation } from '../declaration/operation';
import type { AlreadyDone } from './failureMessages';
import type { Progress } from './progress';
import type { ItemMemory, RunMemory } from '../duplicates/runMemory';
import { pathOf, type Search } from '../duplicates/sendOnce';
import { fieldsOf } from '../declaration/standardFields';

/** One run of an operation: its parameters for an item, and the way to the API. */
export class OperationCall {
	readonly parameters: ItemParameters;
	/** What earlier tries of this run have come to for the item. */
	readonly memory: ItemMemory;
	/** How the search for something whose answer was lost went, when it found nothing. */
	search?: Search;
	/** How the contacts of the request under way are called in messages: `item 3` for its entry 0. */
	contactPlace?: (entry: number) => string | undefined;
	/** Noted by the operation's check where items that do the same are to be told. */
	effect?: Effect;

	constructor(
		readonly context: IExecuteFunctions,
		readonly operation: Operation,
		readonly itemIndex: number,
		readonly progress: Progress,
		private prepared?: ApiRequest,
		/** What this run has already done; left out where nothing is created. */
		readonly runMemory?: RunMemory,
	) {
		this.memory = runMemory?.of(itemIndex) ?? {};
		this.parameters = new ItemParameters(context, fieldsOf(operation), itemIndex);
	}

	/**
	 * What a later failure must tell of, because it stays: `the contact list 301 holds …`. Failures of later
	 * tries too, which may come before it is known again.
	 */
	get alreadyDone(): AlreadyDone | undefined {
		return this.memory.alreadyDone;
	}

	set alreadyDone({ what, advice }: AlreadyDone) {
		// It holds what the service says, such as the ID of a list.
		this.memory.alreadyDone = { what: foreignText(what), advice: foreignText(advice) };
	}

	/** Whether what it creates is to be created once, whatever happens: Options → Duplicate Protection. */
	get isProtected(): boolean {
		return this.parameters.get<boolean>('options.duplicateProtection') ?? true;
	}

	/** Whether an earlier try of the run has sent this request, and it is not known whether it took effect. */
	isInDoubt(request: Pick<ApiRequest, 'path'>): boolean {
		return this.isProtected && this.memory.uncertain?.path === pathOf(request);
	}

	/**
	 * The operation's request, made of its endpoint and fields: placeholders from the parameters of
	 * that name; the API fields as the query of a GET, as the body of everything else.
	 *
	 * @throws NodeOperationError when a parameter can't be sent
	 */
	request(): ApiRequest {
		this.prepared ??= this.prepare();
		return this.prepared;
	}

	private prepare(): ApiRequest {
		const { operation } = this;
		const method = methodOf(operation.endpoint);
		if (isTool(this.context)) this.parameters.assertProtectionIsFixed();
		const values = this.parameters.toApi(operation.constants);
		const holdsNothing = Object.keys(values).length === 0;
		if (
			method === 'PUT' &&
			holdsNothing &&
			operation.fields?.some(({ name }) => name === 'updateFields')
		) {
			throw this.parameters.invalid(
				'Update Fields',
				'holds nothing to change: add at least one field',
			);
		}
		return {
			method,
			path: this.path(),
			query: method === 'GET' ? values : undefined,
			body: method === 'GET' || holdsNothing ? undefined : values,
			publicBaseUrl: operation.isPublic ? this.publicBaseUrl() : undefined,
			repeatable: operation.repeatable,
			waitWhenRefused: operation.waitWhenRefused,
			words: { failures: operation.failures, howToCheck: operation.howToCheck },
		};
	}

	/**
	 * Sends a request within the pace of its key, with retries where they are safe.
	 *
	 * @throws ApiFailure, which the loop over the items turns into words
	 */
	async send<Body = IDataObject>(request: ApiRequest): Promise<ApiResponse<Body>> {
		return await send<Body>(this.context, {
			...request,
			maxWaitMs: this.milliseconds('options.longestWait'),
			responseTimeoutMs: this.milliseconds('options.answerTimeout'),
			onWait: (ms) => this.progress.waiting(ms),
		});
	}

	private milliseconds(parameter: string): number | undefined {
		const seconds = this.parameters.get<number>(parameter);
		return seconds === undefined ? undefined : seconds * 1000;
	}

	private path(): Array<string | number> {
		const [, path = ''] = this.operation.endpoint.split(' /', 2);
		return path.split('/').map((part) => {
			const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
			return name === undefined ? part : (this.parameters.get<string | number>(name) ?? '');
		});
	}

	private publicBaseUrl(): string {
		return publicBaseUrlOf(this.parameters.get<string>('options.baseUrl') ?? DEFAULT_BASE_URL);
	}
}
