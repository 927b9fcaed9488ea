import { notFound } from '../errors';
import type { Notification } from '../store/entities';
import { noContent, ok, type ApiCall, type Handlers } from './handler';

function notificationOf({ context, params }: ApiCall): Notification {
	const found = context.store.notifications.find(({ id }) => id === params.id);
	if (!found) throw notFound();
	return found;
}

export const notificationHandlers: Handlers = {
	'get-notifications': ({ context: { store } }) => {
		const newest = [...store.notifications]
			.reverse()
			.sort((a, b) => b.created_at.localeCompare(a.created_at));
		return ok({
			data: newest,
			unread: newest.filter(({ read_at }) => read_at === null).length,
		});
	},

	'put-notifications-id': (call) => {
		const notification = notificationOf(call);
		const now = call.context.clock.timestamp();
		notification.read_at ??= now;
		notification.updated_at = now;
		return ok({ id: notification.id, read_at: notification.read_at });
	},

	'delete-notifications-id': (call) => {
		const { notifications } = call.context.store;
		notifications.splice(notifications.indexOf(notificationOf(call)), 1);
		return noContent();
	},
};
