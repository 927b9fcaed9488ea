import { notFound } from '../errors';
import { ok, rowOf, type Handlers } from './handler';
import { presentCall } from './presentAutocall';

export const callHandlers: Handlers = {
	'get-calls-id': (call) => ok(presentCall(rowOf(call.context.store.calls, call))),

	'get-calls-recordings-id': (call) => {
		const { store } = call.context;
		const { id, autocall_id, recording } = rowOf(store.calls, call);
		if (!recording || !store.autocalls.get(autocall_id)?.record) throw notFound();
		return { status: 200, file: { name: `call-${id}.mp3`, content: recording } };
	},
};
