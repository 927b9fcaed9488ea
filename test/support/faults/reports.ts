import type { INodeExecutionData } from 'n8n-workflow';

import type { NodeResult } from '../engine';
import type { ItemReport } from './findings';
import type { NodeErrand } from './kind';

/** The outcome of each item, by the node's report. */
export function reportsOf(
	result: NodeResult,
	{ items, takesAllItems, isBatch, isSideBySide, main }: NodeErrand,
): ItemReport[] {
	const runs = takesAllItems ? 1 : items.length;
	const outputs = result.outputs.flat();
	const failedAt = result.error ? (itemOf(result.error) ?? 0) : undefined;
	const isOneByOne = main.method === 'POST' || main.method === 'PUT';
	return Array.from({ length: runs }, (_none, item): ItemReport => {
		if (failedAt !== undefined) {
			const said = wordsOf(result.error);
			if (item === failedAt || isBatch) return { item, state: 'failed', outputs: [], said };
			if (isSideBySide) return { item, state: 'beside', outputs: [], said };
			const other = item < failedAt ? 'doneBefore' : 'notReached';
			return { item, state: isOneByOne ? other : 'notTold', outputs: [], said };
		}
		const own = outputs.filter((output) => firstPaired(output) === item);
		const failure = own.find(isFailure);
		return {
			item,
			state: failure ? 'failed' : 'succeeded',
			outputs: own.filter((output) => !isFailure(output)),
			...(failure && { said: wordsOf(failure.error) }),
		};
	});
}

/** The index of the item that an error names. */
export function itemOf(error: { message: string }): number | undefined {
	const [, item] = /\[item (\d+)\]/.exec(error.message) ?? [];
	return item === undefined ? undefined : Number(item);
}

export function firstPaired({ pairedItem }: INodeExecutionData): number | undefined {
	const [first] = [pairedItem].flat();
	return typeof first === 'object' ? first.item : first;
}

function isFailure({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || json.error !== undefined;
}

/** An error's message and its description. */
export function wordsOf(error: { message?: string; description?: unknown } | undefined): string {
	return [error?.message, error?.description].filter(Boolean).join(' · ');
}
