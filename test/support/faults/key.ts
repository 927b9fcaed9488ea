/** The part that all keys of the fault run have, which occurs nowhere else. */
const CORE = 'q7Zx9mKw3TfLr8Vb';

/** The key of a schedule's account, in the form that Laravel gives to its keys; an address encodes its bar. */
export function keyOf(schedule: number): string {
	return `${schedule}|${CORE}`;
}

/**
 * The key's core in all its disguises: as it is (an address leaves it as it is, too), in
 * hexadecimal digits, and in Base64, which depends on where in three bytes it begins.
 */
const DISGUISES = [
	CORE,
	[...CORE].reverse().join(''),
	Buffer.from(CORE).toString('hex'),
	[...Buffer.from(CORE)].map((byte) => `%${byte.toString(16)}`).join(''),
	...[0, 1, 2].map((offset) => {
		const encoded = Buffer.from('_'.repeat(offset) + CORE).toString('base64url');
		// Characters that are made of the bytes before or after, too, are left out.
		return encoded.slice(
			offset === 0 ? 0 : offset + 1,
			Math.floor(((offset + CORE.length) * 8) / 6),
		);
	}),
].map((disguise) => disguise.toLowerCase());

/** How often the key of any schedule stands in a text, in whatever form. */
export function sightingsOf(text: string): number {
	const searched = text.toLowerCase();
	return DISGUISES.reduce((sum, disguise) => sum + searched.split(disguise).length - 1, 0);
}
