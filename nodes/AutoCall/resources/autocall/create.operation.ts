import {
	campaignContacts,
	contactsAreInputItems,
	withReport,
} from '../../contacts/campaignContacts';
import { defineOperation } from '../../runtime/operation';
import { spamSuspicion } from './failures';
import { autocallFields } from './fields';
import { autocallBody } from './requestBody';

export default defineOperation({
	name: 'Create',
	action: 'Create an autocall',
	description:
		'Call many people with a sound or an interactive scenario; a moderator may check it first',
	endpoint: 'POST /autocalls',
	fields: autocallFields,
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const body = await autocallBody(call);
		const given = await campaignContacts(call, { extraMax: 255 }, body.name as string);
		const request = { ...call.request(), body: { ...body, list_id: given.entries } };
		const { status, body: autocall } = await call.send(request);
		// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
		const json = status === 202 ? { name: body.name, status: 'creating', ...autocall } : autocall;
		return [{ json: withReport(json, given) }];
	},
	failures: spamSuspicion,
});
