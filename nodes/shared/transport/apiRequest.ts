import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { RequestWords } from './failureWords';

/** The n8n contexts that send requests. */
export type ApiContext =
	IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** The HTTP methods that are used. */
export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A file that is sent along with a request. */
export interface SentFile {
	content: Buffer;
	fileName: string;
	mimeType: string;
}

/** One request to a service, before the address and the key are added. */
export interface ApiRequest {
	method: ApiMethod;
	/** Path below the API's base URL in plain parts; each is encoded on its own: `['lists', 73]`. */
	path: Array<string | number>;
	query?: IDataObject;
	/** Sent as JSON, or as the fields of a form where there are files. */
	body?: IDataObject;
	/** By the names of their fields; the request is then a form (multipart/form-data). */
	files?: Record<string, SentFile>;
	/** Base URL of a public endpoint; such a request carries no key. */
	publicBaseUrl?: string;
	/** `true` when the response is a file: its body is then a stream. */
	binary?: boolean;
	/**
	 * Whether a second try can do no harm. By default so for GET, PUT and DELETE, never for POST;
	 * an operation says `false` where its GET creates or charges something.
	 */
	repeatable?: boolean;
	/** Whether a 429 is about the rate limit, so that waiting helps. Default: true. */
	waitWhenRefused?: boolean;
	/** How long it may wait for the rate limit and for further tries, in ms. */
	maxWaitMs?: number;
	/** How long one response may take, in ms. */
	responseTimeoutMs?: number;
	/** The field without which a response of success doesn't tell what was created; a 202, for later, has none. */
	returns?: string;
	/** Its words for failures. */
	words?: RequestWords;
	/** Called before each wait with its length in ms. */
	onWait?: (ms: number) => void;
}

/** A response with a status below 300. `body` is parsed JSON, or a stream for `binary`. */
export interface ApiResponse<Body = unknown> {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Body;
	/** Whether an earlier try of the request may have been carried out, since its response was lost. */
	isAfterLoss?: boolean;
}
