import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { secretIn, SECRET_HEADER } from '../Zvonobot/service/webhookSecret';
import { ZVONOBOT } from '../Zvonobot/service/zvonobot';

/**
 * Whether a request has the Webhook Secret of the credential. Without a credential, or a secret in it, every
 * request does.
 *
 * @throws when the credential can't be had: nothing is let through then
 */
export async function hasSecret(context: IWebhookFunctions): Promise<boolean> {
	const { type } = ZVONOBOT.credential;
	if (!context.getNode().credentials?.[type]) return true;
	const secret = secretIn(await context.getCredentials(type));
	if (secret === '') return true;
	const given = context.getHeaderData()[SECRET_HEADER.toLowerCase()];
	return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
