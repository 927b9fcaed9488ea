import { InvalidValue, shown } from './parsers';

/** Digits with at most one separator, which is that of the decimals: `1200.66`, `1200,66`. */
const PLAIN = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?$/;

/** Groups of three digits, and decimals after another separator: `1 200,66`, `1,250.50`, `1,250,000`. */
const GROUPED =
	/^(?<whole>\d{1,3}(?<separator>[ .,])\d{3}(?:\k<separator>\d{3})*)(?:(?!\k<separator>)[.,](?<decimals>\d+))?$/;

/** `1,250` and `1.250`: 1250 to some, 1.25 to others. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Reads an amount of money: a number, or a text with any kind of spaces between groups of digits.
 *
 * @returns the amount, negative too; undefined when it is none, or could be either of two
 */
export function amountOf(value: unknown): number | undefined {
	const read = typeof value === 'string' ? written(value) : value;
	return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** A parser of amounts of money. @param min the least that it may be */
export function amount({ min = -Infinity }: { min?: number } = {}): (value: unknown) => number {
	return (value) => {
		const read = amountOf(value);
		if (read === undefined || read < min) {
			const bound = min === -Infinity ? '' : ` of ${min} or more`;
			throw new InvalidValue(`must be an amount${bound}, but is ${shown(value)}`);
		}
		return read;
	};
}

function written(text: string): number | undefined {
	const spaced = text.trim().replace(/\s/g, ' ');
	const digits = spaced.replace(/^[-\u2212]/, '');
	if (AMBIGUOUS.test(digits)) return undefined;
	const { whole, decimals = '0' } = (PLAIN.exec(digits) ?? GROUPED.exec(digits))?.groups ?? {};
	if (whole === undefined) return undefined;
	const size = Number(`${whole.replace(/\D/g, '')}.${decimals}`);
	return digits === spaced ? size : -size;
}
