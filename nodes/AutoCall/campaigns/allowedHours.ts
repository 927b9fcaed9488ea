import { SERVICE_ZONE, shortTime, toldTime } from '../service/dates';
import { DateTime } from 'luxon';

/** When a campaign is to run, by the API's fields: `YYYY-MM-DD` and `HH:MM:SS`, Almaty's. */
export interface CampaignSchedule {
	date_from?: string;
	time_from?: string;
	time_to?: string;
}

/**
 * The hours in which the account may call and text, `HH:MM:SS`, bounds included. They may go over midnight
 * (`22:00:00` to `06:00:00`); two equal bounds are the whole day.
 */
export interface AllowedWindow {
	from: string;
	to: string;
	/** Whether the service doesn't return them, so that an account's default hours are assumed. */
	isAssumed?: boolean;
}

/** Whether a campaign keeps to the allowed hours, with the problem and a solution when it doesn't. */
export type HoursResult =
	| {
			fits: true;
			/** The fields to send besides those that were given. */
			schedule?: CampaignSchedule;
	  }
	| {
			fits: false;
			/** The hours in conflict: `would call from … to …, but the account may …`. */
			problem: string;
			/** The fields to send besides, or instead of, those that were given. */
			moved: CampaignSchedule;
	  };

/** The rules for when a kind of campaign runs. */
export interface CampaignHours {
	/** Checks when a campaign is to run against the hours that its account has. */
	check(given: CampaignSchedule, window: AllowedWindow, now: DateTime): HoursResult;
	/** The schedule of a campaign, within the allowed hours, that moves to a later day. */
	onLaterDay(schedule: CampaignSchedule, day: string, window: AllowedWindow): CampaignSchedule;
	/** The schedule of a campaign that is sent at any hour; left out where it stays unchanged. */
	regardless?(now: DateTime, window: AllowedWindow): CampaignSchedule;
}

/** The hours of an autocall stay the same on every day. */
export const AUTOCALL_HOURS: CampaignHours = {
	check: autocallHours,
	onLaterDay: (schedule, day) => ({ ...schedule, date_from: day }),
};

/** An SMS bulk that was to start now starts with the allowed hours of a later day. */
export const BULK_HOURS: CampaignHours = {
	check: bulkStart,
	onLaterDay: (schedule, day, window) => ({ time_from: window.from, ...schedule, date_from: day }),
};

/** A call made now, until the allowed hours end; on a later day within all of them. */
export const CALL_NOW_HOURS: CampaignHours = {
	check: callNow,
	onLaterDay: (_schedule, day, window) => {
		const { from, to } = new Hours(window);
		return { date_from: day, time_from: from, time_to: to };
	},
	regardless(now, window) {
		const { time } = inAlmaty(now);
		const allowed = new Hours(window);
		return { time_from: time, time_to: allowed.holds(time) ? allowed.to : WHOLE_DAY.to };
	},
};

/** The problem with a first day that isn't allowed, and the next allowed day; undefined when it is allowed. */
export function dayProblem(
	schedule: CampaignSchedule,
	allowedDays: string[],
	now: DateTime,
): { problem: string; nextDay: string } | undefined {
	const day = schedule.date_from ?? inAlmaty(now).day;
	if (allowedDays.includes(weekdayOf(day))) return undefined;
	let nextDay = dayAfter(day);
	while (!allowedDays.includes(weekdayOf(nextDay))) nextDay = dayAfter(nextDay);
	return {
		problem: `would start on ${DateTime.fromISO(day, { locale: 'en' }).weekdayLong}, ${day}, which is not one of the Allowed Days`,
		nextDay,
	};
}

/** The day of the week, `monday`. */
function weekdayOf(day: string): string {
	return (DateTime.fromISO(day, { locale: 'en' }).weekdayLong as string).toLowerCase();
}

/** The hours of an autocall that are left out (POST /autocalls). */
export const DEFAULT_HOURS = { from: '12:00:00', to: '18:00:00' };
/** The hours of an account unless support has set others (the vendor's notes on the API). */
const DEFAULT_WINDOW = { from: '11:00:00', to: '20:30:00' };
const WHOLE_DAY = { from: '00:00:00', to: '23:59:59' };

const DAY_SECONDS = 24 * 60 * 60;

/** The hours of an account as the service returns them (GET /settings: `time_from`, `time_to`). */
export function allowedWindow(timeFrom: unknown, timeTo: unknown): AllowedWindow {
	const from = toldTime(timeFrom);
	const to = toldTime(timeTo);
	if (from === undefined || to === undefined) return { ...DEFAULT_WINDOW, isAssumed: true };
	return {
		from: from === '24:00:00' ? WHOLE_DAY.from : from,
		to: to === '24:00:00' ? WHOLE_DAY.to : to,
	};
}

/**
 * Checks the hours in which an autocall calls, every day from its first.
 *
 * Hours that end before they start are taken to go over midnight. A first day that is past, and hours that
 * are over for today, don't fit: people would be called on another day than expected.
 *
 * The moved hours are the part of the given ones that is allowed, the first from their start if there are two;
 * when none is, all of the allowed hours, and from the day after where they would begin earlier than
 * requested, or are over for today. A bound that was left out gives way: a start at 19:00 then means until the
 * allowed hours end, not until 18:00.
 *
 * @param now the moment, of any zone
 */
export function autocallHours(
	given: CampaignSchedule,
	window: AllowedWindow,
	now: DateTime,
): HoursResult {
	const allowed = new Hours(window);
	const today = inAlmaty(now);
	const from = given.time_from ?? DEFAULT_HOURS.from;
	const to = given.time_to ?? DEFAULT_HOURS.to;
	const day = given.date_from ?? today.day;
	const isLeftOut = given.time_from === undefined || given.time_to === undefined;
	const isReversed = from > to || (from === to && isLeftOut);
	const givesWay = isReversed && isLeftOut;
	const hours =
		!givesWay && allowed.holdsHours(from, to)
			? { from, to }
			: allowed.partOf(
					isReversed ? (given.time_from ?? allowed.from) : from,
					isReversed ? (given.time_to ?? allowed.to) : to,
				);
	const isAllowed = hours.from === from && hours.to === to;
	const isPast = day < today.day;
	const isOver = (onDay: string) =>
		onDay === today.day && hours.from <= hours.to && hours.to <= today.time;
	if (isAllowed && !isPast && !isOver(day)) return { fits: true };
	let firstDay = isPast ? today.day : day;
	const isEarlier = given.time_from !== undefined && hours.from < given.time_from;
	if (isEarlier || isOver(firstDay)) firstDay = dayAfter(firstDay);
	const start = shortTime(from) + (given.time_from === undefined ? ' (the default)' : '');
	const end = shortTime(to) + (given.time_to === undefined ? ' (the default)' : '');
	const would = `would call from ${start} to ${end}${isReversed ? ' of the next day' : ''}`;
	return {
		fits: false,
		problem: isPast
			? startsInThePast(day, today.day)
			: isAllowed
				? `${would}, which is over for today: it is ${shortTime(today.time)} (Almaty time)`
				: `${would}, ${allowed.text}`,
		moved: {
			...(firstDay !== day && { date_from: firstDay }),
			...(hours.from !== from && { time_from: hours.from }),
			...(hours.to !== to && { time_to: hours.to }),
		},
	};
}

/**
 * Checks the moment at which an SMS bulk starts: today and now where left out; a time of today that is past
 * means now. It moves to the next moment at which the allowed hours begin; to now, where only the time that
 * was given lies outside of them, which the service refuses although it is past. A day that is past doesn't
 * fit, and moves to today.
 *
 * @param now the moment, of any zone
 */
export function bulkStart(
	given: Omit<CampaignSchedule, 'time_to'>,
	window: AllowedWindow,
	now: DateTime,
): HoursResult {
	const allowed = new Hours(window);
	const today = inAlmaty(now);
	const day = given.date_from ?? today.day;
	if (day < today.day) {
		const check = bulkStart({ ...given, date_from: today.day }, window, now);
		return {
			fits: false,
			problem: startsInThePast(day, today.day),
			moved: { date_from: today.day, ...(!check.fits && check.moved) },
		};
	}
	const asked = given.time_from ?? today.time;
	const isNow = day === today.day && asked <= today.time;
	const time = isNow ? today.time : asked;
	if (!allowed.holds(time)) {
		const start = isNow ? `now, at ${shortTime(time)}` : `on ${day} at ${shortTime(time)}`;
		return {
			fits: false,
			problem: `would start ${start}, ${allowed.text}`,
			moved: {
				...(time > allowed.from && { date_from: dayAfter(day) }),
				time_from: allowed.from,
			},
		};
	}
	if (!allowed.holds(asked)) {
		return {
			fits: false,
			problem: `would start at ${shortTime(asked)}, ${allowed.text}`,
			moved: { time_from: today.time },
		};
	}
	return { fits: true };
}

/**
 * The hours of a call that is made now: from this moment to the end of the allowed hours. Hours of its own, 12:00
 * to 18:00, would make it wait until noon.
 */
function callNow(_given: CampaignSchedule, window: AllowedWindow, now: DateTime): HoursResult {
	const allowed = new Hours(window);
	const today = inAlmaty(now);
	if (allowed.holds(today.time)) {
		return { fits: true, schedule: { time_from: today.time, time_to: allowed.to } };
	}
	const isOver = today.time > allowed.from;
	return {
		fits: false,
		problem: `would start now, at ${shortTime(today.time)}, ${allowed.text}`,
		moved: {
			...(isOver && { date_from: dayAfter(today.day) }),
			time_from: allowed.from,
			time_to: allowed.to,
		},
	};
}

/** The allowed hours, in seconds from when they begin. */
class Hours {
	readonly from: string;
	readonly to: string;
	/** Their words, to follow the hours that don't keep to them. */
	readonly text: string;
	private readonly length: number;
	private readonly isWholeDay: boolean;

	constructor({ from, to, isAssumed }: AllowedWindow) {
		const length = secondsBetween(from, to);
		this.isWholeDay = length === 0 || length === DAY_SECONDS - 1;
		const bounds = this.isWholeDay ? WHOLE_DAY : { from, to };
		this.from = bounds.from;
		this.to = bounds.to;
		this.length = this.isWholeDay ? DAY_SECONDS - 1 : length;
		const hours = `from ${shortTime(this.from)} to ${this.to === WHOLE_DAY.to ? '24:00' : shortTime(this.to)}`;
		this.text = isAssumed
			? `but AutoCall.kz does not say when the account may call and text; the usual hours are assumed, ${hours} (Almaty time)`
			: `but the account may call and text ${hours} (Almaty time)`;
	}

	holds(time: string): boolean {
		return this.isWholeDay || secondsBetween(this.from, time) <= this.length;
	}

	holdsHours(from: string, to: string): boolean {
		const start = secondsBetween(this.from, from);
		return this.isWholeDay || start + secondsBetween(from, to) <= this.length;
	}

	/** The first part of some hours that is allowed; all allowed hours when there is none. */
	partOf(from: string, to: string): { from: string; to: string } {
		const start = secondsBetween(this.from, from);
		const end = start + secondsBetween(from, to);
		const startsWithin = start < this.length;
		const partEnd = startsWithin ? end : end - DAY_SECONDS;
		const isNothing = partEnd <= (startsWithin ? start : 0);
		return {
			from: startsWithin && !isNothing ? from : this.from,
			to: partEnd <= this.length && !isNothing ? to : this.to,
		};
	}
}

/** Seconds from one time of day to when it is the other one next. */
function secondsBetween(from: string, to: string): number {
	return (secondOfDay(to) - secondOfDay(from) + DAY_SECONDS) % DAY_SECONDS;
}

function secondOfDay(time: string): number {
	const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
	return (hours * 60 + minutes) * 60 + seconds;
}

function inAlmaty(now: DateTime): { day: string; time: string } {
	const moment = now.setZone(SERVICE_ZONE).startOf('second');
	return {
		day: moment.toISODate() as string,
		time: moment.toISOTime({ suppressMilliseconds: true, includeOffset: false }) as string,
	};
}

function dayAfter(day: string): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toISODate() as string;
}

function startsInThePast(day: string, today: string): string {
	return `would start on ${day}, but that day is in the past: today is ${today} (Almaty time)`;
}
