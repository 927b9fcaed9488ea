import { createHash } from 'crypto';
import { DateTime } from 'luxon';

import { MOMENT_FORMAT, SERVICE_ZONE } from '../AutoCall/service/dates';
import type { Notification } from './notification';

/** How late a notification may show up with an older `created_at`. */
const LATEST_ARRIVAL = { minutes: 10 };
/** Characters that stand for one notification in the memory: 72 bits of a hash of its ID. */
const MARK_LENGTH = 12;

/**
 * The memory from poll to poll, as JSON: 12 characters for each notification of the last ten
 * minutes, whatever the number of older ones.
 */
export interface Cursor {
	/** Newest `created_at` so far, but never one of the future. Empty: none was ever there. */
	upTo: string;
	/** Marks of the notifications known since ten minutes before `upTo`, one after the other. */
	known: string;
}

/** The result of a poll. */
export interface Arrivals {
	/** Notifications that are new, oldest first. */
	arrived: Notification[];
	/** To be stored once they are delivered. */
	cursor: Cursor;
}

/**
 * Finds the new ones among all notifications of the account.
 *
 * Only those since ten minutes before `upTo` are compared: within that time IDs decide, since several
 * come in one second, out of order and late; older ones have been seen. `upTo` goes by the service's
 * own times, bounded by this machine's clock, so that neither clock loses anything by a jump.
 *
 * For one without a readable date the ID decides as long as it is listed, unless the service, which lists the
 * newest first, lists it after old ones.
 *
 * @param previous the cursor of the last poll; undefined before the first, which finds nothing new
 * @param now this machine's time
 */
export function findArrivals(
	previous: Cursor | undefined,
	notifications: Notification[],
	now: DateTime,
): Arrivals {
	const known = new Set(marksIn(previous?.known ?? ''));
	const since = windowStart(previous?.upTo ?? '');
	const upTo = advanced(previous?.upTo ?? '', notifications, now);
	const keptSince = windowStart(upTo);
	const arrived: Notification[] = [];
	const kept: string[] = [];
	const knowsSome = previous !== undefined && !hasLostItsDates(previous, notifications, known);
	let isPast = false;
	for (const notification of notifications) {
		const { created_at } = notification;
		const isDated = created_at !== '';
		isPast ||= isDated && created_at < since;
		if (isDated ? created_at < since : isPast) continue;
		const mark = markOf(notification);
		if (knowsSome && !known.has(mark)) arrived.push(notification);
		if (!isDated || created_at >= keptSince) kept.push(mark);
	}
	return { arrived: oldestFirst(arrived), cursor: { upTo, known: kept.join('') } };
}

/**
 * Whether the service has changed to dates that can't be read: none of them can, though there were some, and
 * nothing is known. Then all that is listed counts as known, rather than everything old as new.
 */
function hasLostItsDates(
	{ upTo }: Cursor,
	notifications: Notification[],
	known: Set<string>,
): boolean {
	return (
		upTo !== '' &&
		notifications.every(
			(notification) => notification.created_at === '' && !known.has(markOf(notification)),
		)
	);
}

/** Sorts by `created_at`; the service lists the newest first, which decides within a second. */
export function oldestFirst(notifications: Notification[]): Notification[] {
	return [...notifications]
		.reverse()
		.sort((a, b) => (a.created_at < b.created_at ? -1 : Number(a.created_at > b.created_at)));
}

/** The short text that stands for a notification in the memory. */
export function markOf({ id }: Pick<Notification, 'id'>): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, MARK_LENGTH);
}

/** Takes a text of marks apart. */
export function marksIn(text: string): string[] {
	return text.match(new RegExp(`.{${MARK_LENGTH}}`, 'g')) ?? [];
}

/** A text of marks without those of another one. */
export function withoutMarks(text: string, others: string): string {
	const left = new Set(marksIn(others));
	return marksIn(text)
		.filter((mark) => !left.has(mark))
		.join('');
}

function advanced(upTo: string, notifications: Notification[], now: DateTime): string {
	const latest = now.setZone(SERVICE_ZONE).toFormat(MOMENT_FORMAT);
	const newest = notifications.reduce(
		(soFar, { created_at }) => (created_at > soFar ? created_at : soFar),
		'',
	);
	const reached = newest < latest ? newest : latest;
	return reached > upTo ? reached : upTo;
}

function windowStart(upTo: string): string {
	return upTo === ''
		? ''
		: DateTime.fromFormat(upTo, MOMENT_FORMAT, { zone: 'utc' })
				.minus(LATEST_ARRIVAL)
				.toFormat(MOMENT_FORMAT);
}
