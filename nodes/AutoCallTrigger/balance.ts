import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { DateTime } from 'luxon';

import { SERVICE_ZONE } from '../AutoCall/service/dates';
import { amountIn } from '../AutoCall/service/tenge';
import { asInvalidValue } from '../shared/declaration/parsers';
import { autoCall } from '../AutoCall/service/transport';
import { BALANCE_BELOW } from './events';

/** The account's balance against the person's threshold. */
export interface BalanceCheck {
	isBelow: boolean;
	/** The event as the node returns it. */
	event: IDataObject;
}

/**
 * Fetches the balance (GET /balance) and compares it.
 *
 * @param threshold tenge; below means less than this
 * @throws ApiFailure when the balance can't be fetched; NodeOperationError when the response has no amount
 */
export async function checkBalance(
	context: IPollFunctions,
	threshold: number,
	now: DateTime,
): Promise<BalanceCheck> {
	const { body } = await autoCall.send<IDataObject>(context, { method: 'GET', path: ['balance'] });
	const balance = balanceIn(body, context);
	const createdAt = now.setZone(SERVICE_ZONE).toISO({ suppressMilliseconds: true });
	return {
		isBelow: balance < threshold,
		event: {
			id: `${BALANCE_BELOW}:${createdAt}`,
			event: BALANCE_BELOW,
			createdAt,
			data: { balance, currency: body.currency, threshold },
		},
	};
}

/** Reads the balance: without an amount it is neither below nor above. */
function balanceIn(response: IDataObject, context: IPollFunctions): number {
	try {
		return amountIn(response, 'balance', 'the balance');
	} catch (error) {
		throw new NodeOperationError(context.getNode(), asInvalidValue(error).message, {
			description:
				'It could not be compared with Balance Threshold. The next check tries again. If this keeps happening, ask AutoCall.kz support at info@autocall.kz.',
		});
	}
}
