/** Most characters of one text from outside that a message holds. */
const MOST_CHARACTERS = 500;

/** A text without line breaks, control and direction characters. */
export function onOneLine(text: string): string {
	return text.replace(/[\p{C}\p{Z}]+/gu, ' ');
}

/** Cuts a text to a number of characters; an ellipsis shows that there was more. */
export function cutTo(most: number, text: string): string {
	// A character of two halves isn't cut through its middle.
	return text.length > most ? `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : text;
}

/**
 * A text or number from outside, such as the service's words or a file's name, as a message can hold it: on
 * one line, without control and direction characters, and cut. Empty for anything else.
 *
 * @param most characters
 */
export function foreignText(value: unknown, most = MOST_CHARACTERS): string {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return '';
	// Of megabytes only the beginning is gone through; what is cut away may have been spaces.
	return cutTo(most, onOneLine(value.slice(0, 20 * most)).trim());
}
