import type { IDataObject } from 'n8n-workflow';

import type { FailureDetails } from './apiFailure';
import type { ApiRequest, ApiResponse } from './apiRequest';
import type { FailureContext, FailureWords } from './failureWords';
import type { RateLimit, RateLimitState } from './rateWindow';

/** What a service's credential is called, and how its address and its key are read out of it. */
export interface ServiceCredential {
	/** Its stored name: `autoCallApi`. */
	type: string;
	/** Its name within a sentence: `AutoCall credential`. */
	name: string;
	/** The fields as they are labelled in it, the address with what it usually is. */
	labels: { address: string; key: string };
	/** The address of the service, unless the credential names another. */
	defaultAddress: string;
	/** Where a person finds the key; one sentence. */
	whereKeyIs: string;
	/** Reads the address of the API and the key, as they are sent, out of what the person typed. */
	read(fields: IDataObject): { baseUrl: string; key: string };
}

/** The words of a service about a request that it refused, in whatever form it sends them. */
export interface ServiceWords {
	message?: unknown;
	/** By field; a text or a list of texts each. */
	errors?: unknown;
}

/**
 * All that tells one service from another to what sends its requests. A service is one such value, from which
 * `createTransport` makes the sender; nothing in `shared` knows more of any.
 */
export interface Service {
	/** As people say it: `AutoCall.kz`. */
	name: string;
	/** The node's display name, by which its lines in n8n's log begin. */
	nodeName: string;
	/** How support is reached, to follow `ask`: `AutoCall.kz support at info@autocall.kz`. */
	support: string;
	credential: ServiceCredential;
	/** Requests that an account may send unless the service tells another number; left out where there is no limit. */
	limit?: RateLimit;
	/** The base URL of endpoints that need no credential, by that of the API. */
	publicBaseUrl?(baseUrl: string): string;
	/** Where a run's memory is in the node's context. It is stored with executions: never change it. */
	memoryKey: string;
	/** Reads what a response says of the limit. */
	readRateLimit?(headers: ApiResponse['headers']): RateLimitState | undefined;
	/** Reads what a response that is no success says; of a body in another form, nothing. */
	readWords(body: unknown): ServiceWords;
	/** Brings what a response holds into the form in which it comes out; by default as it came. */
	readBody?(body: unknown): unknown;
	/** Whether a response with a status of success refuses all the same. */
	isRefusal?(body: unknown): boolean;
	/** Whether a response of this status may have no body. */
	mayBeEmpty(request: ApiRequest, status: number): boolean;
	/** How records come in pages; left out where they don't. */
	pages?: {
		/** The query by which a page is asked for. @param number from 1 */
		query(number: number): IDataObject;
		/** Reads the page in the response to a request; what it gives is checked later. */
		read(body: unknown, request: ApiRequest): unknown;
	};
	/** This service's own words for a failure; undefined leaves it to those for all services. */
	explain?(failure: FailureDetails, context: FailureContext): FailureWords | undefined;
	/**
	 * Asks the service why a request failed, where it can tell more than it did.
	 *
	 * @returns what the words for the failure have as `cause`
	 */
	findCause?(
		failure: FailureDetails,
		request: () => ApiRequest,
		ask: (path: string[]) => Promise<IDataObject | undefined>,
	): Promise<string | undefined>;
}
