/** A column of floats (CSV) puts a fraction of zeros behind a whole number; `700.0000000` is written in groups. */
const FRACTION = /^(\+?\d{10,})[.,]0+$/;
const SEPARATORS = /[\s\p{Pd}().]+/gu;
const INVISIBLE = /\p{Cf}/gu;

/**
 * Returns a phone number as it was written, in groups with single spaces between them: `+7 (701) 123-45-67` is
 * `+7 701 123 45 67`. Whether it is a number is for the service to say.
 *
 * @returns undefined for what is neither text nor number
 */
export function numberInGroups(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim().replace(FRACTION, '$1');
	// A number of a spreadsheet has no separators: a dash would be a minus, and a dot a fraction.
	if (typeof value === 'number') return text;
	return text.replace(INVISIBLE, '').replace(SEPARATORS, ' ').trim();
}
