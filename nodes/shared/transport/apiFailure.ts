import type { ApiMethod } from './apiRequest';
import type { RequestWords } from './failureWords';

/** Messages of the service by field: `{ "list_id.0.number": ["…"] }`. */
export type FieldMessages = Record<string, string[]>;

/** A search for the effect of a request whose response was lost. */
export interface EffectSearch {
	/** The number of polls. */
	polls: number;
	/** The duration, in seconds. */
	seconds: number;
	/** The result of the last poll. */
	result: 'nothing' | 'unclear';
	/** Whether Max Wait ended it early. */
	wasCutShort: boolean;
}

/** Facts about a request that did not succeed. */
export interface FailureDetails {
	/** The request's method. */
	method?: ApiMethod;
	/** The request's own words for its failure. */
	words?: RequestWords;
	/** HTTP status; left out when no response came. */
	status?: number;
	/** The service's own words (often Russian), or what the connection reported; on one line and cut, as all texts here. */
	serviceMessage?: string;
	/** Messages by field of a refusal. */
	fieldMessages?: FieldMessages;
	/** The number of further fields with messages. */
	furtherFields?: number;
	/** Error code of the connection, e.g. `ECONNREFUSED`. */
	networkCode?: string;
	/** Set when a response came but its body wasn't the JSON (or the file) that was due. */
	unreadableBody?: boolean;
	/** Set when the service itself refused the request with a success status. */
	isRefused?: boolean;
	/** The flaw of a response that could be read, to follow the service's name: `sent …`. */
	flaw?: string;
	/** The target of a redirect. */
	location?: string;
	/** From `Retry-After`, in seconds. */
	retryAfterSeconds?: number;
	/** How often the request was sent; 0 when the rate limit left no room for it. */
	tries?: number;
	/** The time waited between the tries, in ms. */
	waitedMs?: number;
	/** Whether an earlier try may have been carried out, since its response was lost. */
	isAfterLoss?: boolean;
	/** The cost of the refused request, in the account's currency, when the account can't pay it. */
	neededAmount?: number;
	/** The search for its effect, if there was one and it found nothing. */
	search?: EffectSearch;
	/** `false` when the request may have been carried out although its response was lost. */
	repeatable?: boolean;
}

/** Returns the failure of a request as such; throws any other error on, which is already worded for people. */
export function apiFailureOf(error: unknown): ApiFailure {
	if (error instanceof ApiFailure) return error;
	throw error;
}

/** Whether the service itself, and no proxy's page, says that something isn't there. */
export function isNotFound(error: unknown): boolean {
	return (
		error instanceof ApiFailure && error.details.status === 404 && !error.details.unreadableBody
	);
}

/**
 * A request that failed, in facts. It never holds the request itself, and so no key;
 * `describeFailure` turns it into words.
 */
export class ApiFailure extends Error {
	constructor(readonly details: FailureDetails) {
		super(details.serviceMessage ?? `Status ${details.status ?? 'unknown'}`);
		this.name = 'ApiFailure';
	}
}
