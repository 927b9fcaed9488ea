import type { OperationCall } from '../call/operationCall';
import type { ContactSource, GivenContact, ItemField } from './contact';
import { definedContacts, parsedJson } from './definedContacts';
import { inputItems } from './inputItems';

/**
 * The contacts that the parameter Contacts points at: input items, those defined in the node, or JSON.
 *
 * @param itemFields parameters that name a field of the input items for a variable
 * @throws NodeOperationError when the JSON is no list of contacts; as `inputItems` and `definedContacts`
 */
export function contactSource(call: OperationCall, itemFields?: ItemField[]): ContactSource {
	switch (call.parameters.get('contactsSource')) {
		case 'inputItems':
			return inputItems(call, itemFields);
		case 'define':
			return entries(definedContacts(call));
		default:
			return entries(jsonContacts(call));
	}
}

function entries(given: unknown[]): ContactSource {
	return {
		count: given.length,
		placeOf: (position) => `contact ${position + 1}`,
		at(position) {
			const entry = given[position];
			return typeof entry === 'object' && entry !== null
				? (entry as GivenContact)
				: { number: entry };
		},
	};
}

function jsonContacts({ parameters }: OperationCall): unknown[] {
	const notAList = () => parameters.invalid('Contacts (JSON)', 'must be an array of contacts');
	const list = parsedJson(parameters.given('contactsJson'), notAList);
	if (!Array.isArray(list)) throw notAList();
	return list;
}
