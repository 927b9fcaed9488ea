/** One request that reached the sandbox, successful or not. */
export interface RecordedRequest {
	method: string;
	/** Full path without the query, e.g. `/api/v1/lists/101`. */
	path: string;
	/** The contract's template with the prefix left off, e.g. `/lists/{id}`; null for an unknown one. */
	route: string | null;
	query: Record<string, string>;
	/** The body as it was sent; undefined when there was none. */
	body: unknown;
	headers: Record<string, string | string[] | undefined>;
	/** Null when the connection was broken off instead. */
	status: number | null;
	/** Milliseconds since 1970, by the machine's clock. */
	receivedAt: number;
	/** Milliseconds since 1970; null until then. */
	respondedAt: number | null;
}
