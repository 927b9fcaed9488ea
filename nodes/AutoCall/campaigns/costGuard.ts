import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../runtime/field';
import type { OperationCall } from '../runtime/operationCall';
import type { CampaignContacts } from './campaignContacts';
import { calculateCost } from './campaignCost';
import type { CampaignKind } from './kinds';

/** The most that a campaign may cost. */
export const maxCostOption: Field = {
	displayName: 'Max Cost',
	name: 'maxCost',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1000,
	// An expression that comes out empty would switch the guard off without a word.
	required: true,
	description:
		'The most that it may cost, in tenge. What it could cost is asked for first; if that is more than this, or more than the balance, nothing is sent.',
};

/**
 * Refuses a campaign that could cost more than Max Cost, or than the balance; without Max Cost nothing is
 * asked (POST /autocalls/calculate or /bulks/calculate, GET /balance).
 *
 * @param body the campaign without its contacts
 * @throws NodeOperationError with the figures; ApiFailure when they can't be had
 */
export async function guardCost(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
	contacts: CampaignContacts,
): Promise<void> {
	const { parameters } = call;
	const maxCost = parameters.get<number>('options.maxCost');
	if (maxCost === undefined) return;
	const cost = await calculateCost(
		call,
		{ method: 'POST', path: [kind.path, 'calculate'], body },
		contacts,
	);
	if (cost > maxCost) {
		throw parameters.invalid(
			'Max Cost',
			`is ${inTenge(maxCost)}, but the ${kind.noun} could cost ${inTenge(cost)}`,
			'Nothing was sent. Raise Max Cost, or reach fewer people.',
		);
	}
	const account = await call.send({ method: 'GET', path: ['balance'] });
	const balance = Number(account.body.balance);
	if (cost > balance) {
		throw parameters.invalid(
			'Max Cost',
			`cannot be met: the ${kind.noun} could cost ${inTenge(cost)}, but the balance is ${inTenge(balance)}`,
			'Nothing was sent. Top up the account (Payment → Create Top-Up gives a payment link), or reach fewer people.',
		);
	}
}

/** `1,250.50 tenge` */
function inTenge(amount: number): string {
	return `${amount.toLocaleString('en-US', { maximumFractionDigits: 2 })} tenge`;
}
