import { defineResource } from '../../../../nodes/shared/declaration/operation';
import * as account from './resources/account';
import * as call from './resources/call';

/** Every resource by its stored value, with its operations by theirs, in the order in which they are shown. */
export const RESOURCES = {
	call: defineResource(call),
	account: defineResource(account),
};
