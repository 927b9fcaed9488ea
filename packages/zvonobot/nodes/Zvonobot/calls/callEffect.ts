import { createHash } from 'crypto';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { Effect } from '../../../../../nodes/shared/declaration/operation';
import { allowIdenticalOption } from '../../../../../nodes/shared/duplicates/identicalItems';
import { MOST_IN_REQUEST } from './contacts';
import type { CallPlan } from './createCalls';

/** The option with which several items may call the same people with the same message. */
export const allowIdentical = allowIdenticalOption(
	'Calls',
	'Whether several items may call the same people with the same message, so that they are called several times',
);

/**
 * Identifies an item's calls by their people, in any order, and by everything that they hear and when.
 *
 * @returns undefined where nobody is called
 */
export function callEffect(
	_call: OperationCall,
	{ body, contacts, personal }: CallPlan,
): Effect | undefined {
	if (contacts.count === 0) return undefined;
	const people: string[] = [];
	for (const part of contacts.parts(MOST_IN_REQUEST)) {
		for (const contact of part) people.push(JSON.stringify(personal ? contact : contact.number));
	}
	const hash = createHash('sha256').update(JSON.stringify(body));
	for (const person of people.sort()) hash.update(`\n${person}`);
	return {
		hash: hash.digest('base64'),
		said: 'call the same people with the same message',
		advice:
			'Turn on Execute Once in the settings of the node, or set Contacts to Input Items, where every item is one person. If several calls are meant, turn on Options → Allow Identical Calls.',
	};
}
