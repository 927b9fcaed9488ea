import {
	collectContacts,
	type CollectedContacts,
	type ContactsReport,
} from '../../shared/contacts/collectContacts';
import type { Contact, ContactBounds } from '../../shared/contacts/contact';
import { createContactList, LIST_BOUNDS } from './contactLists';
import { pagesOf } from '../../shared/execution/collectPages';
import type { OperationCall } from '../../shared/call/operationCall';
import { isNotFound } from '../../shared/transport/apiFailure';
import { reasonOf, fetchAllRecords } from '../../shared/transport/fetchAllRecords';

/** Most entries of `list_id` in one request (POST /autocalls, POST /bulks, POST /autocalls/calculate). */
export const ENTRIES_PER_CAMPAIGN = 5_000;

/** The checked contacts of a campaign: parts of `list_id` as the API takes it, and the report on those given. */
export interface CampaignContacts {
	count: number;
	parts(size: number): Generator<Array<number | Contact>>;
	/** Whether they are at the service only, so that `each` fetches them. */
	mustBeRead: boolean;
	/**
	 * Visits every person with their name in messages: `item 3`, `contact 812 of list 73`.
	 *
	 * @throws ApiFailure when they can't be read; NodeOperationError when a list doesn't exist
	 */
	each(visit: (contact: Pick<Contact, 'variables'>, place: string) => void): Promise<void>;
	/** See `CollectedContacts`; left out when the contacts are existing lists. */
	placeOf?: (index: number) => string | undefined;
	/** Left out when the contacts are existing lists. */
	report?: ContactsReport;
	/** The same as a contact list takes them, where they are too many for one request. */
	forList?: CollectedContacts;
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
		return inLists(call, entries);
	}
	const contacts = collectContacts(call, bounds);
	const isTooMany = contacts.count > ENTRIES_PER_CAMPAIGN;
	return {
		...contacts,
		forList: isTooMany ? collectContacts(call, LIST_BOUNDS, contacts.source) : undefined,
		mustBeRead: false,
		async each(visit) {
			for (const [contact, place] of contacts.placed()) visit(contact, place);
		},
	};
}

function inLists(call: OperationCall, ids: number[]): CampaignContacts {
	return {
		count: ids.length,
		*parts() {
			yield ids;
		},
		mustBeRead: true,
		async each(visit) {
			for (const id of ids) {
				for (const contact of await contactsIn(call, id)) {
					visit(contact, `contact ${contact.id} of list ${id}`);
				}
			}
		},
	};
}

async function contactsIn(
	call: OperationCall,
	listId: number,
): Promise<Array<Contact & { id: number }>> {
	const fetchPage = pagesOf(call, { method: 'GET', path: ['lists', listId] });
	const onPage = (fetched: number, all: number) =>
		call.progress.step(fetched, all, `pages of the contacts in list ${listId}`);
	try {
		const records = await fetchAllRecords(fetchPage, { onPage });
		return records as unknown as Array<Contact & { id: number }>;
	} catch (error) {
		const reason = reasonOf(error);
		throw isNotFound(reason) ? missingListError(call, listId) : reason;
	}
}

function missingListError({ parameters }: OperationCall, listId: number): Error {
	return parameters.invalid(
		'Contact List Names or IDs',
		`names the contact list ${listId}, which was not found`,
		'Nothing was sent. The list may have been deleted, or belong to another account.',
	);
}

/**
 * `list_id` of a new campaign, of the contacts that were given. More than 5,000 become a contact list
 * first, which is named after the campaign.
 *
 * @throws NodeOperationError, ApiFailure as `createContactList`
 */
export async function campaignContacts(
	call: OperationCall,
	given: CampaignContacts,
	listName: string,
): Promise<{ entries: Array<number | Contact>; report?: ContactsReport; contactListId?: number }> {
	const { forList: contacts } = given;
	if (!contacts) {
		call.contactPlace = given.placeOf;
		return { entries: [...given.parts(ENTRIES_PER_CAMPAIGN)].flat(), report: given.report };
	}
	const list = await createContactList(call, { name: listName }, contacts);
	const contactListId = list.id as number;
	call.alreadyDone = {
		what: `the contact list ${contactListId} was created with all ${contacts.count} contacts`,
		advice: `${call.isProtected ? 'Retrying the failed execution uses it. ' : ''}When you start a new execution, choose this list under Contacts → Contact Lists instead of sending the contacts again.`,
	};
	call.contactPlace = undefined;
	return { entries: [contactListId], report: contacts.report, contactListId };
}
