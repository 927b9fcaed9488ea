import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Account } from './account';
import { urlOf } from './address';
import { ApiFailure, type FailureDetails, type FieldMessages } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { foreignText } from './foreignText';
import type { RateLimitState } from './rateWindow';
import { Deadline, openFile, readAll, type BodyStream } from './responseBody';
import { asObject, isObject } from './responseShape';
import { retryAfterOf } from './retryAfter';
import type { Service, ServiceWords } from './service';

/** How long one response may take unless the request says otherwise, in ms. */
const RESPONSE_TIMEOUT_MS = 120_000;
/** How much later n8n's timeout is than ours, in ms, so that ours is reported. */
const SILENCE_MARGIN_MS = 1_000;
/** Most fields whose messages are kept, and most messages of each. */
const MAX_FIELDS = 20;
const MAX_MESSAGES = 3;
/** Most characters of a field's name. */
const FIELD_CHARACTERS = 100;
/** A number of JSON that JavaScript may round. Most digits in texts, such as those of addresses, are none. */
const LONG_NUMBER = /[[:,]\s*-?\d{16}/;

/** The two ends of an exchange besides the request. */
export interface Parties {
	service: Service;
	/** Left out for a public endpoint. */
	account?: Account;
	context: ApiContext;
	/** Called with the state of the rate limit in the response. */
	onRateLimit?: (state: RateLimitState) => void;
}

/**
 * Sends one request once and reads its response.
 *
 * The key is added by n8n from the credential; redirects aren't followed, so that it never reaches
 * another host.
 *
 * @throws ApiFailure for a status of 300 and above, a refusal, an unreadable body and a broken connection
 */
export async function exchange(parties: Parties, request: ApiRequest): Promise<ApiResponse> {
	const deadline = new Deadline(request.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS);
	const quote = quoter(parties.account);
	try {
		const response = await deliver(parties, request, deadline);
		const rateLimit = parties.service.readRateLimit?.(response.headers);
		if (rateLimit) parties.onRateLimit?.(rateLimit);
		const incoming = { response, parties, deadline, quote };
		if (response.status < 200 || response.status >= 300) throw await refusal(incoming);
		return request.binary ? await file(incoming) : await json(incoming, request);
	} catch (error) {
		throw asFailure(error, deadline, quote);
	}
}

/** Prepares a text from outside for a message. */
type Quote = (text: unknown, mostCharacters?: number) => string;

/** Removes the key: a proxy's page may repeat the request. */
function quoter(account?: Account): Quote {
	return (text, most) =>
		foreignText(account && typeof text === 'string' ? account.withoutKey(text) : text, most);
}

/** A response whose body is still to be read. */
interface Incoming {
	response: ApiResponse<BodyStream>;
	parties: Parties;
	deadline: Deadline;
	quote: Quote;
}

async function deliver(
	{ service, account, context }: Parties,
	request: ApiRequest,
	deadline: Deadline,
): Promise<ApiResponse<BodyStream>> {
	let { signal } = deadline;
	const { files, body } = request;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: urlOf(request.publicBaseUrl ?? account?.baseUrl ?? '', request.path),
		qs: request.query,
		// n8n's type knows only the forms of a library.
		body: files ? (formOf(files, body) as unknown as IHttpRequestOptions['body']) : body,
		// The boundary of a form, which only the HTTP client knows, belongs into Content-Type.
		headers: files
			? { Accept: 'application/json' }
			: { Accept: 'application/json', 'Content-Type': 'application/json' },
		// n8n bounds neither the size nor the time of a body: it is read here.
		encoding: 'stream',
		// n8n's own bound ends with the response's head; without one it would be five minutes.
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
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const response = (await (account
		? httpRequestWithAuthentication.call(context, service.credential.type, options)
		: httpRequest(options))) as IN8nHttpFullResponse;
	return {
		status: response.statusCode,
		headers: response.headers as ApiResponse['headers'],
		body: response.body as unknown as BodyStream,
	};
}

/** A request's body with its files. */
function formOf(files: NonNullable<ApiRequest['files']>, body: IDataObject = {}): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(body)) form.append(name, String(value));
	for (const [name, { content, fileName, mimeType }] of Object.entries(files)) {
		form.append(name, new Blob([new Uint8Array(content)], { type: mimeType }), fileName);
	}
	return form;
}

/** The status says enough, even when the body can't be read. */
async function refusal(incoming: Incoming): Promise<ApiFailure> {
	const parsed = await textOf(incoming).then(parse, () => undefined);
	return failureOf(incoming, parsed?.body, { unreadableBody: !parsed });
}

async function file(incoming: Incoming): Promise<ApiResponse> {
	const { status, headers, body } = incoming.response;
	// A page or JSON is no recording.
	if (!/^(text\/|application\/json)/i.test(String(headers['content-type'] ?? ''))) {
		return { status, headers, body: await openFile(body, incoming.deadline) };
	}
	const parsed = parse(await textOf(incoming));
	throw failureOf(incoming, parsed?.body, { unreadableBody: true });
}

async function json(incoming: Incoming, request: ApiRequest): Promise<ApiResponse> {
	const { status, headers } = incoming.response;
	const { service, account } = incoming.parties;
	const received = await textOf(incoming);
	// A service may give back what it was sent, and data comes out of the node.
	const text = account?.dataWithoutKey(received) ?? received;
	const body = parse(text)?.body;
	const isDue = isObjectOrList(body) || (text.trim() === '' && service.mayBeEmpty(request, status));
	if (!isDue) throw failureOf(incoming, body, { unreadableBody: true });
	if (service.isRefusal?.(body)) throw failureOf(incoming, body, { isRefused: true });
	const { returns } = request;
	if (returns !== undefined && status !== 202 && (asObject(body)[returns] ?? '') === '') {
		throw failureOf(incoming, body, { unreadableBody: true, flaw: `returned no ${returns}` });
	}
	return { status, headers, body: service.readBody ? service.readBody(body) : body };
}

function failureOf(
	{ response: { status, headers }, parties: { service }, quote }: Incoming,
	body: unknown,
	details: FailureDetails,
): ApiFailure {
	const { location } = headers;
	return new ApiFailure({
		status,
		retryAfterSeconds: retryAfterOf(headers),
		location: location === undefined ? undefined : quote(location),
		...wordsOf(service.readWords(body), quote),
		...details,
	});
}

/** @throws as `readAll` */
async function textOf({ response, deadline }: Incoming): Promise<string> {
	return (await readAll(response.body, deadline)).toString('utf8').replace(/^\ufeff/, '');
}

/** Undefined for a text that is not JSON; no text at all is an empty body. */
function parse(text: string): { body: unknown } | undefined {
	if (text.trim() === '') return { body: undefined };
	try {
		const body = JSON.parse(text) as unknown;
		return { body: LONG_NUMBER.test(text) ? JSON.parse(withLongNumbersAsTexts(text)) : body };
	} catch {
		return undefined;
	}
}

/**
 * Turns whole numbers that JavaScript would round, such as IDs of 17 digits, into texts of their digits.
 *
 * @param json valid JSON
 */
function withLongNumbersAsTexts(json: string): string {
	return json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
		/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}

function wordsOf(
	{ message, errors }: ServiceWords,
	quote: Quote,
): Pick<FailureDetails, 'serviceMessage' | 'fieldMessages' | 'furtherFields'> {
	const fields = isObject(errors) ? Object.entries(errors) : undefined;
	return {
		serviceMessage: typeof message === 'string' ? quote(message) : undefined,
		fieldMessages: fields && fieldMessagesOf(fields.slice(0, MAX_FIELDS), quote),
		furtherFields: fields && Math.max(0, fields.length - MAX_FIELDS),
	};
}

function fieldMessagesOf(fields: Array<[string, unknown]>, quote: Quote): FieldMessages {
	return Object.fromEntries(
		fields.map(([field, messages]) => [
			quote(field, FIELD_CHARACTERS),
			(Array.isArray(messages) ? messages : [messages])
				.slice(0, MAX_MESSAGES)
				.map((each: unknown) => quote(each)),
		]),
	);
}

function isObjectOrList(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

interface ConnectionError {
	code?: unknown;
	message?: unknown;
	cause?: ConnectionError;
}

/** The caught error holds the request with its key: only its code and text go on from here. */
function asFailure(error: unknown, deadline: Deadline, quote: Quote): ApiFailure {
	if (error instanceof ApiFailure) return error;
	if (deadline.isOver) return deadline.failure();
	const outer = (error ?? {}) as ConnectionError;
	const origin = outer.cause ?? outer;
	const code = origin.code ?? outer.code;
	return new ApiFailure({
		networkCode: typeof code === 'string' ? quote(code, FIELD_CHARACTERS) : undefined,
		serviceMessage: quote(origin.message ?? outer.message ?? 'unknown error'),
	});
}
