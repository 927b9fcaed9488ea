import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForList, searchResults, type NameOf } from '../../shared/execution/lists';
import { fetchPage } from '../../shared/transport/pages';
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

export const searchContactLists = searchPages(
	'lists',
	({ name, contacts_count: count }) => `${name} (${sizeOf(Number(count))})`,
);

export const searchSounds = searchPages(
	'sounds',
	({ name, duration, confirmed }) =>
		`${name} (${lengthOf(Number(duration))}, ${approval(Boolean(confirmed))})`,
);

export const searchScenarios = searchPages(
	'scenarios',
	({ name, confirmed_at }) => `${name} (${approval(Boolean(confirmed_at))})`,
);

export const searchAutocalls = searchPages(
	'autocalls',
	({ name, status }) => `${name} (${status})`,
);

export const searchSmsBulks = searchPages('bulks', ({ name, status }) => `${name} (${status})`);

export const searchCallerIds = searchRows('caller-ids', callerIdName);

/** The rented numbers themselves, as POST /autocalls takes them. */
export const searchCallerIdNumbers = searchRows('caller-ids', callerIdName, 'number');

export const searchNotifications = searchRows('notifications', ({ type, created_at, data }) =>
	[type, (data as IDataObject | null)?.name, created_at].filter(Boolean).join(' · '),
);

function sizeOf(contacts: number): string {
	return `${contacts.toLocaleString('en')} ${contacts === 1 ? 'contact' : 'contacts'}`;
}

/** A length as players show it: 75 seconds are `1:15`. */
function lengthOf(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function approval(isApproved: boolean): string {
	return isApproved ? 'approved' : 'not approved';
}

function callerIdName({ number, rented_until }: IDataObject): string {
	return `${number} (until ${rented_until})`;
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
		const { body } = await askForList(
			this,
			autoCall.service,
			async () =>
				await autoCall.send<{ data: IDataObject[] }>(this, { method: 'GET', path: [endpoint] }),
		);
		return { results: searchResults(body.data, nameOf, filter, valueKey) };
	};
}
