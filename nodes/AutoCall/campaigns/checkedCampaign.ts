import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
import { checkWait } from '../../shared/waiting/waitForCompletion';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import { givenCampaignContacts, type CampaignContacts } from './campaignContacts';
import type { CampaignKind } from './kinds';
import { checkTexts, smsReportOf } from './smsTexts';
import { CAMPAIGN_WAITING } from './waiting';

/** The request of a campaign, without its contacts. */
export interface CampaignRequest extends ApiRequest {
	body: IDataObject;
	/** Puts in what is too large to be held for all items, such as an audio file; the body has its hash. */
	complete?(body: IDataObject): Promise<IDataObject>;
}

/** A campaign in which all is well that can be checked without the service. */
export interface CheckedCampaign {
	request: CampaignRequest;
	contacts: CampaignContacts;
	/** How long the SMS are; left out while the contacts must be read for that. */
	smsReport?: IDataObject[];
}

/**
 * Checks what can be checked of a campaign without the service.
 *
 * @throws NodeOperationError that names what is wrong
 */
export async function checkCampaign(
	call: OperationCall,
	kind: CampaignKind,
	request: CampaignRequest,
): Promise<CheckedCampaign> {
	checkWait(call, CAMPAIGN_WAITING);
	checkTexts(call, kind);
	const contacts = givenCampaignContacts(call, kind.bounds);
	if (contacts.mustBeRead) return { request, contacts };
	return { request, contacts, smsReport: await smsReportOf(call, kind, contacts) };
}

/** A campaign's body with all that it needs but the contacts. */
export async function completeBody({ body, complete }: CampaignRequest): Promise<IDataObject> {
	return (await complete?.(body)) ?? body;
}
