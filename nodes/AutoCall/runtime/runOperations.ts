import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import { collectPages } from './collectPages';
import { failureOf } from './failureOf';
import { methodOf, type Operation, type Resource } from './operation';
import { OperationCall } from './operationCall';
import { resultOf } from './results';

/**
 * Runs the chosen operation for each input item, or once for all of them where the operation takes
 * all items at once.
 *
 * Outputs keep the order of the input and are paired to it. With continue-on-fail a failed item
 * becomes `{ json: { error }, error, pairedItem }`; without it the run ends with the first error,
 * which names its item and what was already done.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const inputs = context.getInputData();
	const takesAll = operation.takesAllItems?.(context) ?? false;
	const outputs: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < (takesAll ? 1 : inputs.length); itemIndex++) {
		const pairedItem: IPairedItemData | IPairedItemData[] = takesAll
			? inputs.map((_input, item) => ({ item }))
			: { item: itemIndex };
		try {
			const items = await runOnce(new OperationCall(context, operation, itemIndex));
			for (const item of items) {
				outputs.push({ ...item, pairedItem });
			}
		} catch (error) {
			const failure = nodeErrorOf(error, context, itemIndex);
			if (!context.continueOnFail()) {
				throw withWhatWasDone(failure, operation, outputs);
			}
			outputs.push({ json: { error: failure.message }, error: failure, pairedItem });
		}
	}
	return [outputs];
}

function chosenOperation(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = resources[resource]?.operations[name];
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`The operation "${name}" of the resource "${resource}" does not exist`,
			{ description: 'Choose the resource and the operation again from the lists.' },
		);
	}
	return operation;
}

async function runOnce(call: OperationCall): Promise<INodeExecutionData[]> {
	const { operation, context } = call;
	try {
		if (operation.run) return await operation.run(call);
		const answer = operation.pages
			? await collectPages(call, operation.pages.nestedIn)
			: (await call.send(call.request())).body;
		return context.helpers.returnJsonArray(resultOf(answer, call));
	} catch (error) {
		throw error instanceof ApiFailure ? await failureOf(error, call) : error;
	}
}

function nodeErrorOf(
	error: unknown,
	context: IExecuteFunctions,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError
		? error
		: new NodeOperationError(context.getNode(), error as Error, { itemIndex });
}

/** Adds to the error what earlier items have already done at the service, since their output is lost. */
function withWhatWasDone(
	error: NodeApiError | NodeOperationError,
	operation: Operation,
	outputs: INodeExecutionData[],
): NodeApiError | NodeOperationError {
	const changes = methodOf(operation.endpoint) !== 'GET' || operation.repeatable === false;
	if (outputs.length > 0 && changes) {
		const ids = outputs.map(({ json }) => json.id).filter((id) => id !== undefined);
		const named =
			ids.length > 0 ? ` (ID ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''})` : '';
		error.description = [
			error.description,
			`Before this, ${outputs.length} ${outputs.length === 1 ? 'item was' : 'items were'} already carried out${named}; they stay as they are.`,
		]
			.filter(Boolean)
			.join(' ');
	}
	return error;
}
