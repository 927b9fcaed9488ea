import type { IDataObject } from 'n8n-workflow';

import {
	contactsAreInputItems,
	type CollectedContacts,
} from '../../../../../../nodes/shared/contacts/collectContacts';
import type { Contact } from '../../../../../../nodes/shared/contacts/contact';
import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import { locator } from '../../../../../../nodes/shared/declaration/locators';
import { isBlank, shown } from '../../../../../../nodes/shared/declaration/parsers';
import { asObject } from '../../../../../../nodes/shared/transport/responseShape';
import { allowIdentical, callEffect } from '../../calls/callEffect';
import { templateContactFields, templateContacts } from '../../calls/contacts';
import { createCalls, type CallPlan } from '../../calls/createCalls';
import { defineOperation } from '../../service/defineOperation';
import { plannedAtField, plannedAtOf } from '../../service/moments';

export default defineOperation({
	name: 'Create From Template',
	action: 'Call people with a template',
	description: 'Call one person or many with a template of your account that says their own values',
	endpoint: 'POST /apiCalls/createWithTemplate',
	fields: [
		...templateContactFields,
		{
			...locator({
				displayName: 'Template',
				name: 'templateId',
				description: 'The template of your account; a moderator has to have released it',
				searchListMethod: 'searchTemplates',
				example: '71',
			}),
			api: 'templateId',
		},
		plannedAtField,
	],
	options: [allowIdentical],
	takesAllItems: contactsAreInputItems,
	check(call): CallPlan {
		const plannedAt = plannedAtOf(call);
		const contacts = templateContacts(call);
		checkValues(call, contacts);
		const body = { ...call.request().body, ...(plannedAt !== undefined && { plannedAt }) };
		return { contacts, body, personal: variablesOf };
	},
	effect: callEffect,
	run: createCalls,
	howToCheck:
		'Look in your account at Zvonobot whether the people are called before you run this again.',
});

/**
 * Checks that the values of each person can be told apart: the API has them the other way round, each value
 * with the placeholder that it fills.
 *
 * @throws NodeOperationError that names the person
 */
function checkValues({ parameters }: OperationCall, contacts: CollectedContacts): void {
	for (const position of contacts.positions) {
		const place = contacts.source.placeOf(position);
		const known = new Map<string, string>();
		// As they were given: one without a value isn't sent, and its placeholder would be spoken.
		for (const [name, given] of Object.entries(asObject(contacts.source.at(position).variables))) {
			const value = isBlank(given) ? '' : String(given);
			const other = known.get(value);
			const problem =
				value === ''
					? `has no value for {${name}}`
					: other !== undefined &&
						`has the same value for {${other}} and {${name}}: ${shown(value)}`;
			if (problem) {
				throw parameters.invalid(
					'Variables',
					`cannot be sent: ${place} ${problem}`,
					value === ''
						? 'Nothing was sent. Give it a value, or leave the variable out.'
						: 'Nothing was sent. Zvonobot takes each value of a person once only: change one of them, such as by a full stop at its end, or use one placeholder in the template for both.',
				);
			}
			known.set(value, name);
		}
	}
}

/** The values of each person, each with its placeholder. */
function variablesOf(people: Contact[]): IDataObject {
	const entries = people.flatMap(({ number, variables = {} }) => {
		const reversed = Object.entries(variables).map(([name, value]) => [value, `{${name}}`]);
		return reversed.length > 0 ? [[number, Object.fromEntries(reversed) as IDataObject]] : [];
	});
	return entries.length > 0 ? { variables: Object.fromEntries(entries) as IDataObject } : {};
}
