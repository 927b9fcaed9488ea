import type { INodePropertyOptions } from 'n8n-workflow';

/** Any notification, including types that the service adds later. */
export const ANY_EVENT = '*';

/** The node's own event: the balance fell below the person's threshold. */
export const BALANCE_BELOW = 'balanceBelow';

/** The events of the trigger: the notification types of GET /notifications, and the node's own. */
export const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Any Notification',
		action: 'On any notification',
		value: ANY_EVENT,
		description: 'Every notification of the account, including kinds that AutoCall.kz adds later',
	},
	{
		name: 'Autocall Commented',
		action: 'On autocall commented',
		value: 'AutocallCommented',
		description: 'A moderator commented on an autocall',
	},
	{
		name: 'Autocall Finished',
		action: 'On autocall finished',
		value: 'AutocallFinished',
		description: 'An autocall has called everyone',
	},
	{
		name: 'Autocall Moderated',
		action: 'On autocall moderated',
		value: 'AutocallConfirmed',
		description: 'An autocall passed moderation, or was refused',
	},
	{
		name: 'Balance Below Threshold Set at AutoCall.kz',
		action: 'On balance below the threshold set at AutoCall.kz',
		value: 'LowBalance',
		description: 'AutoCall.kz notified the account that the balance is below the amount set there',
	},
	{
		name: 'Balance Below Threshold Set Here',
		action: 'On balance below a threshold set here',
		value: BALANCE_BELOW,
		description:
			'This node found the balance below Balance Threshold; starts once, and again only after the balance has been above it',
	},
	{
		name: 'Balance Changed',
		action: 'On balance changed',
		value: 'RefreshBalance',
		description: 'Money came in or was spent',
	},
	{
		name: 'Caller ID Expiring Soon',
		action: 'On caller ID expiring soon',
		value: 'CallerIdExpiringSoon',
		description: 'The rent of a caller ID ends soon',
	},
	{
		name: 'Caller ID Released',
		action: 'On caller ID released',
		value: 'CallerIdReleased',
		description: 'The rent of a caller ID has ended',
	},
	{
		name: 'Export Failed',
		action: 'On export failed',
		value: 'ExportFailure',
		description: 'An export at autocall.kz failed',
	},
	{
		name: 'Export Ready',
		action: 'On export ready',
		value: 'ExportIsReady',
		description: 'An export at autocall.kz can be downloaded',
	},
	{
		name: 'Import Completed',
		action: 'On import completed',
		value: 'ImportComplete',
		description: 'A contact list was imported',
	},
	{
		name: 'Import Failed',
		action: 'On import failed',
		value: 'ImportFailure',
		description: 'The import of a contact list failed',
	},
	{
		name: 'Nonexistent Numbers Found',
		action: 'On nonexistent numbers found',
		value: 'NonexistentContactsDetected',
		description: 'Numbers of a contact list turned out not to exist',
	},
	{
		name: 'Scenario Commented',
		action: 'On scenario commented',
		value: 'ScenarioCommented',
		description: 'A moderator commented on a scenario',
	},
	{
		name: 'Scenario Moderated',
		action: 'On scenario moderated',
		value: 'ScenarioConfirmed',
		description: 'A scenario passed moderation',
	},
	{
		name: 'SMS Bulk Commented',
		action: 'On SMS bulk commented',
		value: 'SMSBulkCommented',
		description: 'A moderator commented on an SMS bulk',
	},
	{
		name: 'SMS Bulk Finished',
		action: 'On SMS bulk finished',
		value: 'SMSBulkFinished',
		description: 'All messages of an SMS bulk were sent',
	},
	{
		name: 'SMS Bulk Moderated',
		action: 'On SMS bulk moderated',
		value: 'SMSBulkConfirmed',
		description: 'An SMS bulk passed moderation, or was refused',
	},
	{
		name: 'Sound Commented',
		action: 'On sound commented',
		value: 'SoundCommented',
		description: 'A moderator commented on a sound',
	},
	{
		name: 'Sound Moderated',
		action: 'On sound moderated',
		value: 'SoundConfirmed',
		description: 'A sound passed moderation, or was refused',
	},
];

/** The events' labels by their values. */
export const LABELS = Object.fromEntries(EVENTS.map(({ name, value }) => [value, name]));

/** Whether the chosen events take notifications of a type. */
export function wants(events: string[], type: string): boolean {
	return events.includes(ANY_EVENT) || events.includes(type);
}

/** Whether any of the chosen events comes as a notification. */
export function wantsNotifications(events: string[]): boolean {
	return events.some((event) => event !== BALANCE_BELOW);
}
