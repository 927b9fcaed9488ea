import { randomUUID } from 'node:crypto';

import type { SandboxContext } from './context';
import type { Notification } from './store/entities';

/**
 * Adds a notification of the account.
 * @param type one of the service's types, or one it does not have, to test how a client handles it
 */
export function notify(
	{ store, clock }: SandboxContext,
	type: string,
	data: object,
	overrides: { id?: string; created_at?: string } = {},
): Notification {
	const createdAt = overrides.created_at ?? clock.timestamp();
	const notification: Notification = {
		id: overrides.id ?? randomUUID(),
		type,
		data,
		read_at: null,
		created_at: createdAt,
		updated_at: createdAt,
	};
	store.notifications.push(notification);
	return notification;
}
