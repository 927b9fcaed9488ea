import type { IDataObject } from 'n8n-workflow';

import type { FailureDetails } from './apiFailure';
import type { ApiRequest, ApiResponse } from './apiRequest';
import type { FailureContext, FailureWords } from './failureWords';
import type { RateLimit, RateLimitState } from './rateWindow';

/** The name of a service's credential, and how to read its address and its key. */
export interface ServiceCredential {
	/** Its stored name: `autoCallApi`. */
	type: string;
	/** Its name within a sentence: `AutoCall credential`. */
	name: string;
	/** The labels of its fields. */
	labels: { address: string; key: string };
	/** The address of the service, unless the credential names another. */
	defaultAddress: string;
	/** Where a person finds the key; one sentence. */
	whereKeyIs: string;
	/**
	 * Reads the address of the API and the key, in the form in which they are sent; and a further secret, which
	 * the service may repeat as well.
	 */
	read(fields: IDataObject): { baseUrl: string; key: string; secret?: string };
}

/** The words of a service about a request that it refused, in whatever form it sends them. */
export interface ServiceWords {
	message?: unknown;
	/** By field; a text or a list of texts each. */
	errors?: unknown;
}

/**
 * The differences between services. Each service is one such value, from which `createTransport` builds the
 * transport; nothing in `shared` knows more about a service.
 */
export interface Service {
	/** Its name in messages: `AutoCall.kz`. */
	name: string;
	/** The node's display name, which starts its lines in n8n's log. */
	nodeName: string;
	/** The contact of support, to follow `ask`: `AutoCall.kz support at info@autocall.kz`. */
	support: string;
	credential: ServiceCredential;
	/** The default limit of an account; left out where there is no limit. */
	limit?: RateLimit;
	/** The base URL of endpoints that need no credential, by that of the API. */
	publicBaseUrl?(baseUrl: string): string;
	/** The key of a run's memory in the node's context. It is stored with executions: never change it. */
	memoryKey: string;
	/** Reads the state of the rate limit from a response. */
	readRateLimit?(headers: ApiResponse['headers']): RateLimitState | undefined;
	/** Reads the messages of a failed response; none from a body in another form. */
	readWords(body: unknown): ServiceWords;
	/** Converts the body of a response into the form of the output; unchanged by default. */
	readBody?(body: unknown): unknown;
	/** Whether a response with a success status is a refusal. */
	isRefusal?(body: unknown): boolean;
	/** Whether a response of this status may have no body. */
	mayBeEmpty(request: ApiRequest, status: number): boolean;
	/** The service's form of paging; left out where it has none. */
	pages?: {
		/** The query that requests a page. @param number from 1 */
		query(number: number): IDataObject;
		/** Reads the page in the response to a request; the result is checked later. */
		read(body: unknown, request: ApiRequest): unknown;
	};
	/** This service's own words for a failure; undefined for the general words. */
	explain?(failure: FailureDetails, context: FailureContext): FailureWords | undefined;
	/**
	 * Asks the service for the cause of a failure, where it can say more than the response did.
	 *
	 * @returns the `cause` for the words of the failure
	 */
	findCause?(
		failure: FailureDetails,
		request: () => ApiRequest,
		ask: (path: string[]) => Promise<IDataObject | undefined>,
	): Promise<string | undefined>;
}
