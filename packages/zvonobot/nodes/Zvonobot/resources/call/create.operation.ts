import { contactsAreInputItems } from '../../../../../../nodes/shared/contacts/collectContacts';
import { waitForCompletion } from '../../../../../../nodes/shared/waiting/waitForCompletion';
import { callAdditionalFields, checkDays } from '../../calls/additionalFields';
import { answersField } from '../../calls/answersField';
import { allowIdentical, callEffect } from '../../calls/callEffect';
import { callContactFields, callContacts } from '../../calls/contacts';
import { createCalls, type CallPlan } from '../../calls/createCalls';
import { choicesToApi, messageFields } from '../../calls/messageFields';
import { CALL_WAITING, checkCallWait, reportAddress, waitFields } from '../../calls/waiting';
import { withSecret } from '../../service/webhookTexts';
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
		...waitFields,
	],
	options: [allowIdentical],
	takesAllItems: contactsAreInputItems,
	check(call): CallPlan {
		checkDays(call);
		const plannedAt = plannedAtOf(call);
		const body = {
			...call.request().body,
			...choicesToApi(call),
			...(plannedAt !== undefined && { plannedAt }),
		};
		const plan = { contacts: callContacts(call), body };
		checkCallWait(call, plan);
		return plan;
	},
	effect: callEffect,
	async run(call, plan) {
		const body = { ...(await withSecret(call, plan.body)), ...(await reportAddress(call)) };
		return await createCalls(call, { ...plan, body });
	},
	afterwards: waitForCompletion(CALL_WAITING),
	howToCheck:
		'Look in your account at Zvonobot whether the people are called before you run this again.',
});
