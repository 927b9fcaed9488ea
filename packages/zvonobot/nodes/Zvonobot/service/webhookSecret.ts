import type { IDataObject } from 'n8n-workflow';

/** The header with the secret of the credential: the node sends it along, and the trigger checks it. */
export const SECRET_HEADER = 'X-Webhook-Secret';

/** The secret of a credential; an empty text where there is none. */
export function secretIn({ webhookSecret }: IDataObject): string {
	return String(webhookSecret ?? '').trim();
}
