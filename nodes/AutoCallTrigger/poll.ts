import { DateTime } from 'luxon';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { MOMENT_FORMAT, SERVICE_ZONE, isoMoment } from '../AutoCall/service/dates';
import { recordsUnder } from '../shared/transport/responseShape';
import { autoCall } from '../AutoCall/service/transport';
import { checkBalance } from './balance';
import { findArrivals, markOf, oldestFirst, withoutMarks, type Cursor } from './cursor';
import { detailsOf } from './details';
import { BALANCE_BELOW, wants, wantsNotifications } from './events';
import { markRead } from './markRead';
import { holdMemory, type Memory } from './memory';
import { notificationOf, type Notification } from './notification';
import { sampleBalanceBelow, sampleDetails, sampleNotification } from './samples';
import type { TriggerSettings } from './settings';

/**
 * One poll of an active workflow.
 *
 * The memory is stored in one step at the very end, so that a poll that fails changes nothing, and of two at
 * the same time only the first to end delivers.
 *
 * @returns the events, oldest first; none when nothing is new
 * @throws ApiFailure when the notifications or the balance can't be fetched
 */
export async function poll(
	context: IPollFunctions,
	settings: TriggerSettings,
): Promise<IDataObject[]> {
	const now = DateTime.now();
	const memory = holdMemory(context);
	const next: Memory = {};
	const events: IDataObject[] = [];
	if (wantsNotifications(settings.events)) {
		events.push(...(await newNotifications(context, settings, memory.previous, next, now)));
	}
	if (settings.events.includes(BALANCE_BELOW)) {
		const balance = await checkBalance(context, settings.balanceThreshold, now);
		next.balanceIsBelow = balance.isBelow;
		if (balance.isBelow && !memory.previous.balanceIsBelow) events.push(balance.event);
	}
	return memory.replace(next) ? events : [];
}

/**
 * Returns the event for "Fetch Test Event" in the editor: the newest matching notification, else the balance if
 * that is chosen, else a sample. Invented events have `example: true`. Nothing is stored.
 *
 * @throws ApiFailure when the notifications or the balance can't be fetched
 */
export async function testEvent(
	context: IPollFunctions,
	settings: TriggerSettings,
): Promise<IDataObject> {
	const now = DateTime.now();
	const { events } = settings;
	if (wantsNotifications(events)) {
		const newest = oldestFirst(await matching(context, events)).at(-1);
		if (newest) return (await asEvents(context, settings, [newest]))[0] as IDataObject;
	}
	if (events.includes(BALANCE_BELOW)) {
		const { balanceThreshold } = settings;
		const { isBelow, event } = await checkBalance(context, balanceThreshold, now);
		if (isBelow) return event;
		const data = { ...(event.data as object), balance: sampleBalanceBelow(balanceThreshold) };
		return { ...event, data, example: true };
	}
	const writtenNow = now.setZone(SERVICE_ZONE).toFormat(MOMENT_FORMAT);
	const sample = sampleNotification(events[0] as string, writtenNow);
	const details = settings.includeDetails ? sampleDetails(sample.type) : undefined;
	return { ...eventOf(sample), ...(details && { details }), example: true };
}

async function newNotifications(
	context: IPollFunctions,
	settings: TriggerSettings,
	previous: Memory,
	next: Memory,
	now: DateTime,
): Promise<IDataObject[]> {
	const notifications = await allNotifications(context);
	const before = knownBefore(previous);
	const { arrived, cursor } = findArrivals(before, notifications, now);
	const candidates =
		!before && settings.deliverUnread ? oldestFirst(unread(notifications)) : arrived;
	const delivered = candidates.filter(({ type }) => wants(settings.events, type));
	next.cursor = cursor;
	if (settings.markAsRead) {
		const left = await markRead(context, previous.toMark ?? '', notifications);
		next.toMark = left + unread(delivered).map(markOf).join('');
		next.cursor.known = withoutMarks(cursor.known, next.toMark);
	}
	return await asEvents(context, settings, delivered);
}

/** The cursor, with the notifications known only because they are still to be marked as read. */
function knownBefore({ cursor, toMark = '' }: Memory): Cursor | undefined {
	return cursor && { ...cursor, known: cursor.known + toMark };
}

async function allNotifications(context: IPollFunctions): Promise<Notification[]> {
	const { body, status } = await autoCall.send<IDataObject>(context, {
		method: 'GET',
		path: ['notifications'],
	});
	return recordsUnder('data', body, status).map(notificationOf);
}

async function matching(context: IPollFunctions, events: string[]): Promise<Notification[]> {
	return (await allNotifications(context)).filter(({ type }) => wants(events, type));
}

function unread(notifications: Notification[]): Notification[] {
	return notifications.filter(({ read_at }) => !read_at);
}

async function asEvents(
	context: IPollFunctions,
	{ includeDetails }: TriggerSettings,
	notifications: Notification[],
): Promise<IDataObject[]> {
	const details = includeDetails ? await detailsOf(context, notifications) : undefined;
	return notifications.map((notification) => {
		const detail = details?.get(notification.id);
		return { ...eventOf(notification), ...(detail && { details: detail }) };
	});
}

function eventOf({ id, type, created_at, data }: Notification): IDataObject {
	return { id, event: type, createdAt: isoMoment(created_at), data: data ?? {} };
}
