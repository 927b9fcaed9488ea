import type { IDataObject } from 'n8n-workflow';

import { InvalidValue, asInvalidValue, shown } from './parsers';

/** Digits with at most one separator, which is that of the decimals: `1200.66`, `1200,66`. */
const PLAIN = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?$/;

/** Groups of three digits, and decimals after another separator: `1 200,66`, `1,250.50`, `1,250,000`. */
const GROUPED =
	/^(?<whole>\d{1,3}(?<separator>[ .,])\d{3}(?:\k<separator>\d{3})*)(?:(?!\k<separator>)[.,](?<decimals>\d+))?$/;

/** `1,250` and `1.250`: 1250 to some, 1.25 to others. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Reads an amount of tenge: a number, or a text with any kind of spaces between groups of digits.
 *
 * @returns the amount, negative too; undefined when it is none, or could be either of two
 */
export function amountOf(value: unknown): number | undefined {
	const tenge = typeof value === 'string' ? written(value) : value;
	return typeof tenge === 'number' && Number.isFinite(tenge) ? tenge : undefined;
}

/** A parser of an amount of tenge. @param min the least that it may be */
export function amount({ min = -Infinity }: { min?: number } = {}): (value: unknown) => number {
	return (value) => {
		const tenge = amountOf(value);
		if (tenge === undefined || tenge < min) {
			const bound = min === -Infinity ? '' : ` of ${min} or more`;
			throw new InvalidValue(`must be an amount${bound}, but is ${shown(value)}`);
		}
		return tenge;
	};
}

/**
 * An amount of tenge in an answer of the service.
 *
 * @param what it is the amount of: `the balance`
 * @throws InvalidValue with a whole sentence, which says what came in its place
 */
export function amountIn(
	answer: unknown,
	field: string,
	what: string,
	bounds?: { min: number },
): number {
	try {
		return amount(bounds)((answer as IDataObject | null | undefined)?.[field]);
	} catch (error) {
		throw untold(what, `${field} ${asInvalidValue(error).message}`);
	}
}

function untold(what: string, problem: string): InvalidValue {
	return new InvalidValue(`AutoCall.kz did not tell ${what}: ${problem}`);
}

/** `1,250.5 tenge` */
export function inTenge(tenge: number): string {
	return `${tenge.toLocaleString('en-US', { maximumFractionDigits: 2 })} tenge`;
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
