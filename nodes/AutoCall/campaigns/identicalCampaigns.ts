import omit from 'lodash/omit';
import { createHash } from 'crypto';

import type { Effect } from '../../shared/declaration/operation';
import type { Contact } from '../../shared/contacts/contact';
import { allowIdenticalOption } from '../../shared/duplicates/identicalItems';
import { ENTRIES_PER_CAMPAIGN, type CampaignContacts } from './campaignContacts';
import type { CheckedCampaign } from './checkedCampaign';
import type { CampaignKind } from './kinds';
import { variablesIn } from './smsVariables';

/** Whether the same people may be called or texted alike by several items. */
export const allowIdentical = allowIdenticalOption(
	'Campaigns',
	'Whether several items may create the same campaign, so that the same people get the same call or SMS several times',
);

const ADVICE =
	'Turn on Execute Once in the settings of the node, or set Contacts to Input Items, where every item is one person.';
const ADVICE_FOR_ONE = 'Remove the duplicate items, for instance with a Remove Duplicates node.';

/** Fields that the people called or texted don't notice. */
const UNNOTICED = ['name', 'client_id', 'callback_url'];

/** The effect of an item's campaign on people: who gets what and when, in whatever order. */
export function effectOf(
	kind: CampaignKind,
	{ request: { body }, contacts }: CheckedCampaign,
): Effect {
	const used = kind.texts.flatMap((field) => variablesIn(String(body[field] ?? '')));
	const people: string[] = [];
	for (const part of contacts.parts(ENTRIES_PER_CAMPAIGN)) {
		for (const entry of part) people.push(noticedOf(entry, used));
	}
	const hash = createHash('sha256').update(JSON.stringify(omit(body, UNNOTICED)));
	for (const person of people.sort()) hash.update(`\n${person}`);
	return {
		hash: hash.digest('base64'),
		said: `${kind.act} to the same ${whom(kind, contacts)}`,
		advice: `${kind.isNow ? ADVICE_FOR_ONE : ADVICE} If you do want several, turn on Options → Allow Identical Campaigns.`,
	};
}

function whom({ isNow }: CampaignKind, { mustBeRead }: CampaignContacts): string {
	if (isNow) return 'number';
	return mustBeRead ? 'lists' : 'people';
}

/** An existing list, or a person with the values that the texts have for them. */
function noticedOf(entry: number | Contact, used: string[]): string {
	if (typeof entry === 'number') return String(entry);
	const { number, variables = {} } = entry;
	return JSON.stringify([number, ...used.map((name) => variables[name] ?? '')]);
}
