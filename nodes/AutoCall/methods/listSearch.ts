import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isBlank } from '../../shared/declaration/parsers';
import { askForList, searchResults, type NameOf } from '../../shared/execution/lists';
import { fetchPage } from '../../shared/transport/pages';
import { asObject, recordsUnder } from '../../shared/transport/responseShape';
import { autoCall } from '../service/transport';

/** Pages of one search before it offers to continue. */
const PAGES_PER_SEARCH = 5;
/** How many results are enough to show. */
const ENOUGH_RESULTS = 20;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export const searchContactLists = searchPages('lists', (list) =>
	named(list, sizeOf(list.contacts_count)),
);

export const searchSounds = searchPages('sounds', (sound) =>
	named(sound, lengthOf(sound.duration), approval(isOn(sound.confirmed))),
);

export const searchScenarios = searchPages('scenarios', (scenario) =>
	named(scenario, approval(Boolean(scenario.confirmed_at))),
);

export const searchAutocalls = searchPages('autocalls', (autocall) =>
	named(autocall, autocall.status),
);

export const searchSmsBulks = searchPages('bulks', (bulk) => named(bulk, bulk.status));

export const searchCallerIds = searchRows('caller-ids', callerIdName);

/** The rented numbers themselves, as POST /autocalls takes them. */
export const searchCallerIdNumbers = searchRows('caller-ids', callerIdName, 'number');

export const searchNotifications = searchRows(
	'notifications',
	({ id, type, created_at, data }) =>
		[type, asObject(data).name, created_at].filter(Boolean).join(' · ') || String(id),
);

/** A name with what is known besides; the ID of what has no name. */
function named({ id, name }: IDataObject, ...known: unknown[]): string {
	const details = known.filter((detail) => !isBlank(detail)).join(', ');
	return `${String(isBlank(name) ? id : name)}${details && ` (${details})`}`;
}

function sizeOf(contacts: unknown): string | undefined {
	if (isBlank(contacts)) return undefined;
	return `${Number(contacts).toLocaleString('en')} ${Number(contacts) === 1 ? 'contact' : 'contacts'}`;
}

/** A length as players show it: 75 seconds are `1:15`. */
function lengthOf(duration: unknown): string | undefined {
	if (isBlank(duration)) return undefined;
	const seconds = Number(duration);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function approval(isApproved: boolean): string {
	return isApproved ? 'approved' : 'not approved';
}

/** A flag of the service: `true`, `1` or `"1"`. */
function isOn(flag: unknown): boolean {
	return Number(flag) === 1;
}

function callerIdName({ id, number, rented_until: until }: IDataObject): string {
	return named({ id, name: number }, until && `until ${String(until)}`);
}

/** Searches a paged endpoint: the service has no search, so its pages are searched in turn. */
function searchPages(endpoint: string, nameOf: NameOf): Search {
	return async function (filter, paginationToken) {
		const results: INodeListSearchResult['results'] = [];
		const first = Number(paginationToken ?? 1);
		for (let number = first; ; number++) {
			const page = await askForList(
				this,
				autoCall.service,
				async () =>
					await fetchPage(
						autoCall.service,
						async (request) => await autoCall.send(this, request),
						{ method: 'GET', path: [endpoint] },
						number,
					),
			);
			results.push(...searchResults(page.data, nameOf, filter));
			if (number >= page.last_page || page.data.length === 0) return { results };
			if (results.length >= ENOUGH_RESULTS || number >= first + PAGES_PER_SEARCH - 1) {
				return { results, paginationToken: String(number + 1) };
			}
		}
	};
}

/** Searches an endpoint that returns everything at once under `data`. */
function searchRows(endpoint: string, nameOf: NameOf, valueKey = 'id'): Search {
	return async function (filter) {
		const records = await askForList(this, autoCall.service, async () => {
			const { body, status } = await autoCall.send<IDataObject>(this, {
				method: 'GET',
				path: [endpoint],
			});
			return recordsUnder('data', body, status);
		});
		return { results: searchResults(records, nameOf, filter, valueKey) };
	};
}
