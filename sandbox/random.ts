/**
 * A number in [0, 1) that depends on nothing but the seed and the key: the same call has the same outcome
 * in every run (FNV-1a with a final mix).
 */
export function deterministic(seed: number, key: string): number {
	let hash = 0x811c9dc5 ^ seed;
	for (let index = 0; index < key.length; index += 1) {
		hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Picks by weight: `[['success', 55], ['busy', 10]]` with a number in [0, 1). */
export function pickWeighted<T>(weights: ReadonlyArray<readonly [T, number]>, at: number): T {
	const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
	let left = at * total;
	for (const [value, weight] of weights) {
		left -= weight;
		if (left < 0) return value;
	}
	const last = weights.at(-1);
	if (!last) throw new Error('Nothing to pick from');
	return last[0];
}
