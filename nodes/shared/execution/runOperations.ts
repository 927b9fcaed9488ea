import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import type { ApiRequest } from '../transport/apiRequest';
import { foreignText } from '../transport/foreignText';
import { runConcurrently } from '../transport/runConcurrently';
import { leavesDoubt } from '../duplicates/doubt';
import { PagesFailure } from '../transport/fetchAllRecords';
import { collectPages } from './collectPages';
import { failureOf } from './failureOf';
import { identicalItems, type Effect } from '../duplicates/identicalItems';
import { createsSomething, methodOf, type Operation, type Resource } from '../declaration/operation';
import { OperationCall } from './operationCall';
import { Progress } from './progress';
import { resultOf } from './results';
import { RunMemory } from '../duplicates/runMemory';
import { pathOf, sendOnce } from '../duplicates/sendOnce';

/** How many items are worked on at a time where that can do no harm. */
const ITEMS_AT_ONCE = 10;

/** An item's request, why it can't be made, or what comes out without one. */
interface Prepared {
	request?: ApiRequest;
	effect?: Effect;
	error?: unknown;
	skipped?: IDataObject;
}

/** What an item came to. With an error, `items` is what had been fetched before it. */
interface Outcome {
	items: INodeExecutionData[];
	error?: NodeApiError | NodeOperationError;
	/** Nothing was done for it. */
	isSkipped?: boolean;
}

/**
 * Runs the chosen operation for each input item, or once for all of them where the operation takes
 * all items at once. The parameters of all items are checked before anything is sent; where several items
 * would do the same to people, none is. Items are read
 * and deleted side by side; everything that creates, changes or sends is done for one item after the
 * other.
 *
 * Outputs keep the order of the input and are paired to it. With continue-on-fail a failed item
 * becomes `{ json: { error }, error, pairedItem }`; without it nothing more is started after the first
 * error, which names its item and what was already done.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const { operation, what } = chosenOperation(context, resources);
	const progress = new Progress(context, what);
	const inputs = context.getInputData();
	const takesAll = operation.takesAllItems?.(context) ?? false;
	const runs = takesAll ? 1 : inputs.length;
	const memory = createsSomething(operation) ? new RunMemory(context) : undefined;
	let prepared: Prepared[] = [];
	for (let itemIndex = 0; itemIndex < runs; itemIndex++) {
		prepared.push(await prepare(new OperationCall(context, operation, itemIndex, progress), runs));
	}
	const identical = identicalItems(
		context,
		prepared.map(({ effect }) => effect),
	);
	if (identical) prepared = prepared.map((_one, index) => ({ error: identical(index) }));
	const unsound = prepared.findIndex(({ error }) => error !== undefined);
	if (unsound >= 0 && !context.continueOnFail()) {
		throw asNodeError(prepared[unsound]?.error, context, unsound);
	}
	const outcomes: Outcome[] = [];
	let done = 0;
	const run = async (itemIndex: number) => {
		const { request, error, skipped } = prepared[itemIndex] as Prepared;
		const outcome: Outcome = error
			? { items: [], error: asNodeError(error, context, itemIndex) }
			: skipped
				? { items: context.helpers.returnJsonArray(skipped), isSkipped: true }
				: await runOnce(
						new OperationCall(context, operation, itemIndex, progress, request, memory),
					);
		outcomes[itemIndex] = outcome;
		progress.step(++done, runs, 'items');
		if (outcome.error && !context.continueOnFail()) throw outcome.error;
	};
	try {
		await runConcurrently((itemIndex) => itemIndex < runs, itemsAtOnce(operation), run);
	} catch (error) {
		throw withWhatWasDone(error as NodeApiError, operation, outcomes);
	}
	const output = outcomes.flatMap((outcome, item) => {
		const pairedItem = takesAll ? inputs.map((_input, index) => ({ item: index })) : { item };
		return outputOf(outcome).map((one) => ({ ...one, pairedItem }));
	});
	if (memory?.isStartedAgain(output)) return [output];
	memory?.forget();
	return [(await operation.afterwards?.(context, output)) ?? output];
}

/** @param runs how many items there are: a single one checks itself as it is run */
async function prepare(call: OperationCall, runs: number): Promise<Prepared> {
	try {
		const skipped = call.operation.skips?.(call);
		if (skipped) return { skipped };
		const request = call.request();
		if (runs > 1) await call.operation.check?.(call);
		return { request, effect: call.effect };
	} catch (error) {
		return { error };
	}
}

function itemsAtOnce({ endpoint, repeatable = true }: Operation): number {
	const isHarmless = repeatable && ['GET', 'DELETE'].includes(methodOf(endpoint));
	return isHarmless ? ITEMS_AT_ONCE : 1;
}

/** Whether it leaves something at the service that isn't undone by an error. */
function changesSomething(operation: Operation): boolean {
	return methodOf(operation.endpoint) !== 'GET' || createsSomething(operation);
}

function outputOf({ items, error }: Outcome): INodeExecutionData[] {
	return error ? [...items, { json: { error: error.message }, error }] : items;
}

function chosenOperation(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): { operation: Operation; what: string } {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operations = Object.hasOwn(resources, resource) ? resources[resource]?.operations : {};
	const operation = Object.hasOwn(operations ?? {}, name) ? operations?.[name] : undefined;
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`The operation "${name}" of the resource "${resource}" does not exist`,
			{ description: 'Choose the resource and the operation again from the lists.' },
		);
	}
	return { operation, what: `${resources[resource]?.label.name} → ${operation.name}` };
}

async function runOnce(call: OperationCall): Promise<Outcome> {
	const { operation, context, memory, isProtected } = call;
	if (isProtected && memory.output) {
		return { items: context.helpers.returnJsonArray(memory.output) };
	}
	try {
		const items = await carryOut(call);
		if (createsSomething(operation)) memory.output = items.map(({ json }) => json);
		delete memory.uncertain;
		return { items };
	} catch (error) {
		if (error instanceof PagesFailure) {
			return {
				items: context.helpers.returnJsonArray(error.records),
				error: await nodeErrorOf(error.reason, call),
			};
		}
		return { items: [], error: await tellingOfDoubt(await nodeErrorOf(error, call), error, call) };
	}
}

/** Keeps in memory that it may have been carried out, and says so if that was an earlier try. */
async function tellingOfDoubt(
	nodeError: NodeApiError | NodeOperationError,
	error: unknown,
	call: OperationCall,
): Promise<NodeApiError | NodeOperationError> {
	const { memory } = call;
	if (leavesDoubt(error)) {
		memory.uncertain ??= { path: pathOf(call.request()), failure: error.details };
	} else if (memory.uncertain) {
		const { message, description } = await failureOf(
			new ApiFailure(memory.uncertain.failure),
			call,
		);
		nodeError.description = [
			nodeError.description,
			`An earlier try may have been carried out: ${message}. ${description}`,
		]
			.filter(Boolean)
			.join(' ');
	}
	return nodeError;
}

async function carryOut(call: OperationCall): Promise<INodeExecutionData[]> {
	const { operation, context } = call;
	if (operation.run) return await operation.run(call);
	const answer = operation.pages
		? await collectPages(call, operation.pages)
		: createsSomething(operation)
			? (await sendOnce(call, call.request())).body
			: (await call.send(call.request())).body;
	return context.helpers.returnJsonArray(resultOf(answer, call));
}

async function nodeErrorOf(
	error: unknown,
	call: OperationCall,
): Promise<NodeApiError | NodeOperationError> {
	return error instanceof ApiFailure
		? await failureOf(error, call)
		: asNodeError(error, call.context, call.itemIndex);
}

function asNodeError(
	error: unknown,
	context: IExecuteFunctions,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError
		? error
		: new NodeOperationError(context.getNode(), error as Error, { itemIndex });
}

/** Adds to the error what is lost from sight with it: what was carried out before, or fetched in part. */
function withWhatWasDone(
	error: NodeApiError | NodeOperationError,
	operation: Operation,
	outcomes: Outcome[],
): NodeApiError | NodeOperationError {
	const items = outcomes
		.filter((outcome) => changesSomething(operation) || outcome.error === error)
		.filter(({ isSkipped }) => !isSkipped)
		.flatMap((outcome) => outcome.items);
	if (items.length === 0) return error;
	const said = changesSomething(operation)
		? `Before this, ${items.length} ${items.length === 1 ? 'item was' : 'items were'} already carried out${idsOf(items)}; they stay as they are.`
		: `${items.length} ${items.length === 1 ? 'record' : 'records'} had been fetched before this. Set On Error to continue, and they come out together with the error.`;
	error.description = [error.description, said].filter(Boolean).join(' ');
	return error;
}

function idsOf(items: INodeExecutionData[]): string {
	const ids = items.map(({ json }) => foreignText(json.id, 40)).filter(Boolean);
	if (ids.length === 0) return '';
	return ` (ID ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''})`;
}
