import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationCall } from '../runtime/operationCall';
import { collectContacts, type ContactsReport } from './collectContacts';
import type { Contact, ContactBounds } from './contact';
import { createContactList } from './contactLists';
import { LIST_CODES } from './numbers';

/** Most entries of `list_id` in one request (POST /autocalls, POST /bulks, POST /autocalls/calculate). */
export const ENTRIES_PER_CAMPAIGN = 5_000;

/** The contacts of a campaign: parts of `list_id` as the API takes it, and what became of those given. */
export interface CampaignContacts {
	count: number;
	parts(size: number): Generator<Array<number | Contact>>;
	/** Left out when the contacts are existing lists. */
	report?: ContactsReport;
}

/** Whether the input items are the contacts, so that the operation runs once for all of them. */
export function contactsAreInputItems(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('contactsSource', 0) === 'inputItems';
}

/**
 * The contacts of a campaign as they were given, in whatever number.
 *
 * @throws NodeOperationError as `collectContacts`
 */
export function givenCampaignContacts(
	call: OperationCall,
	bounds: ContactBounds,
): CampaignContacts {
	if (call.parameters.get('contactsSource') === 'contactLists') {
		const entries = call.parameters.get<number[]>('contactListIds') ?? [];
		if (entries.length > ENTRIES_PER_CAMPAIGN) {
			throw call.parameters.invalid(
				'Contact List Names or IDs',
				`must name at most ${ENTRIES_PER_CAMPAIGN} lists, but names ${entries.length}`,
			);
		}
		return lists(entries);
	}
	return collectContacts(call, bounds);
}

function lists(ids: number[]): CampaignContacts {
	return {
		count: ids.length,
		*parts() {
			yield ids;
		},
	};
}

/**
 * `list_id` of a new campaign. More than 5,000 contacts become a contact list first, which is named
 * after the campaign.
 *
 * @throws NodeOperationError as `collectContacts`, ApiFailure as `createContactList`
 */
export async function campaignContacts(
	call: OperationCall,
	bounds: ContactBounds,
	listName: string,
): Promise<{ entries: Array<number | Contact>; report?: ContactsReport; contactListId?: number }> {
	const given = givenCampaignContacts(call, bounds);
	if (given.count <= ENTRIES_PER_CAMPAIGN) {
		return { entries: [...given.parts(ENTRIES_PER_CAMPAIGN)].flat(), report: given.report };
	}
	const contacts = collectContacts(call, { codes: LIST_CODES, extraMax: 255 });
	const list = await createContactList(call, { name: listName }, contacts);
	const contactListId = list.id as number;
	call.alreadyDone = `the contact list ${contactListId} was made with all ${contacts.count} contacts. Choose it under Contacts → Contact Lists instead of sending them again`;
	return { entries: [contactListId], report: contacts.report, contactListId };
}

/** A campaign's output: the API's object, and what became of the contacts. */
export function withReport(
	campaign: IDataObject,
	{ report, contactListId }: { report?: ContactsReport; contactListId?: number },
): IDataObject {
	return {
		...campaign,
		...(contactListId !== undefined && { contactListId }),
		...(report && { contactsReport: report as unknown as IDataObject }),
	};
}
