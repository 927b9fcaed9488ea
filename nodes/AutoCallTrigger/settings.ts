import { NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

/** The trigger's parameters. */
export interface TriggerSettings {
	/** Notification types, `*` or `balanceBelow`; at least one. */
	events: string[];
	/** Tenge. */
	balanceThreshold: number;
	includeDetails: boolean;
	markAsRead: boolean;
	/** Whether the first poll delivers what is still unread. */
	deliverUnread: boolean;
}

/**
 * Reads the trigger's parameters.
 *
 * @throws NodeOperationError when no event is chosen or the threshold is no amount
 */
export function settingsOf(context: IPollFunctions): TriggerSettings {
	const events = context.getNodeParameter('events', []) as string[];
	if (events.length === 0) {
		throw new NodeOperationError(context.getNode(), '"Events" is required, but is empty', {
			description: 'Choose at least one event on which the workflow is to start.',
		});
	}
	const balanceThreshold = Number(context.getNodeParameter('balanceThreshold', 0));
	if (!Number.isFinite(balanceThreshold)) {
		throw new NodeOperationError(
			context.getNode(),
			'"Balance Threshold" must be an amount in tenge',
		);
	}
	const options = context.getNodeParameter('options', {}) as Partial<TriggerSettings>;
	return {
		events,
		balanceThreshold,
		includeDetails: options.includeDetails ?? false,
		markAsRead: options.markAsRead ?? false,
		deliverUnread: options.deliverUnread ?? false,
	};
}
