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
	/** Adds data too large to be held for all items, such as an audio file; the body has its hash. */
	complete?(body: IDataObject): Promise<IDataObject>;
}

/** A campaign that has passed all checks possible without the service. */
export interface CheckedCampaign {
	request: CampaignRequest;
	contacts: CampaignContacts;
	/** How long the SMS are; left out while the contacts must be read for that. */
	smsReport?: IDataObject[];
}

/**
 * Runs all checks of a campaign that need no request.
 *
 * @throws NodeOperationError that names the problem
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

/** A campaign's complete body, without the contacts. */
export async function completeBody({ body, complete }: CampaignRequest): Promise<IDataObject> {
	return (await complete?.(body)) ?? body;
}
