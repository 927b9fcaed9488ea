import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../service/defineOperation';
import { sendOnce } from '../../../shared/duplicates/sendOnce';
import { itemSlot } from '../../../shared/call/memory';
import { isInDoubt } from '../../../shared/duplicates/uncertain';
import { freeCallerIdId } from '../locators';

/** The caller ID that is being rented, and until when it was rented before. */
const rentedBefore = itemSlot<{ id?: number; until?: string }>('rented');

export default defineOperation({
	name: 'Rent',
	action: 'Rent a caller ID',
	description: 'Rent a free number for a month; the rent is charged to the balance at once',
	endpoint: 'POST /caller-ids',
	returns: 'number',
	fields: [freeCallerIdId],
	async run(call) {
		const id = call.parameters.get<number>('callerIdId');
		const rented = async () => {
			const { body } = await call.send({ method: 'GET', path: ['caller-ids'] });
			return (body.data as IDataObject[]).find((number) => number.id === id);
		};
		const request = call.request();
		if (call.isProtected && !isInDoubt(call, request)) {
			const until = (await rented())?.rented_until as string | undefined;
			rentedBefore.set(call, { id, until });
		}
		const { body } = await sendOnce(call, request, async () => {
			const made = await rented();
			const before = rentedBefore.get(call);
			if (before?.id !== id) return 'unclear';
			// A number that was rented before was not rented by the request.
			return made && made.rented_until !== before?.until ? { made } : 'nothing';
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
	howToCheck: 'Use Caller ID → Get Many to check whether it is rented before you run this again.',
});
