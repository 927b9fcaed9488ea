/**
 * The pages that a Return All over so many pages asks for: the first; the others side by side; and at the
 * end once more the one where new records come, to see that nothing has changed meanwhile. That is the
 * first, or from three pages on the last for records that come oldest first; then what was asked for
 * before the last page is asked for again after it. A single page is asked for once.
 */
export function pagesOfAll(last: number, isOldestFirst = false): number[] {
	const each = Array.from({ length: last }, (_none, index) => index + 1);
	if (last === 1) return each;
	return isOldestFirst && last > 2 ? [1, ...each, last] : [...each, 1];
}

/**
 * The pages that were asked for, with those between the first and a second fetch of one of them by number:
 * they are asked for side by side, so that chance decides which of them arrives first. It also decides,
 * for records that come oldest first, whether some come before the last page and are fetched again.
 */
export function inPageOrder(asked: number[], isOldestFirst = false): number[] {
	const isFetchedTwice = asked.slice(0, -1).includes(asked.at(-1) as number);
	const between = asked.slice(1, isFetchedTwice ? -1 : undefined).sort((a, b) => a - b);
	return [
		...asked.slice(0, 1),
		...(isOldestFirst ? new Set(between) : between),
		...(isFetchedTwice ? asked.slice(-1) : []),
	];
}
