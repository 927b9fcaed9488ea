import type { IDataObject } from 'n8n-workflow';

import {
	campaignContacts,
	contactsAreInputItems,
	withReport,
} from '../../contacts/campaignContacts';
import { defineOperation } from '../../runtime/operation';
import { spamSuspicion } from './failures';
import { autocallFields } from './fields';
import { autocallRequest } from './request';

export default defineOperation({
	name: 'Create',
	action: 'Create an autocall',
	description:
		'Call many people with a sound or an interactive scenario; a moderator may check it first',
	endpoint: 'POST /autocalls',
	fields: autocallFields,
	takesAllItems: contactsAreInputItems,
	async run(call) {
		const request = await autocallRequest(call);
		const { name } = request.body;
		const given = await campaignContacts(call, { extraMax: 255 }, name as string);
		const answer = await call.send({
			...request,
			body: { ...request.body, list_id: given.entries },
		});
		// Over 5,000 numbers the service answers 202 without a body and makes the autocall later.
		const { calls, ...autocall } =
			answer.status === 202 ? ({ name, status: 'creating' } as IDataObject) : answer.body;
		return [{ json: withReport(autocall, given) }];
	},
	failures: spamSuspicion,
});
