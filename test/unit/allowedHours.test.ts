/** Campaigns keep to the hours in which the account may call and text, which are Almaty's. */
import { DateTime, Settings } from 'luxon';

import {
	allowedWindow,
	autocallHours,
	bulkStart,
	type AllowedWindow,
	type CampaignSchedule,
	type HoursResult,
} from '../../nodes/AutoCall/campaigns/allowedHours';
import { fc, runs } from '../support/properties';

const usual: AllowedWindow = { from: '11:00:00', to: '20:30:00' };
const wholeDay: AllowedWindow = { from: '00:00:00', to: '23:59:59' };
const night: AllowedWindow = { from: '22:00:00', to: '06:00:00' };

/** A moment by Almaty's clock. */
const almaty = (written: string) => DateTime.fromSQL(written, { zone: 'Asia/Almaty' });
const noon = almaty('2026-03-16 12:00:00');

const fits: HoursResult = { fits: true };
const movedTo = (moved: CampaignSchedule) => ({ fits: false, moved });

describe('an autocall', () => {
	it.each<[CampaignSchedule]>([
		[{}],
		[{ time_from: '11:00:00', time_to: '20:30:00' }],
		[{ time_from: '11:00:00' }],
		[{ time_to: '20:30:00' }],
		[{ date_from: '2026-03-20', time_from: '15:00:00', time_to: '15:30:00' }],
	])('with the hours %j keeps to 11:00 to 20:30', (given) => {
		expect(autocallHours(given, usual, noon)).toEqual(fits);
	});

	it.each<[CampaignSchedule, CampaignSchedule]>([
		[
			{ time_from: '10:00:00', time_to: '21:00:00' },
			{ time_from: '11:00:00', time_to: '20:30:00' },
		],
		[{ time_from: '10:59:59', time_to: '15:00:00' }, { time_from: '11:00:00' }],
		[{ time_from: '15:00:00', time_to: '20:30:01' }, { time_to: '20:30:00' }],
		[{ time_from: '09:00:00' }, { time_from: '11:00:00' }],
		[{ time_to: '23:00:00' }, { time_to: '20:30:00' }],
	])('with the hours %j keeps only those that are allowed', (given, moved) => {
		expect(autocallHours(given, usual, noon)).toMatchObject(movedTo(moved));
		expect(autocallHours(given, usual, noon)).toHaveProperty('moved', moved);
	});

	it('with hours before the window has all of the window, from the same day', () => {
		const given = { date_from: '2026-03-20', time_from: '08:00:00', time_to: '11:00:00' };
		expect(autocallHours(given, usual, noon)).toHaveProperty('moved', {
			time_from: '11:00:00',
			time_to: '20:30:00',
		});
	});

	it.each([
		[{}, '2026-03-17'],
		[{ date_from: '2026-03-31' }, '2026-04-01'],
		[{ date_from: '2026-02-01' }, '2026-03-17'],
	])('with hours after the window has all of it, from the next day: %j', (day, nextDay) => {
		const given = { ...day, time_from: '20:30:00', time_to: '22:00:00' };
		expect(autocallHours(given, usual, noon)).toHaveProperty('moved', {
			date_from: nextDay,
			time_from: '11:00:00',
			time_to: '20:30:00',
		});
	});

	it('has the hours that it calls at by default checked, too', () => {
		const afternoon = { from: '13:00:00', to: '17:00:00' };
		expect(autocallHours({}, afternoon, noon)).toEqual({
			fits: false,
			problem:
				'would call from 12:00 (the default) to 18:00 (the default), but the account may call and text from 13:00 to 17:00 (Almaty time)',
			moved: { time_from: '13:00:00', time_to: '17:00:00' },
		});
	});

	it.each([
		['09:00:00', {}],
		['12:00:00', { date_from: '2026-03-17' }],
	])('of no start has the next morning, when only that is allowed (at %s)', (time, day) => {
		const morning = { from: '08:00:00', to: '11:00:00' };
		expect(autocallHours({}, morning, almaty(`2026-03-16 ${time}`))).toHaveProperty('moved', {
			...day,
			time_from: '08:00:00',
			time_to: '11:00:00',
		});
	});

	it('that starts after the default end calls until the window ends', () => {
		expect(autocallHours({ time_from: '19:00:00' }, usual, noon)).toEqual({
			fits: false,
			problem:
				'would call from 19:00 to 18:00 (the default) of the next day, but the account may call and text from 11:00 to 20:30 (Almaty time)',
			moved: { time_to: '20:30:00' },
		});
	});

	it('that ends before the default start calls from when the window begins', () => {
		const morning = almaty('2026-03-16 08:00:00');
		expect(autocallHours({ time_to: '11:30:00' }, usual, morning)).toHaveProperty('moved', {
			time_from: '11:00:00',
		});
	});

	it.each<[string, CampaignSchedule, CampaignSchedule]>([
		['at any hour', { time_from: '23:00:00' }, { time_to: '23:59:59' }],
		['at any hour', { time_from: '18:00:00' }, { time_to: '23:59:59' }],
		['at any hour', { time_to: '12:00:00', date_from: '2026-03-17' }, { time_from: '00:00:00' }],
	])(
		'that may call %s, with the bound %j alone, has the other one give way',
		(_when, given, moved) => {
			for (const window of [wholeDay, { from: '00:00:00', to: '00:00:00' }]) {
				expect(autocallHours(given, window, noon)).toMatchObject(movedTo(moved));
			}
		},
	);

	it.each<[string, CampaignSchedule, string]>([
		[
			'18:00:00',
			{},
			'would call from 12:00 (the default) to 18:00 (the default), which is over for today: it is 18:00 (Almaty time)',
		],
		[
			'19:30:15',
			{ date_from: '2026-03-16', time_from: '11:00:00', time_to: '15:00:00' },
			'would call from 11:00 to 15:00, which is over for today: it is 19:30:15 (Almaty time)',
		],
	])('whose hours are over for today (%s) starts tomorrow', (time, given, problem) => {
		const now = almaty(`2026-03-16 ${time}`);
		expect(autocallHours(given, usual, now)).toEqual({
			...{ fits: false, problem },
			moved: { date_from: '2026-03-17' },
		});
		expect(autocallHours({ ...given, date_from: '2026-03-17' }, usual, now)).toEqual(fits);
	});

	it('whose hours go on for a second more keeps to today', () => {
		expect(autocallHours({}, usual, almaty('2026-03-16 17:59:59'))).toEqual(fits);
	});

	it('whose hours go over midnight is never over for today', () => {
		const given = { time_from: '22:00:00', time_to: '05:00:00' };
		expect(autocallHours(given, night, almaty('2026-03-16 23:30:00'))).toEqual(fits);
	});

	it.each<[string, CampaignSchedule]>([
		['12:00:00', { date_from: '2026-03-16' }],
		['18:30:00', { date_from: '2026-03-17' }],
	])(
		'of a day that is past, made at %s, starts on the next day that has its hours',
		(time, moved) => {
			expect(
				autocallHours({ date_from: '2026-02-01' }, usual, almaty(`2026-03-16 ${time}`)),
			).toEqual({
				fits: false,
				problem:
					'would start on 2026-02-01, but that day is in the past: today is 2026-03-16 (Almaty time)',
				moved,
			});
		},
	);

	it.each<[string, string, CampaignSchedule]>([
		['19:00:00', '12:00:00', { time_to: '20:30:00' }],
		['21:00:00', '12:00:00', { date_from: '2026-03-17', time_from: '11:00:00' }],
		[
			'21:00:00',
			'10:00:00',
			{ date_from: '2026-03-17', time_from: '11:00:00', time_to: '20:30:00' },
		],
	])('over midnight, from %s to %s, keeps the first hours that are allowed', (from, to, moved) => {
		const given = { time_from: from, time_to: to };
		expect(autocallHours(given, usual, noon)).toHaveProperty('moved', moved);
	});

	it('says what it would do, and what is allowed', () => {
		const given = { time_from: '10:00:00', time_to: '21:00:00' };
		expect(autocallHours(given, usual, noon)).toHaveProperty(
			'problem',
			'would call from 10:00 to 21:00, but the account may call and text from 11:00 to 20:30 (Almaty time)',
		);
		const overnight = { time_from: '21:00:30', time_to: '10:00:00' };
		expect(autocallHours(overnight, usual, noon)).toHaveProperty(
			'problem',
			'would call from 21:00:30 to 10:00 of the next day, but the account may call and text from 11:00 to 20:30 (Almaty time)',
		);
	});
});

describe('an SMS bulk', () => {
	it.each<[CampaignSchedule]>([
		[{}],
		[{ time_from: '11:00:00' }],
		[{ time_from: '11:30:00' }],
		[{ date_from: '2026-03-16', time_from: '20:30:00' }],
		[{ date_from: '2026-03-17', time_from: '11:00:00' }],
		[{ date_from: '2026-03-17' }],
	])('that starts at %j, made at noon, keeps to 11:00 to 20:30', (given) => {
		expect(bulkStart(given, usual, noon)).toEqual(fits);
	});

	it.each<[string, CampaignSchedule, CampaignSchedule]>([
		['10:59:59', {}, { time_from: '11:00:00' }],
		['20:30:01', {}, { date_from: '2026-03-17', time_from: '11:00:00' }],
		['23:59:59', {}, { date_from: '2026-03-17', time_from: '11:00:00' }],
		['08:00:00', { date_from: '2026-03-16' }, { time_from: '11:00:00' }],
		['12:00:00', { time_from: '21:00:00' }, { date_from: '2026-03-17', time_from: '11:00:00' }],
		['12:00:00', { date_from: '2026-03-20', time_from: '09:00:00' }, { time_from: '11:00:00' }],
		[
			'12:00:00',
			{ date_from: '2026-12-31', time_from: '21:00:00' },
			{ date_from: '2027-01-01', time_from: '11:00:00' },
		],
		['09:00:00', { date_from: '2026-03-20' }, { time_from: '11:00:00' }],
		['21:00:00', { time_from: '12:00:00' }, { date_from: '2026-03-17', time_from: '11:00:00' }],
	])('made at %s to start at %j moves to %j', (time, given, moved) => {
		const now = almaty(`2026-03-16 ${time}`);
		expect(bulkStart(given, usual, now)).toHaveProperty('moved', moved);
	});

	it('whose start is past starts now, but not by a time that the service refuses', () => {
		for (const given of [
			{ time_from: '08:00:00' },
			{ date_from: '2026-03-16', time_from: '08:00:00' },
		]) {
			expect(bulkStart(given, usual, noon)).toEqual({
				fits: false,
				problem:
					'would start at 08:00, but the account may call and text from 11:00 to 20:30 (Almaty time)',
				moved: { time_from: '12:00:00' },
			});
		}
	});

	it.each<[string, CampaignSchedule, CampaignSchedule]>([
		['12:00:00', {}, { date_from: '2026-03-16' }],
		['12:00:00', { time_from: '15:00:00' }, { date_from: '2026-03-16' }],
		['08:00:00', {}, { date_from: '2026-03-16', time_from: '11:00:00' }],
		['21:00:00', {}, { date_from: '2026-03-17', time_from: '11:00:00' }],
	])('of a day that is past, made at %s to start at %j, moves to %j', (time, given, moved) => {
		const past = { ...given, date_from: '2026-03-15' };
		expect(bulkStart(past, usual, almaty(`2026-03-16 ${time}`))).toEqual({
			fits: false,
			problem:
				'would start on 2026-03-15, but that day is in the past: today is 2026-03-16 (Almaty time)',
			moved,
		});
	});

	it('may start in the last second of the window, not in the one after', () => {
		const lastMoment = almaty('2026-03-16 20:30:00').plus({ milliseconds: 999 });
		expect(bulkStart({}, usual, lastMoment)).toEqual(fits);
		expect(bulkStart({}, usual, lastMoment.plus({ milliseconds: 1 }))).toHaveProperty(
			'fits',
			false,
		);
	});

	it('says when it would start, and what is allowed', () => {
		const evening = almaty('2026-03-16 21:15:00');
		expect(bulkStart({}, usual, evening)).toHaveProperty(
			'problem',
			'would start now, at 21:15, but the account may call and text from 11:00 to 20:30 (Almaty time)',
		);
		expect(
			bulkStart({ time_from: '09:00:00' }, usual, almaty('2026-03-16 07:00:00')),
		).toHaveProperty(
			'problem',
			'would start on 2026-03-16 at 09:00, but the account may call and text from 11:00 to 20:30 (Almaty time)',
		);
	});

	it.each<[string, HoursResult | object]>([
		['22:00:00', fits],
		['23:30:00', fits],
		['00:00:00', fits],
		['06:00:00', fits],
		['06:00:01', movedTo({ time_from: '22:00:00' })],
		['12:00:00', movedTo({ time_from: '22:00:00' })],
		['21:59:59', movedTo({ time_from: '22:00:00' })],
	])('of an account for nights, made at %s', (time, result) => {
		const check = bulkStart({}, night, almaty(`2026-03-16 ${time}`));
		expect(check).toMatchObject(result);
		expect(check).not.toHaveProperty('moved.date_from');
	});
});

describe('the allowed hours', () => {
	it.each<[AllowedWindow]>([
		[wholeDay],
		[{ from: '00:00:00', to: '00:00:00' }],
		[{ from: '12:00:00', to: '11:59:59' }],
	])('%j are the whole day, in which everything fits', (window) => {
		const late = almaty('2026-03-16 23:59:59');
		expect(bulkStart({}, window, late)).toEqual(fits);
		expect(bulkStart({ time_from: '04:00:00' }, window, noon)).toEqual(fits);
		for (const [time_from, time_to] of [
			['00:00:00', '23:59:59'],
			['22:00:00', '06:00:00'],
		]) {
			expect(autocallHours({ time_from, time_to }, window, noon)).toEqual(fits);
		}
	});

	it.each<[unknown, unknown, AllowedWindow]>([
		['9:00', '20:30', { from: '09:00:00', to: '20:30:00' }],
		['09:00:00', '20:30:15', { from: '09:00:00', to: '20:30:15' }],
		['09:00:00.000000', ' 20:30:00.5 ', { from: '09:00:00', to: '20:30:00' }],
		['00:00:00', '24:00:00', wholeDay],
		['00:00', '24:00', wholeDay],
		['10:00:00', '24:00:00', { from: '10:00:00', to: '23:59:59' }],
		['24:00:00', '06:00:00', { from: '00:00:00', to: '06:00:00' }],
	])('that come as %p and %p are %j', (from, to, window) => {
		expect(allowedWindow(from, to)).toEqual(window);
	});

	it.each<[unknown, unknown]>([
		[undefined, undefined],
		[null, null],
		['', ''],
		['09:00:00', null],
		[undefined, '23:00:00'],
		['morning', 'evening'],
		['25:00:00', '26:00:00'],
		['09:00:00', '24:00:01'],
		['09:60:00', '20:30:00'],
		[9, 20],
		[{}, []],
	])('that come as %p and %p are assumed to be the usual ones', (from, to) => {
		expect(allowedWindow(from, to)).toEqual({ ...usual, isAssumed: true });
	});

	it('are said to be assumed, where they are', () => {
		const assumed = allowedWindow(null, null);
		expect(autocallHours({}, assumed, noon)).toEqual(fits);
		expect(autocallHours({ time_from: '10:00:00' }, assumed, noon)).toHaveProperty(
			'problem',
			'would call from 10:00 to 18:00 (the default), but AutoCall.kz does not say when the account may call and text; the usual hours are assumed, from 11:00 to 20:30 (Almaty time)',
		);
	});

	it('that go until midnight are said so', () => {
		const window = allowedWindow('10:00:00', '24:00:00');
		expect(autocallHours({ time_from: '09:00:00' }, window, noon)).toHaveProperty(
			'problem',
			'would call from 09:00 to 18:00 (the default), but the account may call and text from 10:00 to 24:00 (Almaty time)',
		);
	});

	it('are those of Almaty, which went from UTC+6 to UTC+5 on 1 March 2024', () => {
		const moment = (iso: string) => DateTime.fromISO(iso, { setZone: true });
		expect(bulkStart({}, usual, moment('2024-02-10T05:00:00Z'))).toEqual(fits);
		expect(bulkStart({}, usual, moment('2024-03-10T05:00:00Z'))).toMatchObject({
			fits: false,
			moved: { time_from: '11:00:00' },
		});
		expect(bulkStart({}, usual, moment('2024-03-10T06:00:00Z'))).toEqual(fits);
	});

	it('have the day of Almaty, where tomorrow may be today elsewhere', () => {
		const given = { date_from: '2026-03-17', time_from: '09:00:00' };
		// 02:00 of the 17th in Almaty.
		const now = DateTime.fromISO('2026-03-16T21:00:00Z', { zone: 'America/New_York' });
		expect(bulkStart({}, usual, now)).toHaveProperty('moved', { time_from: '11:00:00' });
		expect(bulkStart(given, { ...usual, from: '08:00:00' }, now)).toEqual(fits);
		expect(
			autocallHours({ time_from: '21:00:00', time_to: '22:00:00' }, usual, now),
		).toHaveProperty('moved.date_from', '2026-03-18');
	});
});

describe('whatever is given, whenever, in whichever window', () => {
	const twoDigits = (number: number) => String(number).padStart(2, '0');
	const timeOf = (second: number) =>
		[Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(twoDigits).join(':');
	const secondOf = (time: string) =>
		time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
	const DAY = 86_400;

	/** Times that often fall on each other, and some of any second. */
	const times = fc
		.oneof(
			fc.integer({ min: 0, max: 23 }).map((hour) => hour * 3600),
			fc.constantFrom(0, DAY - 1, DAY / 2, (DAY * 3) / 4),
			fc.integer({ min: 0, max: DAY - 1 }),
		)
		.map(timeOf);
	const windows = fc.record({ from: times, to: times });
	const today = '2026-03-16';
	const nows = fc
		.tuple(times, fc.nat(999))
		.map(([time, milliseconds]) => almaty(`${today} ${time}`).plus({ milliseconds }));
	const days = fc.constantFrom('2026-03-16', '2026-03-17', '2026-03-31', '2026-12-31');
	const someDays = fc.oneof(days, fc.constantFrom('2026-02-01', '2026-03-15'));
	const schedules = fc.record(
		{ date_from: days, time_from: times, time_to: times },
		{ requiredKeys: [] },
	);

	/** The seconds from the bound at which something begins until it ends, each counted from 0:00. */
	const secondsAfter = (from: string, to: string) => (secondOf(to) - secondOf(from) + DAY) % DAY;
	const isAllowed = ({ from, to }: AllowedWindow, time: string) => {
		if (from === to) return true;
		return from < to ? from <= time && time <= to : time >= from || time <= to;
	};
	/** Some of the moments from one time of day to another, the first and the last among them. */
	const momentsOf = (from: string, to: string) => {
		const length = secondsAfter(from, to);
		const moments = Array.from({ length: Math.floor(length / 600) }, (_, index) => index * 600);
		return [...moments, length].map((second) => timeOf((secondOf(from) + second) % DAY));
	};
	/** When a bulk starts. */
	const startOf = ({ date_from = today, time_from }: CampaignSchedule, now: DateTime) => {
		const clock = now.toFormat('HH:mm:ss');
		const time = time_from ?? clock;
		return `${date_from} ${date_from === today && time < clock ? clock : time}`;
	};

	it('what is moved fits', () => {
		const any = fc.record(
			{ date_from: someDays, time_from: times, time_to: times },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(any, windows, nows, (given, window, now) => {
				for (const check of [autocallHours, bulkStart]) {
					const result = check(given, window, now);
					const sent = result.fits ? given : { ...given, ...result.moved };
					expect(check(sent, window, now)).toEqual(fits);
				}
			}),
			{ numRuns: runs(1_000) },
		);
	});

	it('only what must be changed is moved', () => {
		fc.assert(
			fc.property(schedules, windows, nows, (given, window, now) => {
				const hours = autocallHours(given, window, now);
				if (hours.fits) return;
				const asGiven = { time_from: '12:00:00', time_to: '18:00:00', ...given };
				for (const [field, value] of Object.entries(hours.moved)) {
					expect(value).not.toBe(asGiven[field as keyof CampaignSchedule]);
				}
			}),
		);
	});

	it('a bulk fits when its start is allowed, and the time that is sent', () => {
		fc.assert(
			fc.property(schedules, windows, nows, (given, window, now) => {
				const [, time = ''] = startOf(given, now).split(' ');
				const isOneSecondShort = secondsAfter(window.from, window.to) === DAY - 1;
				const isSent = given.time_from === undefined || isAllowed(window, given.time_from);
				const expected = isOneSecondShort || (isAllowed(window, time) && isSent);
				expect(bulkStart(given, window, now).fits).toBe(expected);
			}),
			{ numRuns: runs(1_000) },
		);
	});

	it('a bulk starts at the next moment that is allowed, never before', () => {
		fc.assert(
			fc.property(schedules, windows, nows, (given, window, now) => {
				const result = bulkStart(given, window, now);
				if (result.fits) return;
				const asked = startOf(given, now);
				const moved = startOf({ ...given, ...result.moved }, now);
				expect(moved >= asked).toBe(true);
				expect(almaty(moved).diff(almaty(asked)).as('days')).toBeLessThan(1);
				const between = momentsOf(asked.slice(11), moved.slice(11)).slice(0, -1);
				expect(between.filter((time) => isAllowed(window, time))).toEqual([]);
			}),
			{ numRuns: runs(1_000) },
		);
	});

	it('an autocall calls in allowed hours only', () => {
		fc.assert(
			fc.property(schedules, windows, nows, (given, window, now) => {
				const result = autocallHours(given, window, now);
				const { time_from = '12:00:00', time_to = '18:00:00' } = result.fits
					? given
					: { ...given, ...result.moved };
				const isOneSecondShort = secondsAfter(window.from, window.to) === DAY - 1;
				const outside = momentsOf(time_from, time_to).filter((time) => !isAllowed(window, time));
				expect(isOneSecondShort ? [] : outside).toEqual([]);
			}),
			{ numRuns: runs(1_000) },
		);
	});

	it('an autocall never begins before the given start', () => {
		fc.assert(
			fc.property(schedules, times, windows, nows, (given, time_from, window, now) => {
				const result = autocallHours({ ...given, time_from }, window, now);
				if (result.fits) return;
				const moved = { date_from: today, ...given, time_from, ...result.moved };
				const asked = `${given.date_from ?? today} ${time_from}`;
				expect(`${moved.date_from} ${moved.time_from}` >= asked).toBe(true);
			}),
			{ numRuns: runs(1_000) },
		);
	});

	describe('the zone and language of the server', () => {
		const { defaultZone, defaultLocale, defaultNumberingSystem } = Settings;
		const processZone = process.env.TZ;

		afterEach(() => {
			Object.assign(Settings, { defaultZone, defaultLocale, defaultNumberingSystem });
			if (processZone === undefined) delete process.env.TZ;
			else process.env.TZ = processZone;
		});

		it.each(['Asia/Almaty', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
			'do not matter: %s',
			(zone) => {
				fc.assert(
					fc.property(schedules, windows, nows, (given, window, now) => {
						const results = () => [
							autocallHours(given, window, DateTime.fromMillis(now.toMillis())),
							bulkStart(given, window, DateTime.fromMillis(now.toMillis())),
						];
						Settings.defaultZone = 'utc';
						const expected = results();
						process.env.TZ = zone;
						Settings.defaultZone = 'system';
						Settings.defaultLocale = 'ar-EG';
						Settings.defaultNumberingSystem = 'arab';
						const found = results();
						Object.assign(Settings, { defaultZone, defaultLocale, defaultNumberingSystem });
						expect(found).toEqual(expected);
					}),
				);
			},
		);
	});
});
