import type { IPollFunctions } from 'n8n-workflow';

import { apiFailureOf, isNotFound } from '../shared/transport/apiFailure';
import { autoCall } from '../AutoCall/service/transport';
import { markOf, marksIn } from './cursor';
import type { Notification } from './notification';

/** Most notifications that one poll marks, so that it ends soon; the next poll marks more. */
const MARKED_PER_POLL = 50;

/**
 * Marks notifications as read that earlier polls delivered.
 *
 * @param toMark marks of those notifications, one after the other
 * @returns the marks that are left for the next poll: a failure stops the marking, never the poll
 */
export async function markRead(
	context: IPollFunctions,
	toMark: string,
	notifications: Notification[],
): Promise<string> {
	if (toMark === '') return '';
	const wanted = new Set(marksIn(toMark));
	const unread = notifications.filter(
		(notification) => !notification.read_at && wanted.has(markOf(notification)),
	);
	let done = 0;
	for (const { id } of unread.slice(0, MARKED_PER_POLL)) {
		if (!(await isMarked(context, id))) break;
		done++;
	}
	return unread.slice(done).map(markOf).join('');
}

async function isMarked(context: IPollFunctions, id: string): Promise<boolean> {
	try {
		await autoCall.attempt(context, { method: 'PUT', path: ['notifications', id] });
		return true;
	} catch (error) {
		return isNotFound(apiFailureOf(error));
	}
}
