/**
 * The address of the API by what a person has written as the domain: `lk.zvonobot.ru`, or a whole web address.
 *
 * @returns without slashes at its end; what isn't an address stays as it is
 */
export function addressOf(domain: unknown): string {
	const written = String(domain ?? '')
		.trim()
		.replace(/\/+$/, '');
	return written.includes('://') ? written : `https://${written}`;
}
