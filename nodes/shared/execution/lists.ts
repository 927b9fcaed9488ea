import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isBlank } from '../declaration/parsers';
import { apiFailureOf } from '../transport/apiFailure';
import { foreignText } from '../transport/foreignText';
import type { Service } from '../transport/service';
import { describeFailure, failureError } from './describeFailure';

/** Most characters of a name in a list. */
const MOST_CHARACTERS = 150;

/** How a record is called in a list. */
export type NameOf = (record: IDataObject) => string;

/** The records whose name or value a person has searched for, as a list of the editor; none without a value. */
export function searchResults(
	records: IDataObject[],
	nameOf: NameOf,
	filter = '',
	valueKey = 'id',
): INodeListSearchResult['results'] {
	const wanted = filter.trim().toLowerCase();
	return records
		.filter((record) => !isBlank(record[valueKey]))
		.map((record) => ({
			name: foreignText(nameOf(record), MOST_CHARACTERS),
			value: record[valueKey] as string | number,
		}))
		.filter(({ name, value }) => name.toLowerCase().includes(wanted) || String(value) === wanted);
}

/**
 * Asks for a list of the editor.
 *
 * @throws NodeApiError in words for people in place of an ApiFailure
 */
export async function askForList<Value>(
	context: ILoadOptionsFunctions,
	service: Service,
	request: () => Promise<Value>,
): Promise<Value> {
	try {
		return await request();
	} catch (error) {
		const { details } = apiFailureOf(error);
		throw failureError(context.getNode(), details, describeFailure(service, details));
	}
}
