import type { IDataObject } from 'n8n-workflow';

import type { Contact } from '../../shared/contacts/contact';
import { contactListOf } from './contactLists';
import type { OperationCall } from '../../shared/call/operationCall';
import type { Page } from '../../shared/transport/pages';

/** Fields that a campaign has unchanged from its request (AutocallDetail, BulkDetail). */
const COMPARED = ['name', 'type', 'text', 'text_unanswered', 'scenario_id', 'caller_id'];
/** Most lists whose contacts are counted, each a request. */
const MOST_LISTS = 10;

/**
 * Whether a campaign matches a request in everything that the service returns about it: texts, sounds, and the
 * number of people and who they are. For a `client_id` of the person's, which other campaigns may have too.
 *
 * @param asked the request's body
 * @param made the campaign with the first page of its calls or messages (GET /autocalls/{id}, /bulks/{id})
 * @param page the key of that page
 * @throws ApiFailure when its lists can't be fetched
 */
export async function isSameCampaign(
	call: OperationCall,
	asked: IDataObject,
	made: IDataObject,
	page = '',
): Promise<boolean> {
	const entries = asked.list_id as Array<number | Contact>;
	const { total, data } = made[page] as unknown as Page;
	const hasSameFields = COMPARED.every((field) => wordOf(asked[field]) === wordOf(made[field]));
	if (!hasSameFields || !hasSameSounds(asked, made)) return false;
	const lists = entries.filter((entry) => typeof entry === 'number');
	const numbers = new Set(entries.map((entry) => (typeof entry === 'number' ? '' : entry.number)));
	if (lists.length === 0) {
		return total === entries.length && data.every(({ number }) => numbers.has(String(number)));
	}
	if (made.list_id !== undefined) return String(made.list_id) === String(lists);
	return lists.length <= MOST_LISTS && total === (await peopleIn(call, lists));
}

function wordOf(value: unknown): string {
	return String(value ?? '').trim();
}

/** Sounds that are made with the campaign get their IDs only then. */
function hasSameSounds(asked: IDataObject, made: IDataObject): boolean {
	const sounds = (asked.audio_id ?? []) as unknown[];
	const areKnown = sounds.length > 0 && sounds.every((sound) => typeof sound === 'number');
	return !areKnown || String(made.audio_id) === String(sounds);
}

async function peopleIn(call: OperationCall, lists: number[]): Promise<number> {
	let people = 0;
	for (const id of lists) people += Number((await contactListOf(call, id)).contacts_count);
	return people;
}
