import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import type { Field } from '../declaration/field';
import type { Effect } from '../declaration/operation';

/** How many of the items that are alike an error names. */
const NAMED_ITEMS = 10;

/**
 * The option with which several items may have the same effect.
 *
 * @param things for the label: `Calls`
 */
export function allowIdenticalOption(things: string, description: string): Field {
	return {
		displayName: `Allow Identical ${things}`,
		name: 'allowIdentical',
		type: 'boolean',
		protects: true,
		default: false,
		description,
	};
}

/** Whether several items may have the same effect, so that they aren't compared. */
export function mayBeIdentical({ parameters }: OperationCall): boolean {
	return parameters.get<boolean>('options.allowIdentical') === true;
}

/**
 * Looks for items that would do the same.
 *
 * @param effects of each item; undefined where it doesn't matter or isn't known
 * @returns a function that makes the error of an item, for the first of several groups; undefined when all items differ
 */
export function identicalItems(
	context: IExecuteFunctions,
	effects: Array<Effect | undefined>,
): ((itemIndex: number) => NodeOperationError) | undefined {
	const groups = new Map<string, number[]>();
	for (const [index, effect] of effects.entries()) {
		if (!effect) continue;
		const group = groups.get(effect.hash);
		if (group) group.push(index);
		else groups.set(effect.hash, [index]);
	}
	const alike = [...groups.values()].find(({ length }) => length > 1);
	if (!alike) return undefined;
	const { said, advice } = effects[alike[0] as number] as Effect;
	return (itemIndex) =>
		new NodeOperationError(context.getNode(), `${named(alike, effects.length)} would ${said}`, {
			itemIndex,
			description: `Nothing was sent. ${advice}`,
		});
}

function named(items: number[], all: number): string {
	if (items.length === all) return all === 2 ? 'Both items' : `All ${all} items`;
	const more = items.length - NAMED_ITEMS;
	const names = items.slice(0, more > 0 ? NAMED_ITEMS : -1).join(', ');
	return `Items ${names} and ${more > 0 ? `${more} more` : items.at(-1)}`;
}
