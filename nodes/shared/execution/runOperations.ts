import once from 'lodash/once';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { itemSlot } from '../call/memory';
import { OperationCall, type Operation, type Resource, type Run } from '../call/operationCall';
import { Progress } from '../call/progress';
import { WrittenParameters } from '../call/writtenParameters';
import type { Effect } from '../declaration/operation';
import { leavesDoubt } from '../duplicates/doubt';
import { identicalItems, mayBeIdentical } from '../duplicates/identicalItems';
import { RunMemory } from '../duplicates/runMemory';
import { sendOnce } from '../duplicates/sendOnce';
import { forgetUncertain, keepUncertain, uncertainFailure } from '../duplicates/uncertain';
import { ApiFailure } from '../transport/apiFailure';
import type { Transport } from '../transport/createTransport';
import { PagesFailure } from '../transport/fetchAllRecords';
import { runConcurrently } from '../transport/runConcurrently';
import { collectPages } from './collectPages';
import { earlierDoubtOf, failureOf } from './failureOf';
import { mayBeCarriedOutBefore, sentences } from './failurePhrases';
import { resultOf } from './results';
import { withWhatWasDone, type Outcome } from './whatWasDone';

/** How many items are worked on at a time where that can do no harm. */
const ITEMS_AT_ONCE = 10;

/** A checked item: ready to run, with its error, or with its output if it is skipped. */
interface Prepared {
	call?: OperationCall;
	/** The result of the operation's check. */
	checked?: unknown;
	effect?: Effect;
	error?: unknown;
	skipped?: IDataObject;
}

/** The item's output, once all of it was carried out. */
const outputSlot = itemSlot<IDataObject[]>('output');

/**
 * Runs the chosen operation for each input item, or once for all of them where the operation takes
 * all items at once. The parameters of all items are checked before anything is sent; if several items
 * would do the same to people, none is sent. Items are read and deleted side by side; everything that
 * creates, changes or sends is done for one item after the other.
 *
 * Outputs keep the order of the input and are paired to it. With continue-on-fail a failed item
 * becomes `{ json: { error }, error, pairedItem }`; without it nothing more is started after the first
 * error, which names its item and the work already done.
 */
export async function runOperations(
	context: IExecuteFunctions,
	transport: Transport,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const { operation, what } = chosenOperation(context, resources);
	const { service } = transport;
	const progress = new Progress(context, service.nodeName, what);
	const written = new WrittenParameters(context);
	const run: Run = { context, transport, operation, progress, written };
	const inputs = context.getInputData();
	const takesAll = operation.takesAllItems?.(context) ?? false;
	const runs = takesAll ? 1 : inputs.length;
	const memory = operation.creates ? new RunMemory(context, service.memoryKey) : undefined;
	const prepared = await prepareAll(run, runs, memory);
	const outcomes: Outcome[] = [];
	let done = 0;
	const runItem = async (itemIndex: number) => {
		const outcome = await outcomeOf(prepared[itemIndex] as Prepared, context, itemIndex);
		// Data of the check, such as contacts, is released.
		prepared[itemIndex] = {};
		outcomes[itemIndex] = outcome;
		progress.step(++done, runs, 'items');
		if (outcome.error && !context.continueOnFail()) throw outcome.error;
	};
	try {
		await runConcurrently((itemIndex) => itemIndex < runs, itemsAtOnce(operation), runItem);
	} catch (error) {
		throw withWhatWasDone(error as NodeApiError, operation, outcomes);
	}
	const all = once(() => inputs.map((_input, item) => ({ item })));
	const output = outcomes.flatMap((outcome, item) =>
		// An operation that takes all items may pair its output with them by itself.
		outputOf(outcome).map((one) =>
			'pairedItem' in one ? one : { ...one, pairedItem: takesAll ? all() : { item } },
		),
	);
	if (memory?.isStartedAgain(output)) return [output];
	memory?.forget();
	return [(await operation.afterwards?.(context, output)) ?? output];
}

/**
 * Checks all items.
 *
 * @throws NodeOperationError of the first that can't be sent, unless the node continues on errors
 */
async function prepareAll(run: Run, runs: number, memory?: RunMemory): Promise<Prepared[]> {
	const { context } = run;
	let prepared: Prepared[] = [];
	for (let itemIndex = 0; itemIndex < runs; itemIndex++) {
		const call = new OperationCall(run, itemIndex, memory?.of(itemIndex));
		prepared.push(await prepare(call, runs > 1));
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
	return prepared;
}

async function prepare(call: OperationCall, isOneOfSeveral: boolean): Promise<Prepared> {
	const { operation } = call;
	try {
		const skipped = operation.skips?.(call);
		if (skipped) return { skipped };
		call.request();
		const checked = await operation.check?.(call);
		if (!operation.effect || !isOneOfSeveral || mayBeIdentical(call)) return { call, checked };
		return { call, checked, effect: operation.effect(call, checked) };
	} catch (error) {
		return { error };
	}
}

async function outcomeOf(
	{ call, checked, error, skipped }: Prepared,
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Outcome> {
	if (skipped) return { items: context.helpers.returnJsonArray(skipped), isSkipped: true };
	return call
		? await runOnce(call, checked)
		: { items: [], error: asNodeError(error, context, itemIndex) };
}

function itemsAtOnce({ method, changes, repeatable = true, itemsAtOnce: own }: Operation): number {
	const isHarmless = repeatable && (!changes || method === 'DELETE');
	return own ?? (isHarmless ? ITEMS_AT_ONCE : 1);
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

async function runOnce(call: OperationCall, checked: unknown): Promise<Outcome> {
	const { operation, context, isProtected } = call;
	const earlier = isProtected ? outputSlot.get(call) : undefined;
	if (earlier) return { items: context.helpers.returnJsonArray(earlier) };
	const failure = uncertainFailure(call);
	if (failure) call.earlierDoubt = { failure };
	try {
		const items = await carryOut(call, checked);
		// With errors among them, a later try has something left to do.
		if (operation.creates && !items.some(({ error }) => error)) {
			outputSlot.set(
				call,
				items.map(({ json }) => json),
			);
		}
		forgetUncertain(call);
		return { items };
	} catch (error) {
		if (error instanceof PagesFailure) {
			return {
				items: context.helpers.returnJsonArray(error.records),
				error: await nodeErrorOf(error.reason, call),
			};
		}
		if (leavesDoubt(error)) keepUncertain(call, call.request(), error.details);
		return { items: [], error: await nodeErrorOf(error, call) };
	}
}

async function carryOut(call: OperationCall, checked: unknown): Promise<INodeExecutionData[]> {
	const { operation, context } = call;
	if (operation.run) return await operation.run(call, checked);
	const response = operation.pages
		? await collectPages(call)
		: operation.creates
			? (await sendOnce(call, call.request())).body
			: (await call.send(call.request())).body;
	return context.helpers.returnJsonArray(resultOf(response, call));
}

async function nodeErrorOf(
	error: unknown,
	call: OperationCall,
): Promise<NodeApiError | NodeOperationError> {
	if (error instanceof ApiFailure) return await failureOf(error, call);
	const nodeError = asNodeError(error, call.context, call.itemIndex);
	const earlier = earlierDoubtOf(call);
	if (earlier && nodeError instanceof NodeOperationError) {
		const said = `${mayBeCarriedOutBefore(earlier)}. ${earlier.advice}`;
		nodeError.description = sentences(nodeError.description ?? '', said);
	}
	return nodeError;
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
