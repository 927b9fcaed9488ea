import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isBlank } from '../../../../../nodes/shared/declaration/parsers';
import { searchResults, type NameOf } from '../../../../../nodes/shared/execution/lists';
import { recordsOf } from './records';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The account's audio. Its endpoint is in use, but not in the instruction. */
export const searchAudio = search('getRecords', nameWithModeration);

/** The numbers to call from, as a create takes them. */
export const searchPhones = search(
	'getPhones',
	({ phone, enable = true }) => `${String(phone)}${isOn(enable) ? '' : ' (not confirmed)'}`,
	'phone',
);

/** The account's templates. */
export const searchTemplates = search('getTemplates', nameWithModeration);

/** Searches an endpoint that gives everything at once. */
function search(endpoint: string, nameOf: NameOf, valueKey = 'id'): Search {
	return async function (filter) {
		const records = await recordsOf(this, endpoint);
		const withValue = records.filter((record) => !isBlank(record[valueKey]));
		return { results: searchResults(withValue, nameOf, filter, valueKey) };
	};
}

function nameWithModeration({ id, name, needModeration }: IDataObject): string {
	return `${String(name ?? id)}${isOn(needModeration) ? ' (with the moderator)' : ''}`;
}

/** A flag of the service: `true`, `1` or `"1"`. */
function isOn(flag: unknown): boolean {
	return Number(flag) === 1;
}
