import type { ApiMethod } from './apiRequest';
import type { RequestWords } from './failureWords';

/** Messages of the API by field, in Laravel's form: `{ "list_id.0.number": ["…"] }`. */
export type FieldMessages = Record<string, string[]>;

/** What is known of a request that did not succeed. */
export interface FailureDetails {
	/** The request's method. */
	method?: ApiMethod;
	/** What the request knows to say of its failure. */
	words?: RequestWords;
	/** HTTP status; left out when no answer came. */
	status?: number;
	/** The service's own words (often Russian), or what the connection reported; on one line and cut, as all texts here. */
	serviceMessage?: string;
	/** Messages by field of a 422 (or a 403 in the same form). */
	fieldMessages?: FieldMessages;
	/** How many fields there were messages about besides those. */
	furtherFields?: number;
	/** Error code of the connection, e.g. `ECONNREFUSED`. */
	networkCode?: string;
	/** Set when the answer came but its body wasn't the JSON (or the file) that was due. */
	unreadableBody?: boolean;
	/** What is wrong with an answer that was read all the same, to follow "AutoCall.kz": `sent …`. */
	flaw?: string;
	/** Where a redirect pointed. */
	location?: string;
	/** From `Retry-After`, in seconds. */
	retryAfterSeconds?: number;
	/** How often the request was sent; 0 when the limit of requests left no room for it. */
	tries?: number;
	/** How long was waited between the tries, in ms. */
	waitedMs?: number;
	/** What it was refused for could cost, in tenge, where the account can't pay it. */
	neededTenge?: number;
	/** `false` when the request may have been carried out although its answer was lost. */
	repeatable?: boolean;
}

/** An error as the failure of a request; any other, which is worded for people already, is thrown on. */
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
