/**
 * The API key as it is sent, of what a person pasted into the credential: without spaces, line breaks and
 * other signs that don't show around it, and without a `Bearer` before it.
 */
export function apiKeyOf(pasted: unknown): string {
	return String(pasted)
		.replace(/^[\p{Z}\p{C}]+|[\p{Z}\p{C}]+$/gu, '')
		.replace(/^Bearer\p{Z}+/iu, '');
}

/** Whether a key can stand in a header at all: it has no spaces, and no signs beyond ASCII. */
export function isSendable(apiKey: string): boolean {
	return /^[\x21-\x7e]*$/.test(apiKey);
}
