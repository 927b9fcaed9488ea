/** Static analysis of expressions, before n8n evaluates them. */

/** A name, or names with dots between them: `name`, `client.name`. */
const WORD = String.raw`[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*`;

/** A word alone in double braces, which need not be closed at the end of the text. */
const BARE_WORD = new RegExp(String.raw`\{\{\s*(${WORD})\s*(?:\}\}|$)`, 'gu');

/** Words that mean something to n8n without a `$`. */
const KNOWN_WORD =
	/^(?:true|false|null|undefined|NaN|Infinity|(?:Math|Number|Date|DateTime|Duration|Interval)\..*)$/;

/** A field of its item that an expression reads: `$json.name`, `$json["Имя"]`, `$json.client.phones[0]`. */
const ITEM_FIELD =
	/\$json((?:\.[\p{L}_$][\p{L}\p{N}_$]*|\[(?:"[^"\\]*"|'[^'\\]*'|\d+)\])+)(?![\p{L}\p{N}_$]|\s*\()/gu;

/** n8n's variables that are the same for all items. */
const SAME_FOR_ALL = /\$(?:now|today|vars|env|workflow|execution|runIndex|if|ifEmpty|min|max)\b/gu;

/** Another node's item that is the same for all items. */
const ONE_OF_ANOTHER_NODE = /\$\((?:"[^"\\]*"|'[^'\\]*')\)\.(?:first|last)\(\)/gu;

/** Whether something written in a parameter is an expression, or holds one. */
export function holdsExpression(written: unknown): boolean {
	return expressionsIn(written).length > 0;
}

/** The expressions in what is written in a parameter, which may be a collection. */
export function expressionsIn(written: unknown): string[] {
	if (typeof written === 'string') return written.startsWith('=') ? [written] : [];
	if (typeof written !== 'object' || written === null) return [];
	return Object.values(written).flatMap(expressionsIn);
}

/**
 * The first word alone in double braces of an expression: `{{name}}`. n8n takes it for one of its variables,
 * doesn't have it, and leaves the place empty.
 *
 * @returns the word without braces
 */
export function bareWordIn(expression: string): string | undefined {
	const words = [...expression.matchAll(BARE_WORD)].map(([, word]) => word as string);
	return words.find((word) => !KNOWN_WORD.test(word));
}

/** The fields of its item that an expression reads. */
export interface ItemFields {
	/** The fields, each as the keys that lead to it. */
	paths: string[][];
	/** Whether nothing else in it can differ from item to item. */
	isAll: boolean;
}

/** The fields of its item that an expression reads. */
export function itemFieldsIn(expression: string): ItemFields {
	const paths = [...expression.matchAll(ITEM_FIELD)].map(([, path]) => keysOf(path as string));
	const rest = expression
		.replace(ITEM_FIELD, '')
		.replace(SAME_FOR_ALL, '')
		.replace(ONE_OF_ANOTHER_NODE, '');
	return { paths, isAll: !/[$]|\bthis\b/.test(rest) };
}

function keysOf(path: string): string[] {
	return [...path.matchAll(/\.([^.[]+)|\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]/gu)].map(
		([, ...keys]) => keys.find((key) => key !== undefined) as string,
	);
}
