import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { itemSlot } from '../../shared/call/memory';
import type { OperationCall } from '../../shared/call/operationCall';
import type { Contact } from '../../shared/contacts/contact';
import type { Field } from '../../shared/declaration/field';
import { text } from '../../shared/declaration/parsers';
import { SERVICE_ZONE } from '../service/dates';
import { nestedPageOf } from '../service/nestedPages';
import { phoneNumber } from '../service/numbers';
import type { CampaignContacts } from './campaignContacts';
import type { CampaignRequest, CheckedCampaign } from './checkedCampaign';
import { makeCampaign } from './createCampaign';
import type { CampaignKind } from './kinds';
import { checkTexts, refuseVariables, smsReportOf } from './smsTexts';

/** The person who is called or texted. */
export const numberField: Field = {
	displayName: 'Number',
	name: 'number',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +7 701 123 45 67',
	parse: phoneNumber(),
	reports: 'list_id.0.number',
	description: 'Phone number in Kazakhstan, in any usual format',
};

/** The note on the person. */
export function extraField({ bounds: { extraMax } }: CampaignKind): Field {
	return {
		displayName: 'Extra',
		name: 'extra',
		type: 'string',
		default: '',
		parse: text({ max: extraMax }),
		reports: 'list_id.0.extra',
		description: `A note on the person, such as the full name or your customer number, at most ${extraMax} characters. It is returned with the result.`,
	};
}

/** The generated name of a campaign without one; kept, so that a later try looks up the same. */
const givenName = itemSlot<string>('name');

/**
 * Checks a campaign for one person.
 *
 * @param request without the person and the name
 * @throws NodeOperationError that names the problem
 */
export async function checkOne(
	call: OperationCall,
	kind: CampaignKind,
	request: CampaignRequest,
): Promise<CheckedCampaign> {
	checkTexts(call, kind);
	refuseVariables(call, kind);
	const contacts = oneContact(call);
	const body = { ...request.body, name: request.body.name ?? nameFor(call) };
	return {
		request: { ...request, body },
		contacts,
		smsReport: await smsReportOf(call, kind, contacts),
	};
}

/**
 * Calls or texts one person by a campaign of one contact.
 *
 * @returns the call or the message, with the campaign's ID, status and costs added
 * @throws as `makeCampaign`
 */
export async function sendToOne(
	call: OperationCall,
	kind: CampaignKind,
	campaign: CheckedCampaign,
): Promise<INodeExecutionData[]> {
	const { detail = {} } = await makeCampaign(call, kind, campaign);
	const { number } = onlyContact(call);
	return [{ json: { number, ...recipientOf(kind, detail) } }];
}

/** The call or the message of a campaign that goes to one person, with its own ID, status and costs. */
export function recipientOf({ path, prefix }: CampaignKind, detail: IDataObject): IDataObject {
	const page = detail[nestedPageOf({ path: [path, 'id'] }) ?? ''] as { data?: IDataObject[] };
	const { id, status, max_cost, final_cost } = detail;
	return {
		...page?.data?.[0],
		[`${prefix}_id`]: id,
		[`${prefix}_status`]: status,
		max_cost,
		final_cost,
	};
}

function oneContact(call: OperationCall): CampaignContacts {
	const contact = onlyContact(call);
	return {
		count: 1,
		*parts() {
			yield [contact];
		},
		mustBeRead: false,
		async each(visit) {
			visit(contact, 'the person');
		},
	};
}

function onlyContact({ parameters }: OperationCall): Contact {
	const number = parameters.get<string>('number') ?? '';
	const extra = parameters.get<string>('additionalFields.extra');
	return { number, ...(extra !== undefined && { extra }) };
}

/** `+77011234567 2026-11-21 14:05:09`, of the API's 40 characters. */
function nameFor(call: OperationCall): string {
	const { number } = onlyContact(call);
	const now = DateTime.now().setZone(SERVICE_ZONE).toFormat('yyyy-MM-dd HH:mm:ss');
	const name = givenName.get(call) ?? `${number} ${now}`;
	givenName.set(call, name);
	return name;
}
