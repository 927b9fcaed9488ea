import type { OperationCall } from '../runtime/operationCall';
import type { ApiRequest } from '../transport/apiRequest';
import { ENTRIES_PER_CAMPAIGN, type CampaignContacts } from './campaignContacts';

/**
 * Asks what a campaign would cost at most. More than 5,000 contacts are asked for in parts, whose
 * costs add up.
 *
 * @param request the calculation without its contacts
 * @returns tenge
 * @throws ApiFailure of the first part that is refused; nothing is sent to anyone in any case
 */
export async function calculateCost(
	call: OperationCall,
	request: ApiRequest,
	contacts: CampaignContacts,
): Promise<number> {
	let total = 0;
	for (const part of contacts.parts(ENTRIES_PER_CAMPAIGN)) {
		const { body } = await call.send<{ max_cost: number }>({
			...request,
			body: { ...request.body, list_id: part },
			repeatable: true,
		});
		total += Number(body.max_cost);
	}
	return Math.round(total * 100) / 100;
}
