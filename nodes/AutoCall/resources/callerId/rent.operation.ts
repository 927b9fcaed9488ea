import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/declaration/operation';
import { sendOnce } from '../../../shared/duplicates/sendOnce';
import { freeCallerIdId } from '../locators';

export default defineOperation({
	name: 'Rent',
	action: 'Rent a caller ID',
	description: 'Rent a free number for a month; the rent is taken from the balance at once',
	endpoint: 'POST /caller-ids',
	fields: [freeCallerIdId],
	async run(call) {
		const { memory, isProtected } = call;
		const id = call.parameters.get<number>('callerIdId');
		const rented = async () => {
			const { body } = await call.send({ method: 'GET', path: ['caller-ids'] });
			return (body.data as IDataObject[]).find((number) => number.id === id);
		};
		const request = call.request();
		if (isProtected && !call.isInDoubt(request)) {
			const before = await rented();
			memory.rented = { id, until: before?.rented_until as string | undefined };
		}
		const { body } = await sendOnce(call, request, async () => {
			const made = await rented();
			if (!memory.rented || memory.rented.id !== id) return 'unclear';
			// What was rented before is not what the request has rented.
			return made && made.rented_until !== memory.rented.until ? { made } : 'nothing';
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
	howToCheck: 'Check with Caller ID → Get Many whether it is rented before you run this again.',
});
