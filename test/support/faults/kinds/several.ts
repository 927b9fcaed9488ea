import type { SeededRandom } from '../../seededRandom';

/** So many of something. */
export function times<Thing>(count: number, make: (index: number) => Thing): Thing[] {
	return Array.from({ length: count }, (_none, index) => make(index));
}

/** A whole number from the lowest to the highest, both included. */
export function between(random: SeededRandom, lowest: number, highest: number): number {
	return lowest + Math.floor(random.next() * (highest - lowest + 1));
}

/** One to three of something, an input item each. */
export function someItems<Thing>(random: SeededRandom, make: (index: number) => Thing): Thing[] {
	return times(between(random, 1, 3), make);
}

/** A number of Kazakhstan of its own for each group and index. */
export function phone(group: number, index: number): string {
	return `+7701${String(group).padStart(2, '0')}${String(index).padStart(5, '0')}`;
}

/** A resource locator that takes the item's `id`. */
export const ITEM_ID = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

/** How an error tells that a part of what was asked for was carried out, or may have been. */
export const TELLS_OF_PART = /may have been carried out|Already done: the contact list/;
