import { NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

import { amount } from '../shared/declaration/amount';
import { asInvalidValue, isBlank } from '../shared/declaration/parsers';
import { BALANCE_BELOW } from './events';

/** The trigger's parameters. */
export interface TriggerSettings {
	/** Notification types, `*` or `balanceBelow`; at least one. */
	events: string[];
	/** Tenge; 0 when the balance is not among the events. */
	balanceThreshold: number;
	includeDetails: boolean;
	markAsRead: boolean;
	/** Whether the first poll delivers what is still unread. */
	deliverUnread: boolean;
}

/**
 * Reads the trigger's parameters.
 *
 * @throws NodeOperationError when no event is chosen, or the threshold is empty or not an amount
 */
export function settingsOf(context: IPollFunctions): TriggerSettings {
	const events = context.getNodeParameter('events', []) as string[];
	if (events.length === 0) {
		throw new NodeOperationError(context.getNode(), '"Events" is required, but is empty', {
			description: 'Choose at least one event to start the workflow.',
		});
	}
	const options = context.getNodeParameter('options', {}) as Partial<TriggerSettings>;
	return {
		events,
		balanceThreshold: events.includes(BALANCE_BELOW) ? thresholdOf(context) : 0,
		includeDetails: options.includeDetails ?? false,
		markAsRead: options.markAsRead ?? false,
		deliverUnread: options.deliverUnread ?? false,
	};
}

function thresholdOf(context: IPollFunctions): number {
	const given = context.getNodeParameter('balanceThreshold');
	const description =
		'Enter the amount in tenge. When the balance falls below it, the workflow starts.';
	if (isBlank(given)) {
		throw new NodeOperationError(
			context.getNode(),
			'"Balance Threshold" is required, but is empty',
			{ description },
		);
	}
	try {
		return amount({ min: 0 })(given);
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			`"Balance Threshold" ${asInvalidValue(error).message}`,
			{ description },
		);
	}
}
