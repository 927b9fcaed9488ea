import type { Field } from '../../../../../../nodes/shared/declaration/field';
import { text } from '../../../../../../nodes/shared/declaration/parsers';
import { asObject } from '../../../../../../nodes/shared/transport/responseShape';
import { countOf, defineOperation, unexpected } from '../../service/autodialer';
import {
	allowIdentical,
	assertHours,
	callEffect,
	dialingFields,
	NUMBER_TEXT,
	phoneNumber,
} from '../../service/dialing';

const texts = { type: 'string', default: '', parse: text({ max: 255 }) } as const;
const variables = [1, 2, 3].map((number): Field => ({
	...{ ...texts, displayName: `Variable ${number}`, name: `variable${number}` },
	api: `query.var${number}`,
	description: 'Text that the scenario says in place of this variable',
}));

export default defineOperation({
	name: 'Create',
	action: 'Call one person',
	description: 'Call one person with a scenario of your account',
	endpoint: 'POST /newcall',
	// Blank rather than left out, so that nothing is taken from the call before.
	constants: { 'query.id': '0', 'query.var1': '', 'query.var2': '', 'query.var3': '' },
	fields: [
		{
			...{ ...texts, displayName: 'Number', name: 'number', required: true, api: 'query.phone' },
			parse: phoneNumber,
			description: NUMBER_TEXT,
		},
		{
			...{ ...texts, displayName: 'Name', name: 'name', required: true, api: 'query.name' },
			description: 'Name of the person. The manual marks it with a star, taken as required.',
		},
		{
			...{ ...texts, displayName: 'UUID', name: 'uuid', required: true, api: 'query.UUID' },
			description:
				'ID of the person in your CRM. The manual marks it with a star, taken as required.',
		},
		...dialingFields('query.timestart', 'query.timestop', 5),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: variables,
		},
	],
	options: [allowIdentical],
	check: assertHours,
	effect: (call) => callEffect('make the same call', call.request().body),
	result(response, call) {
		const output = asObject(response);
		const { QUERY_ID, QUERY_COUNT = 1 } = output;
		if (QUERY_ID === undefined || Number.isNaN(countOf(QUERY_COUNT)))
			throw unexpected(response, { words: call.request().words, repeatable: false });
		return output;
	},
	howToCheck:
		'Look in your account at Autodialer whether the call is there before you run this again.',
});
