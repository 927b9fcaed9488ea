import type { INodePropertyOptions } from 'n8n-workflow';

/** Stands for any notification, types included that the service adds later. */
export const ANY_EVENT = '*';

/** The node's own event: the balance fell below the person's threshold. */
export const BALANCE_BELOW = 'balanceBelow';

/** What the trigger can start on: the notification types of GET /notifications, and the node's own. */
export const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Any Notification',
		value: ANY_EVENT,
		description: 'Every notification of the account, kinds included that AutoCall.kz adds later',
	},
	{
		name: 'Autocall Commented',
		value: 'AutocallCommented',
		description: 'A moderator commented on an autocall',
	},
	{
		name: 'Autocall Finished',
		value: 'AutocallFinished',
		description: 'An autocall has called everyone',
	},
	{
		name: 'Autocall Moderated',
		value: 'AutocallConfirmed',
		description: 'An autocall passed moderation, or was refused',
	},
	{
		name: 'Balance Below Threshold',
		value: BALANCE_BELOW,
		description:
			'The balance fell below an amount that you set here; once, until it has been above again',
	},
	{
		name: 'Balance Changed',
		value: 'RefreshBalance',
		description: 'Money came in or was spent',
	},
	{
		name: 'Caller ID Expiring Soon',
		value: 'CallerIdExpiringSoon',
		description: 'The rent of a caller ID ends soon',
	},
	{
		name: 'Caller ID Released',
		value: 'CallerIdReleased',
		description: 'The rent of a caller ID has ended',
	},
	{
		name: 'Export Failed',
		value: 'ExportFailure',
		description: 'An export at autocall.kz failed',
	},
	{
		name: 'Export Ready',
		value: 'ExportIsReady',
		description: 'An export at autocall.kz can be downloaded',
	},
	{
		name: 'Import Completed',
		value: 'ImportComplete',
		description: 'A contact list was imported',
	},
	{
		name: 'Import Failed',
		value: 'ImportFailure',
		description: 'The import of a contact list failed',
	},
	{
		name: 'Low Balance',
		value: 'LowBalance',
		description: 'The balance fell below the amount that is set at autocall.kz',
	},
	{
		name: 'Nonexistent Numbers Found',
		value: 'NonexistentContactsDetected',
		description: 'Numbers of a contact list turned out not to exist',
	},
	{
		name: 'Scenario Commented',
		value: 'ScenarioCommented',
		description: 'A moderator commented on a scenario',
	},
	{
		name: 'Scenario Moderated',
		value: 'ScenarioConfirmed',
		description: 'A scenario passed moderation',
	},
	{
		name: 'SMS Bulk Commented',
		value: 'SMSBulkCommented',
		description: 'A moderator commented on an SMS bulk',
	},
	{
		name: 'SMS Bulk Finished',
		value: 'SMSBulkFinished',
		description: 'All messages of an SMS bulk were sent',
	},
	{
		name: 'SMS Bulk Moderated',
		value: 'SMSBulkConfirmed',
		description: 'An SMS bulk passed moderation, or was refused',
	},
	{
		name: 'Sound Commented',
		value: 'SoundCommented',
		description: 'A moderator commented on a sound',
	},
	{
		name: 'Sound Moderated',
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
