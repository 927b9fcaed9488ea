import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { DateTime } from 'luxon';

import { SERVICE_ZONE } from '../AutoCall/runtime/dates';
import { ApiFailure } from '../AutoCall/transport/apiFailure';
import { send } from '../AutoCall/transport/send';
import { BALANCE_BELOW } from './events';

/** The account's balance against the person's threshold. */
export interface BalanceCheck {
	isBelow: boolean;
	/** The event as it comes out of the node. */
	event: IDataObject;
}

/**
 * Looks at the balance.
 *
 * @param threshold tenge; below means less than this
 * @throws ApiFailure when the balance can't be had, or isn't in the answer
 */
export async function checkBalance(
	context: IPollFunctions,
	threshold: number,
	now: DateTime,
): Promise<BalanceCheck> {
	const { body, status } = await send<{ balance?: number; currency?: string }>(context, {
		method: 'GET',
		path: ['balance'],
	});
	const balance = Number.parseFloat(String(body.balance));
	// Without a balance nothing is known: neither that it is below nor that it is above.
	if (Number.isNaN(balance)) throw new ApiFailure({ status, unreadableBody: true });
	const createdAt = now.setZone(SERVICE_ZONE).toISO({ suppressMilliseconds: true });
	return {
		isBelow: balance < threshold,
		event: {
			id: `${BALANCE_BELOW}:${createdAt}`,
			event: BALANCE_BELOW,
			createdAt,
			data: { balance: body.balance, currency: body.currency, threshold },
		},
	};
}
