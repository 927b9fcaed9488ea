import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchResults, type NameOf } from '../../../../../nodes/shared/execution/lists';
import { recordsOf } from './records';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The account's audio. Its endpoint is in use, but not in the instruction. */
export const searchAudio = search(
	'getRecords',
	({ id, name, needModeration }) =>
		`${String(name ?? id)}${needModeration === 1 ? ' (with the moderator)' : ''}`,
);

/** The numbers to call from, as a create takes them. */
export const searchPhones = search(
	'getPhones',
	({ phone, enable }) => `${String(phone)}${enable === false ? ' (not confirmed)' : ''}`,
	'phone',
);

/** The account's templates. */
export const searchTemplates = search(
	'getTemplates',
	({ id, name, needModeration }) =>
		`${String(name ?? id)}${needModeration === 1 ? ' (with the moderator)' : ''}`,
);

/** Searches an endpoint that gives everything at once. */
function search(endpoint: string, nameOf: NameOf, valueKey = 'id'): Search {
	return async function (filter) {
		const records = await recordsOf(this, endpoint);
		return { results: searchResults(records, nameOf, filter, valueKey) };
	};
}
