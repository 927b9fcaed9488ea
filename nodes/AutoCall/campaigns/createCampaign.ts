import { omit } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
import { withReport } from '../../shared/contacts/collectContacts';
import { sendOnce } from '../../shared/duplicates/sendOnce';
import { isInDoubt } from '../../shared/duplicates/uncertain';
import { traceable } from '../service/clientIds';
import { nestedPageOf, withoutPageOf } from '../service/nestedPages';
import { campaignContacts } from './campaignContacts';
import { completeBody, type CheckedCampaign } from './checkedCampaign';
import { countingCost, guardCost, reservedCost, tellingWhatIsNeeded } from './costGuard';
import { REPORT_ADDRESS } from './currentState';
import type { CampaignKind } from './kinds';
import { withinAllowedHours } from './quietHours';
import { assertReachable, resumeUrlOf } from './resumeAddress';
import { isSameCampaign } from './sameCampaign';
import { smsReportOf } from './smsTexts';
import { waits } from './waitForCompletion';

/**
 * Makes a campaign (POST /autocalls or /bulks) once all is well: the contacts and the texts, the hours, the
 * cost. It is made once, whatever becomes of the answer.
 *
 * @returns the campaign as the API gave it, what became of the contacts, and how long the SMS are
 * @throws NodeOperationError before anything is sent; ApiFailure
 */
export async function createCampaign(
	call: OperationCall,
	kind: CampaignKind,
	{ request: checked, contacts, ...known }: CheckedCampaign,
): Promise<INodeExecutionData[]> {
	const smsReport = known.smsReport ?? (await smsReportOf(call, kind, contacts));
	const { complete: _complete, ...request } = checked;
	const given = await completeBody(checked);
	const resumeUrl = waits(call) ? resumeUrlOf(call) : undefined;
	if (resumeUrl) await assertReachable(call, resumeUrl);
	const callback = resumeUrl && { [REPORT_ADDRESS]: resumeUrl };
	// What an earlier try may have made isn't sent again, only looked for: at whatever hour, for whatever cost.
	const wasSent = isInDoubt(call, request);
	const body = wasSent ? given : await withinAllowedHours(call, kind, given);
	const cost = wasSent ? reservedCost(call) : await guardCost(call, kind, body, contacts);
	const name = body.name as string;
	const { entries, contactListId, report } = await campaignContacts(call, contacts, name);
	const whole = { ...request, body: { ...body, ...callback, list_id: entries } };
	const { request: create, lookFor } = await traceable(
		call,
		whole,
		async ({ id }, isOwn) => {
			const path = [kind.path, id as number];
			const { body: made } = await call.send({ method: 'GET', path });
			return !isOwn || (await isSameCampaign(call, whole.body, made, nestedPageOf({ path })))
				? made
				: undefined;
		},
		waits(call),
	);
	const response = await tellingWhatIsNeeded(
		call,
		kind,
		{ ...body, list_id: entries },
		async () => await countingCost(call, cost, async () => await sendOnce(call, create, lookFor)),
	);
	const path = [kind.path, 'id'];
	const campaign = omit(withoutPageOf({ path }, response.body ?? {}), Object.keys(callback ?? {}));
	// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
	const inBackground = { name, status: 'creating', client_id: create.body?.client_id };
	const output = {
		...(response.status === 202 ? inBackground : campaign),
		...(contactListId !== undefined && { contactListId }),
		...(smsReport && { smsReport }),
	};
	return [{ json: withReport(output, report) }];
}
