import isEmpty from 'lodash/isEmpty';
import { jsonParse, type IWebhookFunctions } from 'n8n-workflow';

/**
 * Returns the body of a request to a webhook. n8n reads JSON only where its type says that it is; services also
 * send it as a text or a form, or without a type, as curl in PHP does.
 *
 * @returns what JSON holds; otherwise what n8n has read, such as the fields of a form; the text where n8n has read
 * nothing, unless it is the bytes of a file
 */
export function requestBody(context: IWebhookFunctions): unknown {
	const body = context.getBodyData();
	const type = context.getHeaderData()['content-type'] ?? '';
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const written = rawBody?.toString().trim() ?? '';
	if (/^application\/json\s*(;|$)/i.test(type) || written === '') return body;
	const parsed = jsonParse<unknown>(written, { fallbackValue: null });
	if (typeof parsed === 'object' && parsed !== null) return parsed;
	const isText = !['\0', '\ufffd'].some((sign) => written.includes(sign));
	return isText && isEmpty(body) ? written : body;
}
