import type { IDataObject } from 'n8n-workflow';

import { isWebAddress } from '../transport/address';
import { cutTo, onOneLine } from '../transport/foreignText';

/**
 * Checks a parameter's value and returns the value to send to the API.
 *
 * @throws InvalidValue with the problem, worded to follow the parameter's label: `must be …`
 */
export type Parser = (value: unknown) => unknown;

/** A value that a parameter can't take. Its message follows the label: `must be a whole number`. */
export class InvalidValue extends Error {}

/** Bounds of a text, in characters (code points, as JSON Schema counts). */
export interface TextBounds {
	min?: number;
	max?: number;
	/** A pattern that the whole text must match … */
	pattern?: RegExp;
	/** … and its words in messages: `must be 3 to 6 digits`. */
	patternText?: string;
}

/** Bounds of a number, both included. */
export interface NumberBounds {
	min?: number;
	max?: number;
}

/** Most characters of a value in a message. */
const MOST_SHOWN = 60;

/** A surrogate without its other half, as a text cut in two has it; neither addresses nor JSON can carry it. */
const HALF_CHARACTER = /\p{Cs}/u;

/** A text; a number from an expression is taken as its digits. */
export function text({ min = 0, max = Infinity, pattern, patternText }: TextBounds = {}): Parser {
	return (value) => {
		if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) {
			throw new InvalidValue(`must be a text, but is ${kindOf(value)}`);
		}
		const written = String(value);
		if (HALF_CHARACTER.test(written)) {
			throw new InvalidValue('must be a text, but contains half of a character');
		}
		if (written.includes('[object Object]')) {
			throw new InvalidValue(
				'contains [object Object]: an expression returned an object where a text is needed',
			);
		}
		// Code points are at most as many as code units: they are counted only where that matters.
		const isPlain = written.length <= max && (min <= 1 || !/[\ud800-\udfff]/.test(written));
		const length = isPlain ? written.length : [...written].length;
		if (length < min || length > max) {
			throw new InvalidValue(
				`must have ${range(min || -Infinity, max)} characters, but has ${length}`,
			);
		}
		if (pattern && !pattern.test(written)) {
			throw new InvalidValue(`${patternText}, but is ${shown(written)}`);
		}
		return written;
	};
}

/** A number; digits in a text are taken as the number they mean. */
export function decimal({ min = -Infinity, max = Infinity }: NumberBounds = {}): Parser {
	return (value) => {
		const number = numberOf(value);
		if (number === undefined) {
			throw new InvalidValue(`must be a number, but is ${shown(value)}`);
		}
		if (number < min || number > max) {
			throw new InvalidValue(`must be ${range(min, max)}, but is ${number}`);
		}
		return number;
	};
}

/** A number without a fraction. */
export function wholeNumber(bounds: NumberBounds = {}): Parser {
	const checkBounds = decimal(bounds);
	return (value) => {
		// A fraction in a text is refused, not read: "500,000" means 500 to some and 500000 to others.
		const hasFraction = typeof value === 'string' && /[.,]/.test(value);
		const number = checkBounds(value) as number;
		if (hasFraction || !Number.isSafeInteger(number)) {
			throw new InvalidValue(`must be a whole number, but is ${shown(value)}`);
		}
		return number;
	};
}

/** Yes or no; the words `true` and `false` are taken too, as spreadsheets have them. */
export const flag: Parser = (value) => {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'string' && /^(true|false)$/i.test(value))
		return value.toLowerCase() === 'true';
	throw new InvalidValue(`must be true or false, but is ${shown(value)}`);
};

/** One of a drop-down's values; `"2"` is taken for `2`. */
export function oneOf(choices: unknown[]): Parser {
	return (value) => {
		const chosen = choices.find((choice) => choice === value || String(choice) === value);
		if (chosen === undefined) {
			throw new InvalidValue(`must be one of ${choices.join(', ')}, but is ${shown(value)}`);
		}
		return chosen;
	};
}

/** Several of a drop-down's values, each once: a list from an expression, or one text with commas. */
export function someOf(choices: unknown[]): Parser {
	const one = oneOf(choices);
	return (value) => {
		const chosen = entriesOf(value).map(one);
		if (chosen.length === 0) {
			throw new InvalidValue(`must name at least one choice, but is ${shown(value)}`);
		}
		return [...new Set(chosen)];
	};
}

/** A numeric ID of the API. */
export const numericId: Parser = (value) => {
	const number = typeof value === 'string' && /[.,]/.test(value) ? undefined : numberOf(value);
	if (number === undefined || !Number.isSafeInteger(number) || number < 1) {
		throw new InvalidValue(`must be an ID such as 73, but is ${shown(value)}`);
	}
	return number;
};

/** An ID or file name of the API that is a text without any separator of paths. */
export function token(example: string): Parser {
	return text({
		min: 1,
		max: 255,
		pattern: /^[\w-]+(\.[\w-]+)*$/,
		patternText: `must be a name such as ${example}`,
	});
}

/** Several numeric IDs, each once: a list from an expression, or one text with commas. */
export const numericIds: Parser = (value) => {
	const ids = entriesOf(value).map(numericId);
	if (ids.length === 0) {
		throw new InvalidValue(`must name at least one ID, but is ${shown(value)}`);
	}
	return [...new Set(ids)];
};

/** The entries of a list, or of a text with commas. */
function entriesOf(value: unknown): unknown[] {
	if (typeof value !== 'string') return Array.isArray(value) ? value : [value];
	return value.split(',').flatMap((entry) => entry.trim() || []);
}

/** A web address that the service can call. */
export function webAddress(max: number): Parser {
	const bounded = text({ max });
	return (value) => {
		const address = (bounded(value) as string).trim();
		if (!isWebAddress(address) || !/^https?:\/\/\S+$/i.test(address)) {
			throw new InvalidValue(
				`must be a web address that starts with https://, but is ${shown(value)}`,
			);
		}
		return address;
	};
}

/** An object, or its JSON text, sent as JSON text. */
export const jsonText: Parser = (value) => {
	let parsed: unknown = value;
	if (typeof value === 'string') {
		try {
			parsed = JSON.parse(value);
		} catch (error) {
			throw unreadableJson(error as Error);
		}
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw new InvalidValue(`must be a JSON object, but is ${kindOf(parsed)}`);
	}
	const written = jsonOf(parsed);
	// A Map or an Error would silently become {}.
	const isPlain = Object.prototype.toString.call(parsed) === '[object Object]';
	if (!isPlain || !written?.startsWith('{')) {
		throw new InvalidValue('must be a JSON object, but contains values that JSON cannot represent');
	}
	return written;
};

/** Takes a resource locator's value, or a plain one from an expression, on to another parser. */
export function located(parse: Parser): Parser {
	return (value) => parse(isLocator(value) ? value.value : value);
}

/** Whether a value is blank: undefined, null, an empty text, or a resource locator without a value. */
export function isBlank(value: unknown): boolean {
	if (isLocator(value)) return isBlank(value.value);
	if (Array.isArray(value)) return value.length === 0;
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Returns an InvalidValue as such; throws any other error on. */
export function asInvalidValue(error: unknown): InvalidValue {
	if (error instanceof InvalidValue) return error;
	throw error;
}

/** A value as it can stand in a message: short, on one line. */
export function shown(value: unknown): string {
	if (typeof value === 'string') {
		return `"${cutTo(MOST_SHOWN, onOneLine(value))}"`;
	}
	return typeof value === 'number' ? String(value) : kindOf(value);
}

function isLocator(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && '__rl' in value;
}

function unreadableJson({ message }: Error): InvalidValue {
	return new InvalidValue(`must be valid JSON (${onOneLine(message)})`);
}

/** JSON text; undefined for what has none, such as a BigInt. */
function jsonOf(value: object): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

function numberOf(value: unknown): number | undefined {
	const isWritten = typeof value === 'string' && /^\s*[-+]?\d+([.,]\d+)?\s*$/.test(value);
	const number = isWritten ? Number(value.trim().replace(',', '.')) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function range(min: number, max: number): string {
	if (max === Infinity) return `at least ${min}`;
	if (min === -Infinity) return `at most ${max}`;
	return min === max ? String(min) : `${min} to ${max}`;
}

function kindOf(value: unknown): string {
	if (value === null || value === undefined) return 'empty';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'number') return String(value);
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
