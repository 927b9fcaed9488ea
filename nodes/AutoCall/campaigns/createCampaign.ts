import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { withReport } from '../../shared/contacts/collectContacts';
import { traceable } from '../../shared/duplicates/clientId';
import { omit } from '../../shared/declaration/dotPath';
import type { OperationCall } from '../../shared/execution/operationCall';
import { sendOnce } from '../../shared/duplicates/sendOnce';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import { campaignContacts, givenCampaignContacts, type CampaignContacts } from './campaignContacts';
import { countingCost, guardCost, tellingWhatIsNeeded } from './costGuard';
import { REPORT_ADDRESS } from './currentState';
import { effectOf } from './identicalCampaigns';
import type { CampaignKind } from './kinds';
import { withinAllowedHours } from './quietHours';
import { assertReachable, resumeUrlOf } from './resumeAddress';
import { isSameCampaign } from './sameCampaign';
import { checkTexts, smsReportOf } from './smsTexts';
import { checkWait, waits } from './waitForCompletion';

/**
 * Checks what can be checked of a campaign without the service.
 *
 * @returns its contacts, and how long the SMS are unless the contacts must be read for that
 * @throws NodeOperationError that names what is wrong
 */
async function checkCampaign(
	call: OperationCall,
	kind: CampaignKind,
): Promise<{ contacts: CampaignContacts; smsReport?: IDataObject[] }> {
	checkWait(call);
	checkTexts(call, kind);
	const contacts = givenCampaignContacts(call, kind.bounds);
	if (contacts.mustBeRead) return { contacts };
	return { contacts, smsReport: await smsReportOf(call, kind, contacts) };
}

/**
 * Checks one of several items, and notes what its campaign would do to people.
 *
 * @param request as for `createCampaign`
 * @throws NodeOperationError as `checkCampaign`
 */
export async function checkOneOfSeveral(
	call: OperationCall,
	kind: CampaignKind,
	{ body = {} }: ApiRequest,
): Promise<void> {
	const { contacts } = await checkCampaign(call, kind);
	call.effect = effectOf(call, kind, body, contacts);
}

/**
 * Makes a campaign (POST /autocalls or /bulks) once all is well: the contacts and the texts, the hours, the
 * cost. It is made once, whatever becomes of the answer.
 *
 * @param request the request without the contacts
 * @returns the campaign as the API gave it, what became of the contacts, and how long the SMS are
 * @throws NodeOperationError before anything is sent; ApiFailure
 */
export async function createCampaign(
	call: OperationCall,
	kind: CampaignKind,
	{ body: given = {}, ...request }: ApiRequest,
): Promise<INodeExecutionData[]> {
	const { contacts, smsReport = await smsReportOf(call, kind, contacts) } = await checkCampaign(
		call,
		kind,
	);
	const resumeUrl = waits(call) ? resumeUrlOf(call) : undefined;
	if (resumeUrl) await assertReachable(call, resumeUrl);
	const callback = resumeUrl && { [REPORT_ADDRESS]: resumeUrl };
	// What an earlier try may have made isn't sent again, only looked for: at whatever hour, for whatever cost.
	const isInDoubt = call.isInDoubt(request);
	const body = isInDoubt ? given : await withinAllowedHours(call, kind, given);
	const cost = isInDoubt ? (call.memory.cost ?? 0) : await guardCost(call, kind, body, contacts);
	const name = body.name as string;
	const { entries, contactListId, report } = await campaignContacts(call, contacts, name);
	const whole = { ...request, body: { ...body, ...callback, list_id: entries } };
	const { request: create, lookFor } = await traceable(
		call,
		whole,
		async ({ id }, isOwn) => {
			const { body: made } = await call.send({ method: 'GET', path: [kind.path, id as number] });
			return !isOwn || (await isSameCampaign(call, kind, whole.body, made)) ? made : undefined;
		},
		waits(call),
	);
	const answer = await tellingWhatIsNeeded(
		call,
		kind,
		{ ...body, list_id: entries },
		async () => await countingCost(call, cost, async () => await sendOnce(call, create, lookFor)),
	);
	const campaign = omit(answer.body ?? {}, kind.page, ...Object.keys(callback ?? {}));
	// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
	const inBackground = { name, status: 'creating', client_id: create.body?.client_id };
	const output = {
		...(answer.status === 202 ? inBackground : campaign),
		...(contactListId !== undefined && { contactListId }),
		...(smsReport && { smsReport }),
	};
	return [{ json: withReport(output, report) }];
}
