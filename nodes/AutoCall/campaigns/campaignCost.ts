import type { IDataObject } from 'n8n-workflow';

import { neededAmountIn } from '../service/tenge';
import type { Contact } from '../../shared/contacts/contact';
import type { OperationCall } from '../../shared/call/operationCall';
import { ENTRIES_PER_CAMPAIGN, type CampaignContacts } from './campaignContacts';
import type { CampaignKind } from './kinds';
import { longestValues } from './smsTexts';

/**
 * Requests the highest possible cost of a campaign (POST /autocalls/calculate or /bulks/calculate). More than
 * 5,000 contacts are sent in parts, whose costs add up. The service prices a campaign by the longest value that
 * any contact has for a variable, so that each part is sent with the longest values of all.
 *
 * @param body the campaign without its contacts
 * @returns tenge
 * @throws ApiFailure of the first part that is refused; NodeOperationError when a response has no amount;
 * nothing is sent to anyone in any case
 */
export async function calculateCost(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
	contacts: CampaignContacts,
): Promise<number> {
	const isInParts = contacts.count > ENTRIES_PER_CAMPAIGN;
	const longest = isInParts ? await longestValues(call, kind, contacts) : undefined;
	let total = 0;
	for (const part of contacts.parts(ENTRIES_PER_CAMPAIGN)) {
		const entries = longest ? part.map((entry) => withVariables(entry, longest)) : part;
		total += await costOf(call, kind, { ...body, list_id: entries });
	}
	return Math.round(total * 100) / 100;
}

/**
 * Requests the highest possible cost of one request for a campaign.
 *
 * @returns tenge
 * @throws as `calculateCost`
 */
async function costOf(call: OperationCall, kind: CampaignKind, body: IDataObject): Promise<number> {
	const { body: response } = await call.send({
		method: 'POST',
		path: [kind.path, 'calculate'],
		body,
		repeatable: true,
		words: { failures: kind.failures },
	});
	const what = `the highest possible cost of the ${kind.noun}`;
	return neededAmountIn(call, response, 'max_cost', what, { min: 0 });
}

/** A contact with values that are as long as any contact's; an existing list is unchanged. */
function withVariables(
	entry: number | Contact,
	variables: Record<string, string>,
): number | Contact {
	if (typeof entry === 'number') return entry;
	return { ...entry, variables: { ...entry.variables, ...variables } };
}
