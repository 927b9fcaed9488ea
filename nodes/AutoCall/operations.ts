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
import { defineResource } from './runtime/operation';

/** Every resource by its stored value, with its operations by theirs. */
export const RESOURCES = {
	account: defineResource(account),
	autocall: defineResource(autocall),
	call: defineResource(call),
	callerId: defineResource(callerId),
	confirmedNumber: defineResource(confirmedNumber),
	contact: defineResource(contact),
	contactList: defineResource(contactList),
	flashCall: defineResource(flashCall),
	notification: defineResource(notification),
	payment: defineResource(payment),
	scenario: defineResource(scenario),
	smsBulk: defineResource(smsBulk),
	smsMessage: defineResource(smsMessage),
	sound: defineResource(sound),
	tariff: defineResource(tariff),
	testCall: defineResource(testCall),
};
