import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../runtime/operation';
import { sendOnce } from '../../runtime/sendOnce';
import { freeCallerIdId } from '../locators';

export default defineOperation({
	name: 'Rent',
	action: 'Rent a caller ID',
	description: 'Rent a free number for a month; the rent is taken from the balance at once',
	endpoint: 'POST /caller-ids',
	fields: [freeCallerIdId],
	async run(call) {
		const id = call.parameters.get<number>('callerIdId');
		const { body } = await sendOnce(call, call.request(), async () => {
			const rented = await call.send({ method: 'GET', path: ['caller-ids'] });
			const made = (rented.body.data as IDataObject[]).find((number) => number.id === id);
			return made ? { made } : 'nothing';
		});
		return [{ json: body }];
	},
	failures: {
		403: {
			message: 'The tariff of the account does not allow another caller ID',
			description:
				'Bronze allows none, Silver 1 and Gold 2. Release a number first, or move to a higher tariff.',
		},
		409: {
			message: 'This number is already rented by someone else',
			description: 'Choose another free number at autocall.kz and use its ID.',
		},
	},
	howToCheck: 'Look with Caller ID → Get Many whether it is rented before you run this again.',
});
