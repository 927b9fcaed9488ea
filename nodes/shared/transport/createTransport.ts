import { NodeOperationError, sleep } from 'n8n-workflow';

import { Accounts, type Account } from './account';
import { ApiFailure, apiFailureOf, isNotFound } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { exchange } from './exchange';
import { RateLimitExceeded, type Permit } from './rateLimiter';
import { isRepeatable, MAX_WAIT_MS, waitBeforeRetry, type RetryState } from './retry';
import type { Service } from './service';

/** The transport of one service. */
export interface Transport {
	readonly service: Service;
	/**
	 * Sends a request: within the limit of its key, and again where it failed and another try can do no harm
	 * (see `waitBeforeRetry`). A DELETE that finds nothing on a later try has succeeded on an earlier one.
	 *
	 * @throws ApiFailure with the number of tries and the time waited; NodeOperationError when the execution
	 * was stopped meanwhile
	 */
	send<Body = unknown>(context: ApiContext, request: ApiRequest): Promise<ApiResponse<Body>>;
	/**
	 * Sends a request a single time, without waiting for the limit.
	 *
	 * @throws ApiFailure
	 */
	attempt<Body = unknown>(context: ApiContext, request: ApiRequest): Promise<ApiResponse<Body>>;
	/** The account of a run's credential; throws as `Accounts.of`. */
	accountOf(context: ApiContext): Promise<Account>;
}

/** Creates the transport of a service. One for each service: it holds the rate limiters of its keys. */
export function createTransport(service: Service): Transport {
	const accounts = new Accounts(service);
	const accountFor = async (context: ApiContext, { publicBaseUrl }: ApiRequest) =>
		publicBaseUrl === undefined ? await accounts.of(context) : undefined;
	return {
		service,
		accountOf: async (context) => await accounts.of(context),
		async attempt<Body>(context: ApiContext, request: ApiRequest) {
			const account = await accountFor(context, request);
			return (await exchange({ service, account, context }, request)) as ApiResponse<Body>;
		},
		async send<Body>(context: ApiContext, request: ApiRequest) {
			const account = await accountFor(context, request);
			const sending = new Sending(service, context, request, account);
			return (await sending.response()) as ApiResponse<Body>;
		},
	};
}

/** A request that is sent until it gets a response or is given up. */
class Sending {
	private readonly state: RetryState = { tries: 0, waitedMs: 0 };
	/** Whether a try that may have been carried out came before. */
	private responseWasLost = false;

	constructor(
		private readonly service: Service,
		private readonly context: ApiContext,
		private readonly request: ApiRequest,
		private readonly account?: Account,
	) {}

	async response(): Promise<ApiResponse> {
		for (;;) {
			const permit = await this.permit();
			try {
				this.assertNotStopped(permit);
				const response = await this.trySending(permit);
				return this.responseWasLost ? { ...response, isAfterLoss: true } : response;
			} catch (error) {
				const failure = apiFailureOf(error);
				if (this.responseWasLost && this.request.method === 'DELETE' && isNotFound(failure)) {
					// The try whose response was lost has deleted it: the request is done.
					return { status: 404, headers: {}, body: undefined };
				}
				await this.waitAfter(failure, permit);
			} finally {
				permit?.done();
			}
		}
	}

	private async trySending(permit?: Permit): Promise<ApiResponse> {
		const { service, context, account, request } = this;
		this.state.tries++;
		return await exchange({ service, context, account, onRateLimit: permit?.heard }, request);
	}

	/** @throws the failure, with what is known of its request, where there is no further try */
	private async waitAfter(failure: ApiFailure, permit?: Permit): Promise<void> {
		const { status } = failure.details;
		const wait = waitBeforeRetry(this.request, failure.details, this.state, Math.random());
		if (wait === undefined) throw this.givenUp(failure);
		this.responseWasLost ||= status !== 429;
		if (status === 429 && permit) {
			permit.refused(wait);
		} else {
			this.onWait(wait);
			await sleep(wait);
		}
	}

	private async permit(): Promise<Permit | undefined> {
		const { maxWaitMs = MAX_WAIT_MS } = this.request;
		return await this.account?.rateLimiter
			.permit(maxWaitMs - this.state.waitedMs, (ms) => this.onWait(ms))
			.catch((error: unknown) => {
				throw this.outOfTime(error);
			});
	}

	private outOfTime(error: unknown): ApiFailure {
		if (!(error instanceof RateLimitExceeded)) throw error;
		const { method, words } = this.request;
		const retryAfterSeconds = Math.ceil(error.neededMs / 1000);
		return new ApiFailure({ method, words, status: 429, retryAfterSeconds, ...this.state });
	}

	private givenUp({ details }: ApiFailure): ApiFailure {
		const { method, words } = this.request;
		const repeatable = isRepeatable(this.request);
		const isAfterLoss = this.responseWasLost || undefined;
		return new ApiFailure({ ...details, method, words, repeatable, isAfterLoss, ...this.state });
	}

	private onWait(ms: number): void {
		this.state.waitedMs += ms;
		this.request.onWait?.(ms);
	}

	/** n8n lets a node go on when its execution is stopped; nothing more is to be sent then. */
	private assertNotStopped(permit?: Permit): void {
		const { context } = this;
		if ('getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted) {
			permit?.takenBack();
			// n8n knows by this word that it was stopped and did not fail.
			throw new NodeOperationError(context.getNode(), 'The execution was canceled');
		}
	}
}
