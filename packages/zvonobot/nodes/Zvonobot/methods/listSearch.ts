import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchResults, type NameOf } from '../../../../../nodes/shared/execution/lists';
import { recordsOf } from './records';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

type Value = INodeListSearchResult['results'][number]['value'];

/** The account's audio. Its endpoint is in use, but not in the instruction. */
export const searchAudio = search('getRecords', nameWithModeration);

/** The numbers to call from, as a create takes them. */
export const searchPhones = search(
	'getPhones',
	({ phone, enable = true }) => `${String(phone)}${isOn(enable) ? '' : ' (not confirmed)'}`,
	'phone',
	withPlus,
);

/** The account's templates. */
export const searchTemplates = search('getTemplates', nameWithModeration);

/** Searches an endpoint that gives everything at once. */
function search(
	endpoint: string,
	nameOf: NameOf,
	valueKey = 'id',
	valueOf = (value: Value) => value,
): Search {
	return async function (filter) {
		const records = await recordsOf(this, endpoint);
		const results = searchResults(records, nameOf, filter, valueKey);
		return { results: results.map(({ name, value }) => ({ name, value: valueOf(value) })) };
	};
}

/** Without a plus, a number of fewer than eleven digits could lack its country's code. */
function withPlus(phone: Value): Value {
	return /^\d{7,10}$/.test(String(phone)) ? `+${phone}` : phone;
}

function nameWithModeration({ id, name, needModeration }: IDataObject): string {
	return `${String(name ?? id)}${isOn(needModeration) ? ' (with the moderator)' : ''}`;
}

/** A flag of the service: `true`, `1` or `"1"`. */
function isOn(flag: unknown): boolean {
	return Number(flag) === 1;
}
