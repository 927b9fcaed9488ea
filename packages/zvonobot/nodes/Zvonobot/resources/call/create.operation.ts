import { contactsAreInputItems } from '../../../../../../nodes/shared/contacts/collectContacts';
import { callAdditionalFields, checkDays } from '../../calls/additionalFields';
import { answersField } from '../../calls/answersField';
import { allowIdenticalOption, callEffect } from '../../calls/callEffect';
import { callContactFields, callContacts } from '../../calls/contacts';
import { createCalls, type CallPlan } from '../../calls/createCalls';
import { choicesToApi, messageFields } from '../../calls/messageFields';
import { withSecret } from '../../calls/webhookTexts';
import { defineOperation } from '../../service/defineOperation';
import { plannedAtField, plannedAtOf } from '../../service/moments';

export default defineOperation({
	name: 'Create',
	action: 'Call people',
	description:
		'Call one person or many with an audio file or a spoken text, and act on their answers',
	endpoint: 'POST /apiCalls/create',
	fields: [
		...callContactFields,
		...messageFields,
		answersField,
		plannedAtField,
		callAdditionalFields,
	],
	options: [allowIdenticalOption],
	takesAllItems: contactsAreInputItems,
	check(call): CallPlan {
		checkDays(call);
		const plannedAt = plannedAtOf(call);
		const body = {
			...call.request().body,
			...choicesToApi(call),
			...(plannedAt !== undefined && { plannedAt }),
		};
		return { contacts: callContacts(call), body };
	},
	effect: callEffect,
	run: async (call, plan) =>
		await createCalls(call, { ...plan, body: await withSecret(call, plan.body) }),
	howToCheck:
		'Look in your account at Zvonobot whether the people are called before you run this again.',
});
