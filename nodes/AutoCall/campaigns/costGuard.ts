import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { isAboutBalance, shortageOf } from '../service/failures';
import { inTenge, neededAmountIn } from '../service/tenge';
import { amount } from '../../shared/declaration/amount';
import type { Field } from '../../shared/declaration/field';
import { itemSlot, runSlot } from '../../shared/call/memory';
import { uncertainFailure } from '../../shared/duplicates/uncertain';
import type { OperationCall } from '../../shared/call/operationCall';
import { ApiFailure } from '../../shared/transport/apiFailure';
import { describeFailure } from '../../shared/execution/describeFailure';
import { leavesDoubt } from '../../shared/duplicates/doubt';
import type { CampaignContacts } from './campaignContacts';
import { calculateCost } from './campaignCost';
import type { CampaignKind } from './kinds';

/** The most that the campaigns of a run may cost. */
export const maxCostOption: Field = {
	displayName: 'Max Cost',
	name: 'maxCost',
	type: 'number',
	protects: true,
	typeOptions: { minValue: 0 },
	default: 1000,
	// An expression that returns nothing would silently switch the guard off.
	required: true,
	parse: amount({ min: 0 }),
	description:
		'The most that all campaigns of this run may cost together, in tenge. The node asks for the highest possible cost first; if it is above this or above the balance, nothing is sent.',
};

/** The use of Max Cost, in tenge: of an item, and of all items. */
const itemCost = itemSlot<number>('cost');
const runCost = runSlot<number>('cost');

/**
 * Makes a campaign if its cost fits into what is left of Max Cost, and into the balance. The cost and the balance
 * are fetched for this (POST /autocalls/calculate or /bulks/calculate, GET /balance); without Max Cost nothing is.
 * The cost is reserved at once, before another item is compared; only a campaign that was refused for sure doesn't
 * count. Where the account can't pay, the error tells what is needed.
 *
 * @param body the campaign without its contacts
 * @param make sends the campaign
 * @throws NodeOperationError with the figures, or when the service returns none; ApiFailure
 */
export async function withinMaxCost<Made>(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
	contacts: CampaignContacts,
	make: () => Promise<Made>,
): Promise<Made> {
	const maxCost = call.parameters.get<number>('options.maxCost');
	const cost = maxCost === undefined ? 0 : await calculateCost(call, kind, body, contacts);
	// A retried item that Duplicate Protection creates only once doesn't count against itself.
	const ownBefore = call.isProtected ? 0 : reservedCost(call);
	if (maxCost !== undefined) assertLeft(call, kind, cost, maxCost);
	reserve(call, ownBefore + cost);
	if (maxCost !== undefined) {
		await assertBalance(call, cost).catch((error: unknown) => {
			reserve(call, ownBefore);
			throw error;
		});
	}
	return await make().catch(async (error: unknown) => {
		if (error instanceof ApiFailure && isAboutBalance(error.details)) {
			// Without the cost the error goes on without it.
			const needed =
				cost || (await calculateCost(call, kind, body, contacts).catch(() => undefined));
			error.details.neededAmount = needed;
		}
		const isRefused = error instanceof ApiFailure && !leavesDoubt(error);
		if (isRefused && !(call.isProtected && uncertainFailure(call))) reserve(call, ownBefore);
		throw error;
	});
}

function assertLeft(call: OperationCall, kind: CampaignKind, cost: number, maxCost: number): void {
	const all = runCost.get(call) ?? 0;
	const used = call.isProtected ? all - reservedCost(call) : all;
	if (inTiyn(used + cost) <= inTiyn(maxCost)) return;
	const limit =
		used > 0
			? `${inTenge(maxCost)} for the whole run, of which earlier items use ${inTenge(used)}`
			: inTenge(maxCost);
	throw call.parameters.invalid(
		'Max Cost',
		`is ${limit}, but the ${kind.noun} could cost ${inTenge(cost)}`,
		`${used > 0 ? `This ${kind.noun} was not` : 'Nothing was'} sent. Raise Max Cost, or reach fewer people.`,
	);
}

async function assertBalance(call: OperationCall, cost: number): Promise<void> {
	const account = await call.send({ method: 'GET', path: ['balance'] });
	const balance = neededAmountIn(call, account.body, 'balance', 'the balance');
	if (cost > balance) throw balanceTooLow(call, cost, balance);
}

/** The share of Max Cost that an item has used, in tenge: made, or perhaps made. */
function reservedCost(call: OperationCall): number {
	return itemCost.get(call) ?? 0;
}

function reserve(call: OperationCall, cost: number): void {
	runCost.set(call, (runCost.get(call) ?? 0) - reservedCost(call) + cost);
	itemCost.set(call, cost);
}

function balanceTooLow(call: OperationCall, cost: number, balance: number): NodeOperationError {
	const { context, itemIndex } = call;
	const refused = { status: 402, method: 'POST' } as const;
	const words = describeFailure(call.transport.service, refused, {
		cause: shortageOf(cost, balance),
	});
	return new NodeOperationError(context.getNode(), `${words.message} [item ${itemIndex}]`, {
		itemIndex,
		description: words.description,
	});
}

/** Sums of fractions of a tenge are exact in hundredths only. */
function inTiyn(tenge: number): number {
	return Math.round(tenge * 100);
}
