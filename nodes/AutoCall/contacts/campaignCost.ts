import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../runtime/operationCall';
import type { ApiRequest } from '../transport/apiRequest';
import { ENTRIES_PER_CAMPAIGN, givenCampaignContacts, withReport } from './campaignContacts';
import type { ContactBounds } from './contact';

/**
 * Asks what a campaign would cost at most. More than 5,000 contacts are asked for in parts, whose
 * costs add up.
 *
 * @param request the calculation without its contacts
 * @returns `max_cost` in tenge
 * @throws ApiFailure of the first part that is refused; nothing is sent to anyone in any case
 */
export async function calculateCost(
	call: OperationCall,
	request: ApiRequest,
	bounds: ContactBounds,
): Promise<IDataObject> {
	const given = givenCampaignContacts(call, bounds);
	let total = 0;
	for (const part of given.parts(ENTRIES_PER_CAMPAIGN)) {
		const { body } = await call.send<{ max_cost: number }>({
			...request,
			body: { ...request.body, list_id: part },
			// A calculation changes nothing, so that its POST can be repeated.
			repeatable: true,
		});
		total += Number(body.max_cost);
	}
	return withReport({ max_cost: Math.round(total * 100) / 100 }, given);
}
