import { ok, rowOf, type Handlers } from './handler';
import { presentMessage } from './presentBulk';

export const messageHandlers: Handlers = {
	'get-messages-id': (call) => ok(presentMessage(rowOf(call.context.store.messages, call))),
};
