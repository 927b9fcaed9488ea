import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import {
	InvalidValue,
	jsonText,
	shown,
	type Parser,
} from '../../../../../nodes/shared/declaration/parsers';
import { secretIn, SECRET_HEADER } from '../service/webhookSecret';

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\x20-\x7e]*$/;

/** Fields of the person's own for a webhook, as the JSON text that the API takes; nothing for an empty object. */
export const webhookParameters: Parser = (value) => nonEmpty(jsonText(value) as string);

/** Headers for a webhook, as the JSON text that the API takes; nothing for an empty object. */
export const webhookHeaders: Parser = (value) => {
	const written = jsonText(value) as string;
	for (const [name, header] of Object.entries(JSON.parse(written) as IDataObject)) {
		if (!HEADER_NAME.test(name)) throw new InvalidValue(`has no header's name: ${shown(name)}`);
		if (typeof header === 'object' || !HEADER_VALUE.test(String(header))) {
			throw new InvalidValue(`has a header whose value cannot be sent: ${shown(name)}`);
		}
	}
	return nonEmpty(written);
};

function nonEmpty(written: string): string | undefined {
	return written === '{}' ? undefined : written;
}

/**
 * Adds the secret of the credential to the headers of each webhook of a call: its own and those of its answers.
 *
 * @param body of a create; not changed
 * @throws NodeOperationError when the secret can't be sent in a header
 */
export async function withSecret(call: OperationCall, body: IDataObject): Promise<IDataObject> {
	const { type } = call.transport.service.credential;
	const secret = secretIn(await call.context.getCredentials(type));
	if (secret === '' || !hasWebhook(body)) return body;
	if (!HEADER_VALUE.test(secret)) {
		throw new NodeOperationError(
			call.context.getNode(),
			'The Webhook Secret of the Zvonobot credential has characters that no header can hold',
			{ description: 'Nothing was sent. Write Latin letters, digits and signs only.' },
		);
	}
	return signed(body, secret);
}

function hasWebhook({ webhookUrl, ivrs = [] }: IDataObject): boolean {
	return webhookUrl !== undefined || (ivrs as IDataObject[]).some(hasWebhook);
}

function signed(holder: IDataObject, secret: string): IDataObject {
	const { webhookUrl, webhookHeaders: headers, ivrs } = holder;
	return {
		...holder,
		...(webhookUrl !== undefined && {
			webhookHeaders: JSON.stringify({
				[SECRET_HEADER]: secret,
				...(JSON.parse(String(headers ?? '{}')) as IDataObject),
			}),
		}),
		...(Array.isArray(ivrs) && {
			ivrs: (ivrs as IDataObject[]).map((ivr) => signed(ivr, secret)),
		}),
	};
}
