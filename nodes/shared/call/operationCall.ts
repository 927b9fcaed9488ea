import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation as OperationOf, Resource as ResourceOf } from '../declaration/operation';
import type { FailureDetails } from '../transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import type { Transport } from '../transport/createTransport';
import type { AlreadyDone } from '../transport/failureWords';
import { foreignText } from '../transport/foreignText';
import { isTool } from './agentTool';
import { ItemParameters } from './itemParameters';
import { itemSlot, noMemory, type CallMemory } from './memory';
import type { Progress } from './progress';
import type { WrittenParameters } from './writtenParameters';

/** An operation, of whatever service. */
export type Operation = OperationOf<OperationCall>;

/** A resource, of whatever service. */
export type Resource = ResourceOf<OperationCall>;

/** All that is the same for the items of a run. */
export interface Run {
	context: IExecuteFunctions;
	transport: Transport;
	operation: Operation;
	progress: Progress;
	written: WrittenParameters;
}

/** A request that may have been carried out. */
export interface RequestInDoubt {
	/** The things that it was about: `item 0 to item 2`; left out where it was about the whole item. */
	about?: string;
	failure: FailureDetails;
}

const alreadyDone = itemSlot<AlreadyDone>('alreadyDone');

/** One run of an operation: its parameters for an item, and the way to the API. */
export class OperationCall {
	readonly context: IExecuteFunctions;
	readonly transport: Transport;
	readonly operation: Operation;
	readonly progress: Progress;
	readonly written: WrittenParameters;
	readonly parameters: ItemParameters;
	/** Names the contacts of the request under way in messages: `item 3` for its entry 0. */
	contactPlace?: (entry: number) => string | undefined;
	/** Requests of earlier tries that may have been carried out, which a later failure must report. */
	earlierDoubt?: RequestInDoubt;
	/** The things that no request was sent for, since one before them failed: `the rows after item 999`. */
	notSent?: string;
	private prepared?: ApiRequest;

	constructor(
		{ context, transport, operation, progress, written }: Run,
		readonly itemIndex: number,
		/** Left out where nothing is created. */
		readonly memory: CallMemory = noMemory(),
	) {
		this.context = context;
		this.transport = transport;
		this.operation = operation;
		this.progress = progress;
		this.written = written;
		this.parameters = new ItemParameters(
			context,
			operation.fields,
			written,
			itemIndex,
			transport.service.name,
		);
	}

	/**
	 * Lasting work that a later failure must report: `the contact list 301 holds …`. Failures of later tries
	 * report it too, as they may come before it is known again.
	 */
	get alreadyDone(): AlreadyDone | undefined {
		return alreadyDone.get(this);
	}

	set alreadyDone({ what, advice }: AlreadyDone) {
		// It holds words of the service, such as the ID of a list.
		alreadyDone.set(this, { what: foreignText(what), advice: foreignText(advice) });
	}

	/** Whether what it creates is to be created once, whatever happens: Options → Duplicate Protection. */
	get isProtected(): boolean {
		return this.parameters.get<boolean>('options.duplicateProtection') ?? true;
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
		const { method, isPublic, constants, fields, ...operation } = this.operation;
		if (isTool(this.context)) this.parameters.assertProtectionIsFixed();
		const values = this.parameters.toApi(constants);
		const holdsNothing = Object.keys(values).length === 0;
		if (method === 'PUT' && holdsNothing && fields.some(({ name }) => name === 'updateFields')) {
			throw this.parameters.invalid(
				'Update Fields',
				'has nothing to change: add at least one field',
			);
		}
		return {
			method,
			path: this.path(),
			query: method === 'GET' ? values : undefined,
			body: method === 'GET' || holdsNothing ? undefined : values,
			publicBaseUrl: isPublic ? this.publicBaseUrl() : undefined,
			repeatable: operation.repeatable,
			waitWhenRefused: operation.waitWhenRefused,
			returns: operation.returns,
			words: { failures: operation.failures, howToCheck: operation.howToCheck },
		};
	}

	/**
	 * Sends a request within the limit of its key, with retries where they are safe.
	 *
	 * @throws ApiFailure, which the loop over the items turns into an error message
	 */
	async send<Body = IDataObject>(request: ApiRequest): Promise<ApiResponse<Body>> {
		return await this.transport.send<Body>(this.context, {
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
		return this.operation.path.map((part) =>
			typeof part === 'string'
				? part
				: (this.parameters.get<string | number>(part.parameter) ?? ''),
		);
	}

	private publicBaseUrl(): string {
		const { credential, publicBaseUrl } = this.transport.service;
		const address = this.parameters.get<string>('options.baseUrl') ?? credential.defaultAddress;
		return publicBaseUrl?.(address) ?? address;
	}
}
