import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { isAboutBalance, shortageOf } from '../service/failures';
import { amountIn, inTenge } from '../service/tenge';
import { amount } from '../../shared/declaration/amount';
import type { Field } from '../../shared/declaration/field';
import { itemSlot, runSlot } from '../../shared/call/memory';
import { uncertainFailure } from '../../shared/duplicates/uncertain';
import type { OperationCall } from '../../shared/call/operationCall';
import { ApiFailure } from '../../shared/transport/apiFailure';
import { describeFailure } from '../../shared/execution/describeFailure';
import { leavesDoubt } from '../../shared/duplicates/doubt';
import type { CampaignContacts } from './campaignContacts';
import { calculateCost, costOf, knownAmount } from './campaignCost';
import type { CampaignKind } from './kinds';

/** The most that the campaigns of a run may cost. */
export const maxCostOption: Field = {
	displayName: 'Max Cost',
	name: 'maxCost',
	type: 'number',
	protects: true,
	typeOptions: { minValue: 0 },
	default: 1000,
	// An expression that comes out empty would switch the guard off without a word.
	required: true,
	parse: amount({ min: 0 }),
	description:
		'The most that it may cost, in tenge; with several items, all of them together. What it could cost is asked for first; if that is more than this, or more than the balance, nothing is sent.',
};

/** The use of Max Cost, in tenge: of an item, and of all items. */
const itemCost = itemSlot<number>('cost');
const runCost = runSlot<number>('cost');

/**
 * Refuses a campaign that could cost more than Max Cost leaves for it, or than the balance; without Max Cost
 * nothing is asked (POST /autocalls/calculate or /bulks/calculate, GET /balance).
 *
 * @param body the campaign without its contacts
 * @returns what it could cost, in tenge; 0 without Max Cost
 * @throws NodeOperationError with the figures, or when the service gives none; ApiFailure
 */
export async function guardCost(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
	contacts: CampaignContacts,
): Promise<number> {
	const { parameters } = call;
	const maxCost = parameters.get<number>('options.maxCost');
	if (maxCost === undefined) return 0;
	const cost = await calculateCost(call, kind, body, contacts);
	const used = usedBefore(call);
	if (inTiyn(used + cost) > inTiyn(maxCost)) {
		const limit =
			used > 0
				? `${inTenge(maxCost)} for the whole run, of which earlier items use ${inTenge(used)}`
				: inTenge(maxCost);
		throw parameters.invalid(
			'Max Cost',
			`is ${limit}, but the ${kind.noun} could cost ${inTenge(cost)}`,
			`${used > 0 ? `This ${kind.noun} was not` : 'Nothing was'} sent. Raise Max Cost, or reach fewer people.`,
		);
	}
	const account = await call.send({ method: 'GET', path: ['balance'] });
	const balance = knownAmount(call, () => amountIn(account.body, 'balance', 'the balance'));
	if (cost > balance) throw balanceTooLow(call, cost, balance);
	return cost;
}

/**
 * Makes a campaign, and adds what it could cost to what the run has used of Max Cost. Only what was refused
 * for sure doesn't count.
 *
 * @param cost in tenge
 * @param make sends the campaign
 */
export async function countingCost<Answer>(
	call: OperationCall,
	cost: number,
	make: () => Promise<Answer>,
): Promise<Answer> {
	const { isProtected } = call;
	const before = isProtected ? 0 : reservedCost(call);
	reserve(call, before + cost);
	return await make().catch((error: unknown) => {
		const isRefused = error instanceof ApiFailure && !leavesDoubt(error);
		if (isRefused && !(isProtected && uncertainFailure(call))) reserve(call, before);
		throw error;
	});
}

/**
 * Makes a campaign, and finds out what it needs when the account can't pay it.
 *
 * @param body the campaign with its contacts
 * @param make sends it
 */
export async function tellingWhatIsNeeded<Answer>(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
	make: () => Promise<Answer>,
): Promise<Answer> {
	return await make().catch(async (error: unknown) => {
		if (error instanceof ApiFailure && isAboutBalance(error.details)) {
			// Without the cost the error goes on without it.
			error.details.neededAmount = await costOf(call, kind, body).catch(() => undefined);
		}
		throw error;
	});
}

/**
 * What the run has used of Max Cost, in tenge. An item that Duplicate Protection makes only once doesn't
 * stand in its own way when it is tried again.
 */
function usedBefore(call: OperationCall): number {
	const used = runCost.get(call) ?? 0;
	return call.isProtected ? used - reservedCost(call) : used;
}

/** The share of Max Cost that an item has used, in tenge: made, or perhaps made. */
export function reservedCost(call: OperationCall): number {
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
