import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { urlOf } from './address';
import { ApiFailure, type FieldMessages } from './apiFailure';
import type { ApiContext, ApiRequest, ApiResponse } from './apiRequest';
import { accountOf } from './credential';
import type { RateHeaders } from './pace';

/** How long one answer may take unless the request says otherwise, in ms. */
const ANSWER_TIMEOUT_MS = 120_000;

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
	onRate?: (headers: RateHeaders) => void,
): Promise<ApiResponse> {
	const answer = await deliver(context, request);
	const headers = answer.headers as ApiResponse['headers'];
	const rate = rateOf(headers);
	if (rate) onRate?.(rate);
	const succeeded = answer.statusCode >= 200 && answer.statusCode < 300;
	if (succeeded && request.binary && !isTextual(headers['content-type'])) {
		return { status: answer.statusCode, headers, body: answer.body };
	}
	const text = request.binary
		? await readAll(answer.body as unknown as AsyncIterable<Uint8Array>)
		: String(answer.body ?? '');
	const { parsed, isJson } = parse(text);
	const isDue = isObjectOrList(parsed) || (text.trim() === '' && mayBeEmpty(request, answer));
	if (succeeded && isDue && !request.binary) {
		return { status: answer.statusCode, headers, body: parsed };
	}
	const withoutKey = await keyRemover(context, request);
	throw new ApiFailure({
		status: answer.statusCode,
		unreadableBody: succeeded || !isJson,
		retryAfterSeconds: secondsOf(headers['retry-after']),
		location: typeof headers.location === 'string' ? withoutKey(headers.location) : undefined,
		...wordsOf(parsed, withoutKey),
	});
}

/** What takes the key out of words that come from outside; a proxy's page may tell what it was sent. */
async function keyRemover(
	context: ApiContext,
	{ publicBaseUrl }: ApiRequest,
): Promise<(text: string) => string> {
	return publicBaseUrl === undefined ? (await accountOf(context)).withoutKey : (text) => text;
}

async function deliver(context: ApiContext, request: ApiRequest): Promise<IN8nHttpFullResponse> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: urlOf(request.publicBaseUrl ?? (await accountOf(context)).baseUrl, request.path),
		qs: request.query,
		body: request.body,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		encoding: request.binary ? 'stream' : 'text',
		timeout: request.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	try {
		const answer: unknown = request.publicBaseUrl
			? await context.helpers.httpRequest(options)
			: await context.helpers.httpRequestWithAuthentication.call(context, 'autoCallApi', options);
		return answer as IN8nHttpFullResponse;
	} catch (error) {
		// The caught error holds the request with its key: only its code and text go on from here.
		const withoutKey = await keyRemover(context, request);
		throw brokenConnection(error, withoutKey);
	}
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) {
		chunks.push(Buffer.from(chunk));
	}
	return Buffer.concat(chunks).toString('utf8');
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
function mayBeEmpty({ method }: ApiRequest, { statusCode }: IN8nHttpFullResponse): boolean {
	return method === 'DELETE' ? statusCode === 204 : method === 'POST' && statusCode === 202;
}

/** Whether an answer is a page or JSON, and so no recording. */
function isTextual(contentType: string | string[] | undefined): boolean {
	return /^(text\/|application\/json)/i.test(String(contentType ?? ''));
}

function wordsOf(
	body: unknown,
	withoutKey: (text: string) => string,
): { serviceMessage?: string; fieldMessages?: FieldMessages } {
	if (!isObject(body)) {
		return {};
	}
	const { message, errors } = body;
	return {
		serviceMessage: typeof message === 'string' ? withoutKey(message) : undefined,
		fieldMessages: isObject(errors) ? fieldMessagesOf(errors, withoutKey) : undefined,
	};
}

function fieldMessagesOf(errors: IDataObject, withoutKey: (text: string) => string): FieldMessages {
	return Object.fromEntries(
		Object.entries(errors).map(([field, messages]) => [
			withoutKey(field),
			(Array.isArray(messages) ? messages : [messages]).map((each) => withoutKey(String(each))),
		]),
	);
}

function isObject(value: unknown): value is IDataObject {
	return isObjectOrList(value) && !Array.isArray(value);
}

function isObjectOrList(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function rateOf(headers: ApiResponse['headers']): RateHeaders | undefined {
	const limit = Number(headers['x-ratelimit-limit']);
	const remaining = Number(headers['x-ratelimit-remaining']);
	return limit > 0 && remaining >= 0 ? { limit, remaining } : undefined;
}

function secondsOf(header: string | string[] | undefined): number | undefined {
	const seconds = Number(header);
	return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

interface ConnectionError {
	code?: unknown;
	message?: unknown;
	cause?: ConnectionError;
}

function brokenConnection(error: unknown, withoutKey: (text: string) => string): ApiFailure {
	const outer = (error ?? {}) as ConnectionError;
	const origin = outer.cause ?? outer;
	const code = origin.code ?? outer.code;
	return new ApiFailure({
		networkCode: typeof code === 'string' ? code : undefined,
		serviceMessage: withoutKey(String(origin.message ?? outer.message ?? 'unknown fault')),
	});
}
