import type { NodeResult } from '../engine';
import { finding, type Finding } from './findings';
import { sightingsOf } from './key';
import type { NodeErrand } from './kind';
import { firstPaired, itemOf, wordsOf } from './reports';
import type { Account } from './service';

/** Items come out paired, in the order of the input, and an error names its item. */
export function pairing(result: NodeResult, { items, takesAllItems }: NodeErrand): Finding[] {
	if (result.error && itemOf(result.error) === undefined) {
		return [finding('wrong', `the error names no item: ${wordsOf(result.error)}`)];
	}
	return result.outputs.flatMap((outputs) => {
		const paired = outputs.map((output) => firstPaired(output) ?? -1);
		const isRight =
			paired.every(
				(item, index) => item >= 0 && item < items.length && item >= (paired[index - 1] ?? 0),
			) &&
			(!takesAllItems ||
				outputs.every(({ pairedItem }) => [pairedItem].flat().length === items.length));
		return isRight ? [] : [finding('wrong', `outputs are paired to ${paired.join()}`)];
	});
}

/** A run that ends in an error tells of the items that were carried out before. */
export function wholeness({ error }: NodeResult, { main, isSideBySide }: NodeErrand): Finding[] {
	// How many were done before depends on who was faster: the judge asks for each by its ID.
	if (isSideBySide) return [];
	const before = error ? (itemOf(error) ?? 0) : 0;
	const said = wordsOf(error);
	return before === 0 || main.method === 'GET' || main.method === 'DELETE'
		? []
		: said.includes(`Before this, ${before} item`)
			? []
			: [finding('unclear', `${before} items were carried out before, which isn't said: ${said}`)];
}

/** Requests and answers that broke the contract. */
export function breaches({ violations }: Account): Finding[] {
	return violations.map((violation) => finding('wrong', violation));
}

/**
 * Where the key was seen.
 *
 * @param texts what people, the database and the editor see, and requests without what carries the key
 */
export function leaks(texts: string[]): Finding[] {
	return texts.flatMap((text) => {
		const sightings = sightingsOf(text);
		return sightings === 0
			? []
			: [finding('leak', `the key is in ${text.slice(0, 300)}`, sightings)];
	});
}
