import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
import { withReport, type ContactsReport } from '../../shared/contacts/collectContacts';
import type { Recognise } from '../../shared/duplicates/clientId';
import { sendOnce } from '../../shared/duplicates/sendOnce';
import { isInDoubt } from '../../shared/duplicates/uncertain';
import { assertReachable, resumeUrlOf } from '../../shared/waiting/resumeAddress';
import { waits } from '../../shared/waiting/waitForCompletion';
import { traceable } from '../service/clientIds';
import { nestedPageOf, withoutPageOf } from '../service/nestedPages';
import { campaignContacts } from './campaignContacts';
import { completeBody, type CheckedCampaign } from './checkedCampaign';
import { withinMaxCost } from './costGuard';
import { REPORT_ADDRESS } from './currentState';
import type { CampaignKind } from './kinds';
import { withinAllowedHours } from './quietHours';
import { isSameCampaign } from './sameCampaign';
import { smsReportOf } from './smsTexts';
import { CAMPAIGN_WAITING } from './waiting';

/** A campaign that the service has created. */
export interface MadeCampaign {
	/** Its detail with the first page of its calls or messages; left out while it is created in the background. */
	detail?: IDataObject;
	/** The request's body. */
	sent: IDataObject;
	/** The list that was created for its contacts. */
	contactListId?: number;
	/** The report on the contacts. */
	report?: ContactsReport;
	/** The lengths of the SMS. */
	smsReport?: IDataObject[];
}

/**
 * Creates a campaign (POST /autocalls or /bulks) after all checks: of the contacts and texts, the hours and the
 * cost. It is created once, even if the response is lost.
 *
 * @throws NodeOperationError before anything is sent; ApiFailure
 */
export async function makeCampaign(
	call: OperationCall,
	kind: CampaignKind,
	{ request: checked, contacts, ...known }: CheckedCampaign,
): Promise<MadeCampaign> {
	const smsReport = known.smsReport ?? (await smsReportOf(call, kind, contacts));
	const request = omit(checked, 'complete');
	const given = await completeBody(checked);
	const resumeUrl = waits(call) ? resumeUrlOf(call, CAMPAIGN_WAITING) : undefined;
	if (resumeUrl) await assertReachable(call, resumeUrl, CAMPAIGN_WAITING);
	const callback = resumeUrl && { [REPORT_ADDRESS]: resumeUrl };
	const make = async (body: IDataObject): Promise<MadeCampaign> => {
		const { entries, ...made } = await campaignContacts(call, contacts, body.name as string);
		const whole = { ...request, body: { ...body, ...callback, list_id: entries } };
		const recognise = recogniserOf(call, kind, whole.body);
		const { request: create, lookFor } = await traceable(call, whole, recognise, waits(call));
		const response = await sendOnce(call, create, lookFor);
		// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
		const detail = response.status === 202 ? undefined : (response.body ?? {});
		return { ...made, detail, sent: create.body ?? {}, smsReport };
	};
	// The request of an earlier try isn't sent again, only looked up: at whatever hour, for whatever cost.
	if (isInDoubt(call, request)) return await make(given);
	const body = await withinAllowedHours(call, kind, given);
	return await withinMaxCost(call, kind, body, contacts, async () => await make(body));
}

/**
 * Creates a campaign, and returns its output.
 *
 * @returns the campaign as the API returned it, the report on the contacts, and the lengths of the SMS
 * @throws as `makeCampaign`
 */
export async function createCampaign(
	call: OperationCall,
	kind: CampaignKind,
	campaign: CheckedCampaign,
): Promise<INodeExecutionData[]> {
	const { detail, sent, ...made } = await makeCampaign(call, kind, campaign);
	const { contactListId, report, smsReport } = made;
	const output = {
		...(detail
			? omit(withoutPageOf({ path: [kind.path, 'id'] }, detail), waits(call) ? REPORT_ADDRESS : [])
			: { name: sent.name, status: 'creating', client_id: sent.client_id }),
		...(contactListId !== undefined && { contactListId }),
		...(smsReport && { smsReport }),
	};
	return [{ json: withReport(output, report) }];
}

/** Recognises a campaign with the client ID of a request as the one that the request created. */
function recogniserOf(call: OperationCall, kind: CampaignKind, asked: IDataObject): Recognise {
	return async ({ id }, isOwn) => {
		const path = [kind.path, id as number];
		const { body: made } = await call.send({ method: 'GET', path });
		const isSame = !isOwn || (await isSameCampaign(call, asked, made, nestedPageOf({ path })));
		return isSame ? made : undefined;
	};
}
