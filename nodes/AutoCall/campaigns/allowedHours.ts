import { DateTime } from 'luxon';

import { clockTime, SERVICE_ZONE } from '../runtime/dates';

/** When a campaign is to run, by the API's fields: `YYYY-MM-DD` and `HH:MM:SS`, Almaty's. */
export interface CampaignSchedule {
	date_from?: string;
	time_from?: string;
	time_to?: string;
}

/**
 * The hours in which the account may call and text, bounds included (GET /settings: `time_from`,
 * `time_to`). They may go over midnight (`22:00:00` to `06:00:00`); two equal bounds are the whole day.
 */
export interface AllowedWindow {
	from: string;
	to: string;
}

/** Whether a campaign keeps to the allowed hours, and what to do when it doesn't. */
export type HoursResult =
	| { fits: true }
	| {
			fits: false;
			/** What lies outside of which hours: `would call from … to …, but the account may …`. */
			problem: string;
			/** The fields to send besides, or instead of, those that were given. */
			moved: CampaignSchedule;
	  };

/** Checks when a campaign is to run against the hours that its account has. */
export type HoursCheck = (
	given: CampaignSchedule,
	window: AllowedWindow,
	now: DateTime,
) => HoursResult;

/** The hours of an autocall that are left out (POST /autocalls). */
const DEFAULT_HOURS = { from: '12:00:00', to: '18:00:00' };

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Checks the hours in which an autocall calls, every day from its first.
 *
 * Hours that end before they start are taken to go over midnight. The moved hours are the part of the given
 * ones that is allowed, the first from their start if there are two; when none is, all of the allowed
 * hours, and from the day after where they would begin earlier than was asked for. A bound that was left
 * out gives way: a start at 19:00 then means until the allowed hours end, not until 18:00.
 *
 * @param now the moment, of any zone
 * @throws InvalidValue when a bound of the window is no time of day
 */
export function autocallHours(
	given: CampaignSchedule,
	window: AllowedWindow,
	now: DateTime,
): HoursResult {
	const allowed = new Hours(window);
	const from = given.time_from ?? DEFAULT_HOURS.from;
	const to = given.time_to ?? DEFAULT_HOURS.to;
	if (allowed.holdsHours(from, to)) return { fits: true };
	const isReversed = from > to;
	const hours = allowed.partOf(
		isReversed ? (given.time_from ?? allowed.from) : from,
		isReversed ? (given.time_to ?? allowed.to) : to,
	);
	const moved: CampaignSchedule = {};
	if (given.time_from !== undefined && hours.from < given.time_from) {
		const today = inAlmaty(now).day;
		const firstDay = given.date_from ?? today;
		moved.date_from = dayAfter(firstDay > today ? firstDay : today);
	}
	if (hours.from !== from) moved.time_from = hours.from;
	if (hours.to !== to) moved.time_to = hours.to;
	const start = short(from) + (given.time_from === undefined ? ' (the default)' : '');
	const end = short(to) + (given.time_to === undefined ? ' (the default)' : '');
	return {
		fits: false,
		problem: `would call from ${start} to ${end}${isReversed ? ' of the next day' : ''}, ${allowed.text}`,
		moved,
	};
}

/**
 * Checks the moment at which an SMS bulk starts: today and now where left out; a time of today that is past
 * means now. It moves to the next moment at which the allowed hours begin; to now, where only the time that
 * was given lies outside of them, which the service refuses although it is past.
 *
 * @param now the moment, of any zone
 * @throws InvalidValue when a bound of the window is no time of day
 */
export function bulkStart(
	given: Omit<CampaignSchedule, 'time_to'>,
	window: AllowedWindow,
	now: DateTime,
): HoursResult {
	const allowed = new Hours(window);
	const today = inAlmaty(now);
	const day = given.date_from ?? today.day;
	const asked = given.time_from ?? today.time;
	const isNow = day === today.day && asked <= today.time;
	const time = isNow ? today.time : asked;
	if (!allowed.holds(time)) {
		const start = isNow ? `now, at ${short(time)}` : `on ${day} at ${short(time)}`;
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
			problem: `would start at ${short(asked)}, ${allowed.text}`,
			moved: { time_from: today.time },
		};
	}
	return { fits: true };
}

/** The allowed hours, in seconds from when they begin. */
class Hours {
	readonly from: string;
	readonly to: string;
	/** How they are said after what doesn't keep to them. */
	readonly text: string;
	private readonly length: number;
	private readonly isWholeDay: boolean;

	constructor({ from, to }: AllowedWindow) {
		this.from = clockTime(from) as string;
		this.to = clockTime(to) as string;
		this.text = `but the account may call and text from ${short(this.from)} to ${short(this.to)} (time of Almaty)`;
		this.length = secondsBetween(this.from, this.to);
		this.isWholeDay = this.length === 0 || this.length === DAY_SECONDS - 1;
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

/** A time as it is said: `10:00`, with its seconds only where it has some. */
function short(time: string): string {
	return time.replace(/:00$/, '');
}
