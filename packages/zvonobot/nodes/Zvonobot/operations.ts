import { defineResource } from '../../../../nodes/shared/declaration/operation';
import * as account from './resources/account';
import * as audio from './resources/audio';
import * as call from './resources/call';
import * as flashCall from './resources/flashCall';
import * as language from './resources/language';
import * as phoneNumber from './resources/phoneNumber';
import * as template from './resources/template';

/** Every resource by its stored value, with its operations by theirs, in the order in which they are shown. */
export const RESOURCES = {
	call: defineResource(call),
	flashCall: defineResource(flashCall),
	audio: defineResource(audio),
	template: defineResource(template),
	phoneNumber: defineResource(phoneNumber),
	language: defineResource(language),
	account: defineResource(account),
};
