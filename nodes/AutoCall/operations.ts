import * as account from './resources/account';
import * as autocall from './resources/autocall';
import * as call from './resources/call';
import * as callerId from './resources/callerId';
import * as confirmedNumber from './resources/confirmedNumber';
import * as contact from './resources/contact';
import * as contactList from './resources/contactList';
import * as flashCall from './resources/flashCall';
import * as notification from './resources/notification';
import * as payment from './resources/payment';
import * as scenario from './resources/scenario';
import * as smsBulk from './resources/smsBulk';
import * as smsMessage from './resources/smsMessage';
import * as sound from './resources/sound';
import * as tariff from './resources/tariff';
import * as testCall from './resources/testCall';
import { defineResource } from '../shared/declaration/operation';

/**
 * Every resource by its stored value, with its operations by theirs, in the order in which they are shown:
 * calls and SMS first, then their parts, then the account.
 */
export const RESOURCES = {
	autocall: defineResource(autocall),
	smsBulk: defineResource(smsBulk),
	call: defineResource(call),
	smsMessage: defineResource(smsMessage),
	flashCall: defineResource(flashCall),
	contactList: defineResource(contactList),
	contact: defineResource(contact),
	sound: defineResource(sound),
	scenario: defineResource(scenario),
	account: defineResource(account),
	payment: defineResource(payment),
	callerId: defineResource(callerId),
	confirmedNumber: defineResource(confirmedNumber),
	notification: defineResource(notification),
	tariff: defineResource(tariff),
	testCall: defineResource(testCall),
};
