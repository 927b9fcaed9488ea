import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { urlOf } from './address';
import { Deadline, openFile, readAll, type BodyStream } from './responseBody';
import { ApiFailure, type FailureDetails, type FieldMessages } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { accountOf } from './account';
import { foreignText } from './foreignText';
import type { RateLimitState } from './rateLimiter';
import { retryAfterOf } from './retryAfter';

/** How long one answer may take unless the request says otherwise, in ms. */
const RESPONSE_TIMEOUT_MS = 120_000;
/** By so many ms n8n's bound is behind ours, so that it is ours that is told. */
const SILENCE_MARGIN_MS = 1_000;
/** Stands for a body that can't be had: no JSON. */
const UNREADABLE = '<';
/** Most fields that the service's words about a request are kept of, and most words about each. */
const MOST_FIELDS = 20;
const MOST_MESSAGES = 3;
/** Most characters of a field's name. */
const FIELD_CHARACTERS = 100;

/**
 * Sends one request once and reads its answer.
 *
 * The key is added by n8n from the credential; redirects aren't followed, so that it never reaches
 * another host.
 *
 * @param onRate told what the answer says of the limit of requests
 * @throws ApiFailure for a status of 300 and above, an unreadable body and a broken connection
 */
export async function exchange(
	context: ApiContext,
	request: ApiRequest,
	onRate?: (headers: RateLimitState) => void,
): Promise<ApiResponse> {
	const quote = await quoter(context, request);
	const deadline = new Deadline(request.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS);
	const answer = await deliver(context, request, deadline).catch((error: unknown) => {
		throw broken(error, deadline, quote);
	});
	const { statusCode: status, body } = answer;
	const headers = answer.headers as ApiResponse['headers'];
	const rate = rateOf(headers);
	if (rate) onRate?.(rate);
	const facts = {
		status,
		retryAfterSeconds: retryAfterOf(headers),
		location: headers.location === undefined ? undefined : quote(headers.location),
	};
	if (status < 200 || status >= 300) {
		// The status has told what became of the request, even where its words can't be had.
		const text = await textOf(body, deadline).catch(() => UNREADABLE);
		const { parsed, isJson } = parse(text);
		throw new ApiFailure({ ...facts, unreadableBody: !isJson, ...wordsOf(parsed, quote) });
	}
	try {
		if (request.binary && !isTextual(headers['content-type'])) {
			return { status, headers, body: await openFile(body, deadline) };
		}
		const text = await textOf(body, deadline);
		const { parsed } = parse(text);
		const isDue = isObjectOrList(parsed) || (text.trim() === '' && mayBeEmpty(request, status));
		if (isDue && !request.binary) return { status, headers, body: parsed };
		throw new ApiFailure({ ...facts, unreadableBody: true, ...wordsOf(parsed, quote) });
	} catch (error) {
		throw broken(error, deadline, quote);
	}
}

/** Makes words for a message of a text from outside. */
type Quote = (text: unknown, mostCharacters?: number) => string;

/** The key is taken out of them: a proxy's page may tell what it was sent. */
async function quoter(context: ApiContext, { publicBaseUrl }: ApiRequest): Promise<Quote> {
	const withoutKey =
		publicBaseUrl === undefined ? (await accountOf(context)).withoutKey : undefined;
	return (text, most) =>
		foreignText(withoutKey && typeof text === 'string' ? withoutKey(text) : text, most);
}

/** An answer whose body is still to be read. */
type OpenAnswer = Omit<IN8nHttpFullResponse, 'body'> & { body: BodyStream };

async function deliver(
	context: ApiContext,
	request: ApiRequest,
	deadline: Deadline,
): Promise<OpenAnswer> {
	let { signal } = deadline;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: urlOf(request.publicBaseUrl ?? (await accountOf(context)).baseUrl, request.path),
		qs: request.query,
		body: request.body,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		// n8n bounds neither the size nor the time of a body: it is read here.
		encoding: 'stream',
		// n8n's own bound ends with the answer's head; without one it would be five minutes.
		timeout: (request.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS) + SILENCE_MARGIN_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		// n8n puts the signal of a stopped execution in its place: either of them ends the request.
		get abortSignal() {
			return signal;
		},
		set abortSignal(stop) {
			signal = stop ? AbortSignal.any([deadline.signal, stop as AbortSignal]) : deadline.signal;
		},
	};
	return request.publicBaseUrl
		? await context.helpers.httpRequest(options)
		: await context.helpers.httpRequestWithAuthentication.call(context, 'autoCallApi', options);
}

/** @throws as `readAll` */
async function textOf(body: BodyStream, deadline: Deadline): Promise<string> {
	return (await readAll(body, deadline)).toString('utf8').replace(/^\ufeff/, '');
}

function parse(text: string): { parsed: unknown; isJson: boolean } {
	if (text.trim() === '') {
		return { parsed: undefined, isJson: true };
	}
	try {
		return { parsed: JSON.parse(text) as unknown, isJson: true };
	} catch {
		return { parsed: undefined, isJson: false };
	}
}

/** Whether the API promises no body: 204 for what has been deleted, 202 for what is going to be created. */
function mayBeEmpty({ method }: ApiRequest, status: number): boolean {
	return method === 'DELETE' ? status === 204 : method === 'POST' && status === 202;
}

/** Whether an answer is a page or JSON, and so no recording. */
function isTextual(contentType: string | string[] | undefined): boolean {
	return /^(text\/|application\/json)/i.test(String(contentType ?? ''));
}

function wordsOf(
	body: unknown,
	quote: Quote,
): Pick<FailureDetails, 'serviceMessage' | 'fieldMessages' | 'furtherFields'> {
	if (!isObject(body)) return {};
	const { message, errors } = body;
	const fields = isObject(errors) ? Object.entries(errors) : undefined;
	return {
		serviceMessage: typeof message === 'string' ? quote(message) : undefined,
		fieldMessages: fields && fieldMessagesOf(fields.slice(0, MOST_FIELDS), quote),
		furtherFields: fields && Math.max(0, fields.length - MOST_FIELDS),
	};
}

function fieldMessagesOf(fields: Array<[string, unknown]>, quote: Quote): FieldMessages {
	return Object.fromEntries(
		fields.map(([field, messages]) => [
			quote(field, FIELD_CHARACTERS),
			(Array.isArray(messages) ? messages : [messages])
				.slice(0, MOST_MESSAGES)
				.map((each: unknown) => quote(each)),
		]),
	);
}

function isObject(value: unknown): value is IDataObject {
	return isObjectOrList(value) && !Array.isArray(value);
}

function isObjectOrList(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function rateOf(headers: ApiResponse['headers']): RateLimitState | undefined {
	const limit = Number(headers['x-ratelimit-limit']);
	const remaining = Number(headers['x-ratelimit-remaining']);
	const areCounts = Number.isSafeInteger(limit) && Number.isSafeInteger(remaining);
	return areCounts && limit > 0 && remaining >= 0 && remaining <= limit
		? { limit, remaining }
		: undefined;
}

interface ConnectionError {
	code?: unknown;
	message?: unknown;
	cause?: ConnectionError;
}

/** The caught error holds the request with its key: only its code and text go on from here. */
function broken(error: unknown, deadline: Deadline, quote: Quote): ApiFailure {
	if (error instanceof ApiFailure) return error;
	if (deadline.isOver) return deadline.failure();
	const outer = (error ?? {}) as ConnectionError;
	const origin = outer.cause ?? outer;
	const code = origin.code ?? outer.code;
	return new ApiFailure({
		networkCode: typeof code === 'string' ? quote(code, FIELD_CHARACTERS) : undefined,
		serviceMessage: quote(origin.message ?? outer.message ?? 'unknown fault'),
	});
}
