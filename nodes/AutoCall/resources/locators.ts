import type { Field } from '../../shared/declaration/field';
import { locator } from '../../shared/declaration/locators';
import { token } from '../../shared/declaration/parsers';

/** A contact list of the account. */
export const contactListId = locator({
	displayName: 'Contact List',
	name: 'contactListId',
	description: 'The contact list to work with',
	searchListMethod: 'searchContactLists',
	example: '73',
});

/** A sound of the account. */
export const soundId = locator({
	displayName: 'Sound',
	name: 'soundId',
	description: 'The sound (audio recording) to work with',
	searchListMethod: 'searchSounds',
	example: '5',
});

/** An interactive scenario of the account. */
export const scenarioId = locator({
	displayName: 'Scenario',
	name: 'scenarioId',
	description: 'The interactive scenario to work with',
	searchListMethod: 'searchScenarios',
	example: '512',
});

/** A campaign of calls. */
export const autocallId = locator({
	displayName: 'Autocall',
	name: 'autocallId',
	description: 'The autocall (campaign of calls) to work with',
	searchListMethod: 'searchAutocalls',
	example: '42',
});

/** A campaign of SMS. */
export const smsBulkId = locator({
	displayName: 'SMS Bulk',
	name: 'smsBulkId',
	description: 'The SMS bulk (campaign of text messages) to work with',
	searchListMethod: 'searchSmsBulks',
	example: '17',
});

/** A rented caller ID. */
export const callerIdId = locator({
	displayName: 'Caller ID',
	name: 'callerIdId',
	description: 'The rented caller ID (number that people see when they are called)',
	searchListMethod: 'searchCallerIds',
	example: '42',
});

/** A caller ID that is free to rent: by its ID only, since the API lists none but those already rented. */
export const freeCallerIdId: Field = {
	...callerIdId,
	default: { mode: 'id', value: '' },
	modes: callerIdId.modes?.filter(({ name }) => name === 'id'),
	api: 'caller_id_id',
	description: 'ID of the free number to rent, as shown at autocall.kz where you choose a number',
};

/** A notification of the account; its ID is a UUID. */
export const notificationId = locator({
	displayName: 'Notification',
	name: 'notificationId',
	description: 'The notification to work with',
	searchListMethod: 'searchNotifications',
	example: '4f227359-cbc5-4b4d-811f-e8846abe6f35',
	parse: token('4f227359-cbc5-4b4d-811f-e8846abe6f35'),
});
