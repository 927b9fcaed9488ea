/** The address of the service unless the credential (or the option of a public operation) names another. */
export const DEFAULT_BASE_URL = 'https://autocall.kz/api/v1';

/**
 * Builds a request's URL below a base URL.
 *
 * @param baseUrl e.g. `https://autocall.kz/api/v1`; trailing slashes don't matter
 * @param path plain parts, each of which is encoded on its own, so that no part can change the path
 * @throws TypeError for a part that no encoding keeps in its place: an empty one, `.` and `..`
 */
export function urlOf(baseUrl: string, path: Array<string | number>): string {
	const parts = path.map((part) => {
		if (/^\.{0,2}$/.test(String(part))) {
			throw new TypeError(`"${part}" cannot be a part of a path`);
		}
		return encodeURIComponent(String(part));
	});
	return [baseUrl.trim().replace(/\/+$/, ''), ...parts].join('/');
}

/**
 * The base of the public endpoints, which stand beside the authorised ones on the same host:
 * `https://autocall.kz/api/v1` gives `https://autocall.kz/api/public`.
 *
 * @throws TypeError when `baseUrl` isn't a URL
 */
export function publicBaseUrlOf(baseUrl: string): string {
	return `${new URL(baseUrl.trim()).origin}/api/public`;
}

/** Whether a text is the address of a web service: `http` or `https`. */
export function isWebAddress(address: unknown): boolean {
	return (
		typeof address === 'string' &&
		URL.canParse(address) &&
		/^https?:$/.test(new URL(address).protocol)
	);
}
