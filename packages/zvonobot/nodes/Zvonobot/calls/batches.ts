import type { IDataObject, INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { failureOf } from '../../../../../nodes/shared/execution/failureOf';
import { apiFailureOf } from '../../../../../nodes/shared/transport/apiFailure';
import { MOST_IN_REQUEST } from './contacts';

/** The entries of one item, or the error of its parameters. */
interface Asked<Entry> {
	entries: Entry[];
	error?: NodeOperationError;
}

/** An entry of an item. */
interface Placed<Entry> {
	entry: Entry;
	item: number;
}

/**
 * Reads what each input item asks for, before anything is sent.
 *
 * @param entriesOf reads one item's
 * @throws NodeOperationError of the first item that can't be sent, unless the node goes on after errors
 */
export function askedByItems<Entry>(
	call: OperationCall,
	entriesOf: (one: OperationCall) => Entry[],
): Array<Asked<Entry>> {
	const { context } = call;
	return context.getInputData().map((_item, index) => {
		const asked = read(() => entriesOf(new OperationCall(call, index)));
		if (asked.error && !context.continueOnFail()) throw asked.error;
		return asked;
	});
}

function read<Entry>(entries: () => Entry[]): Asked<Entry> {
	try {
		return { entries: entries() };
	} catch (error) {
		return { entries: [], error: error as NodeOperationError };
	}
}

/**
 * Sends what all items ask for, 5,000 entries a request.
 *
 * @param send gives the output for each entry
 * @returns the outputs in the order of the items, and paired with them
 * @throws NodeApiError of the first request that fails, unless the node goes on after errors
 */
export async function runInBatches<Entry>(
	call: OperationCall,
	asked: Array<Asked<Entry>>,
	send: (entries: Entry[]) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[]> {
	const { context, progress } = call;
	const outputs = asked.map(({ error }, item): INodeExecutionData[] =>
		error ? [{ json: { error: error.message }, error, pairedItem: { item } }] : [],
	);
	const all = asked.flatMap(({ entries }, item) =>
		entries.map((entry): Placed<Entry> => ({ entry, item })),
	);
	for (let start = 0; start < all.length; start += MOST_IN_REQUEST) {
		const part = all.slice(start, start + MOST_IN_REQUEST);
		const results = await send(part.map(({ entry }) => entry)).catch(async (failure: unknown) => {
			const first = new OperationCall(call, part[0]?.item ?? 0, call.memory);
			const error = await failureOf(apiFailureOf(failure), first);
			if (!context.continueOnFail()) throw error;
			for (const item of new Set(part.map((one) => one.item))) {
				outputs[item]?.push({ json: { error: error.message }, error, pairedItem: { item } });
			}
			return undefined;
		});
		for (const [index, json] of (results ?? []).entries()) {
			const { item } = part[index] as Placed<Entry>;
			outputs[item]?.push({ json, pairedItem: { item } });
		}
		progress.step(start + part.length, all.length, 'calls');
	}
	return outputs.flat();
}
