import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { contactListOf } from '../contacts/contactLists';
import { withReport } from '../contacts/collectContacts';
import { traceable } from '../runtime/clientId';
import { omit } from '../runtime/dotPath';
import type { OperationCall } from '../runtime/operationCall';
import { sendOnce, type Traces } from '../runtime/sendOnce';
import type { ApiRequest } from '../transport/apiRequest';
import {
	campaignContacts,
	ENTRIES_PER_CAMPAIGN,
	givenCampaignContacts,
	type CampaignContacts,
} from './campaignContacts';
import { countingCost, guardCost, tellingWhatIsNeeded } from './costGuard';
import { effectOf } from './identicalCampaigns';
import { AUTOCALL, type CampaignKind } from './kinds';
import { withinAllowedHours } from './quietHours';
import { checkTexts, smsReportOf } from './smsTexts';
import { assertReachable, checkWait, resumeUrlOf, waits } from './waitForCompletion';

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
	const callback = waits(call) ? { callback_url: resumeUrlOf(call) } : undefined;
	if (callback) await assertReachable(call, callback.callback_url);
	const body = await withinAllowedHours(call, kind, given);
	const cost = await guardCost(call, kind, body, contacts);
	const name = body.name as string;
	const { entries, contactListId, report } = await campaignContacts(call, contacts, name);
	const create = await traceable(
		call,
		{ ...request, body: { ...body, ...callback, list_id: entries } },
		waits(call),
	);
	const lookFor = create.lookFor && (async () => await madeOf(call, kind, entries, create.lookFor));
	const send = async () => await sendOnce(call, create.request, lookFor);
	const answer = await tellingWhatIsNeeded(
		call,
		kind,
		{ ...body, list_id: entries },
		async () => await countingCost(call, cost, send),
	);
	const campaign = omit(answer.body ?? {}, kind.page);
	// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
	const inBackground = { name, status: 'creating', client_id: create.request.body?.client_id };
	const output = {
		...(answer.status === 202 ? inBackground : campaign),
		...(contactListId !== undefined && { contactListId }),
		...(smsReport && { smsReport }),
	};
	return [{ json: withReport(output, report) }];
}

/** What a campaign's request has made; the campaign as a create gives it. */
async function madeOf(
	call: OperationCall,
	kind: CampaignKind,
	entries: unknown[],
	lookFor: (() => Promise<Traces>) | undefined,
): Promise<Traces> {
	const traces = (await lookFor?.()) ?? 'unclear';
	if (traces === 'nothing') {
		return kind === AUTOCALL && (await isMadeLater(call, entries)) ? 'unclear' : 'nothing';
	}
	if (traces === 'unclear') return traces;
	const { body } = await call.send({ method: 'GET', path: [kind.path, traces.made.id as number] });
	return { made: body };
}

/** Whether there are so many numbers that the service may be about to make the autocall (202). */
async function isMadeLater(call: OperationCall, entries: unknown[]): Promise<boolean> {
	let numbers = 0;
	for (const entry of entries) {
		numbers +=
			typeof entry === 'number' ? Number((await contactListOf(call, entry)).contacts_count) : 1;
		if (numbers > ENTRIES_PER_CAMPAIGN) return true;
	}
	return false;
}
