import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../call/operationCall';
import { foreignText } from '../transport/foreignText';
import { sentences } from './failurePhrases';

/** How many IDs an error names. */
const NAMED_IDS = 20;

/** The outcome of an item. With an error, `items` are those fetched before it. */
export interface Outcome {
	items: INodeExecutionData[];
	error?: NodeApiError | NodeOperationError;
	/** Nothing was done for it. */
	isSkipped?: boolean;
}

/**
 * Adds to the error what is lost from sight with it: what was carried out before or beside it, or fetched in
 * part, and the errors of items that were under way with it.
 */
export function withWhatWasDone(
	error: NodeApiError | NodeOperationError,
	{ changes }: Operation,
	outcomes: Outcome[],
): NodeApiError | NodeOperationError {
	const items = outcomes
		.filter((outcome) => changes || outcome.error === error)
		.filter(({ isSkipped }) => !isSkipped)
		.flatMap((outcome) => outcome.items);
	const others = outcomes.flatMap((outcome) => outcome.error ?? []).filter((one) => one !== error);
	error.description = sentences(
		error.description ?? '',
		items.length > 0 && (changes ? carriedOut(items) : fetchedBefore(items)),
		changes &&
			others.length > 0 &&
			`Other items failed beside it: ${others.map(({ message }) => message).join('; ')}.`,
	);
	return error;
}

function carriedOut(items: INodeExecutionData[]): string {
	return `Before this, ${items.length} ${items.length === 1 ? 'item was' : 'items were'} already carried out${idsOf(items)}; they stay as they are.`;
}

function fetchedBefore({ length }: INodeExecutionData[]): string {
	return `${length} ${length === 1 ? 'record' : 'records'} had been fetched before this. To get them together with the error, set On Error to continue.`;
}

function idsOf(items: INodeExecutionData[]): string {
	const ids = items.map(({ json }) => foreignText(json.id, 40)).filter(Boolean);
	if (ids.length === 0) return '';
	return ` (ID ${ids.slice(0, NAMED_IDS).join(', ')}${ids.length > NAMED_IDS ? ', …' : ''})`;
}
