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

/** Whether a text is the address of a web service: `http` or `https`. */
export function isWebAddress(address: unknown): boolean {
	return (
		typeof address === 'string' &&
		URL.canParse(address) &&
		/^https?:$/.test(new URL(address).protocol)
	);
}
