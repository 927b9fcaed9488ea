import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { secretIn, SECRET_HEADER } from '../Zvonobot/service/webhookSecret';
import { ZVONOBOT } from '../Zvonobot/service/zvonobot';

/**
 * How long a secret that was right counts without being read again, in ms. Webhooks come in bursts, and reading the
 * credential takes n8n longer than all that the trigger does.
 */
const RIGHT_FOR_MS = 10_000;

/** The secrets that were right lately, by the ID of the credential: hashed, and until when they count. */
const rightLately = new Map<string, { secret: Buffer; until: number }>();

/**
 * Whether a request has the Webhook Secret of the credential. Without a credential, or a secret in it, every
 * request does.
 *
 * @throws when the credential can't be had: nothing is let through then
 */
export async function hasSecret(context: IWebhookFunctions): Promise<boolean> {
	const { type } = ZVONOBOT.credential;
	const credential = context.getNode().credentials?.[type];
	if (!credential) return true;
	const id = credential.id ?? '';
	const given = digest(String(context.getHeaderData()[SECRET_HEADER.toLowerCase()] ?? ''));
	const now = performance.now();
	const known = rightLately.get(id);
	if (known && now < known.until && timingSafeEqual(given, known.secret)) return true;
	const secret = secretIn(await context.getCredentials(type));
	if (secret === '') return true;
	const isRight = timingSafeEqual(given, digest(secret));
	if (isRight && id !== '') rightLately.set(id, { secret: given, until: now + RIGHT_FOR_MS });
	return isRight;
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
