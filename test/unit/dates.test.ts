/** How dates and times are read: what a person may give, and what the API gets. */
import { runInNewContext } from 'node:vm';

import { DateTime, Settings } from 'luxon';

import {
	SERVICE_ZONE,
	calendarDate,
	clockTime,
	isoMoment,
} from '../../nodes/AutoCall/service/dates';
import { InvalidValue } from '../../nodes/shared/declaration/parsers';
import { fc } from '../support/properties';

/** A moment as another copy of Luxon has it: the same methods, another class. */
async function fromAnotherCopyOfLuxon(iso: string): Promise<object> {
	let copy = DateTime;
	await jest.isolateModulesAsync(async () => {
		copy = (await import('luxon')).DateTime;
	});
	expect(copy).not.toBe(DateTime);
	return copy.fromISO(iso, { setZone: true });
}

describe('a day', () => {
	it.each([
		['2026-03-16', '2026-03-16'],
		[' 2026-03-16 ', '2026-03-16'],
		['16.03.2026', '2026-03-16'],
		['2026/03/16', '2026-03-16'],
		['2024-02-29', '2024-02-29'],
		['2026-03-16T00:00:00', '2026-03-16'],
		['2026-03-16 10:00:00', '2026-03-16'],
		['2026-03-16T23:30:00.123', '2026-03-16'],
	])('written without a zone is taken as written: %j', (given, sent) => {
		expect(calendarDate(given)).toBe(sent);
	});

	it.each([
		['2026-03-16T18:59:59Z', '2026-03-16'],
		['2026-03-16T19:00:00Z', '2026-03-17'],
		['2026-03-16T23:30:00-04:00', '2026-03-17'],
		['2026-03-17T01:00:00+09:00', '2026-03-16'],
		['2026-03-16T19:00:00.000+00:00', '2026-03-17'],
	])('of a moment with a zone is the day in Almaty: %j', (given, sent) => {
		expect(calendarDate(given)).toBe(sent);
	});

	it('follows the change of Almaty from UTC+6 to UTC+5 on 1 March 2024', () => {
		expect(calendarDate('2024-02-10T18:30:00Z')).toBe('2024-02-11');
		expect(calendarDate('2024-03-10T18:30:00Z')).toBe('2024-03-10');
	});

	it('may be a JS Date, also one from another realm', () => {
		expect(calendarDate(new Date('2026-03-16T19:00:00Z'))).toBe('2026-03-17');

		const foreign: unknown = runInNewContext('new Date("2026-03-16T19:00:00Z")');
		expect(foreign instanceof Date).toBe(false);
		expect(calendarDate(foreign)).toBe('2026-03-17');
	});

	it('may be a Luxon DateTime, also one from another copy of Luxon', async () => {
		const evening = '2026-03-16T23:30:00-04:00';
		expect(calendarDate(DateTime.fromISO(evening, { setZone: true }))).toBe('2026-03-17');
		expect(calendarDate(await fromAnotherCopyOfLuxon(evening))).toBe('2026-03-17');
	});

	it.each([
		['2026-02-30'],
		['2025-02-29'],
		['2026-13-01'],
		['30.02.2026'],
		['03/16/2026'],
		['16-03-2026'],
		['2026-3-16'],
		['10:00'],
		['2026-03-16T25:00:00'],
		['2026-03-16T24:00:00'],
		['2026-03-16 and more'],
		['2026-03-16T10:00:00 and more'],
		['tomorrow'],
		[''],
		[0],
		[20260316],
		[1773644400000],
		[true],
		[null],
		[undefined],
		[{}],
		[{ date: '2026-03-16' }],
		[['2026-03-16']],
		[new Date(NaN)],
		[new Date(8.64e15)],
		[new Date(-8.64e15)],
		[new Date('0000-06-01T00:00:00Z')],
		[DateTime.invalid('broken')],
		[{ toMillis: (): string => 'soon' }],
		[{ getTime: 'now' }],
	])('is refused: %p', (given) => {
		expect(() => calendarDate(given)).toThrow(InvalidValue);
	});

	it('is refused with the value and an example', () => {
		expect(() => calendarDate('2026-02-30')).toThrow(
			new InvalidValue('must be a date such as 2026-03-16, but is "2026-02-30"'),
		);
		expect(() => calendarDate({})).toThrow(
			new InvalidValue('must be a date such as 2026-03-16, but is an object'),
		);
	});
});

describe('a time of day', () => {
	it.each([
		['10:00', '10:00:00'],
		['9:05', '09:05:00'],
		['09:05', '09:05:00'],
		['10:00:00', '10:00:00'],
		['20:30:59', '20:30:59'],
		['0:00', '00:00:00'],
		['23:59', '23:59:00'],
		[' 10:00 ', '10:00:00'],
		['2026-03-16T10:00:00', '10:00:00'],
		['2026-03-16T10:00', '10:00:00'],
		['2026-03-16 10:00:00', '10:00:00'],
		['2026-03-16T10:24:00', '10:24:00'],
		['2026-03-16T10:00:59.999', '10:00:59'],
	])('written without a zone is taken as written: %j', (given, sent) => {
		expect(clockTime(given)).toBe(sent);
	});

	it.each([
		['2026-03-16T10:00:00Z', '15:00:00'],
		['2026-03-16T10:00:00+05:00', '10:00:00'],
		['2026-03-16T23:30:00-04:00', '08:30:00'],
		['2026-03-16T10:00:00.500Z', '15:00:00'],
		['2024-02-10T10:00:00Z', '16:00:00'],
		['2024-03-10T10:00:00Z', '15:00:00'],
	])('of a moment with a zone is the time in Almaty: %j', (given, sent) => {
		expect(clockTime(given)).toBe(sent);
	});

	it('may be a JS Date or a Luxon DateTime, from wherever they come', async () => {
		const iso = '2026-03-16T10:00:00-04:00';
		expect(clockTime(new Date(iso))).toBe('19:00:00');
		expect(clockTime(runInNewContext(`new Date("${iso}")`))).toBe('19:00:00');
		expect(clockTime(DateTime.fromISO(iso, { setZone: true }))).toBe('19:00:00');
		expect(clockTime(await fromAnotherCopyOfLuxon(iso))).toBe('19:00:00');
	});

	it.each([
		['24:00'],
		['24:00:00'],
		['2026-03-16T24:00:00'],
		['2026-03-16 24:00:00'],
		['25:61'],
		['10:60'],
		['10:00:60'],
		['-1:00'],
		['10'],
		['10.30'],
		['1000'],
		['10:0'],
		['10:00 PM'],
		['10:00Z'],
		['2026-03-16'],
		['16.03.2026'],
		['2026-02-30T10:00:00'],
		['noon'],
		[''],
		[10],
		[36000],
		[0.4166],
		[true],
		[null],
		[undefined],
		[{}],
		[['10:00']],
		[new Date(NaN)],
	])('is refused: %p', (given) => {
		expect(() => clockTime(given)).toThrow(InvalidValue);
	});

	it('is refused with the value and an example', () => {
		expect(() => clockTime('25:61')).toThrow(
			new InvalidValue('must be a time such as 10:00, but is "25:61"'),
		);
	});
});

describe('a moment that the API wrote', () => {
	it.each([
		['2026-03-16 12:00:00', '2026-03-16T12:00:00+05:00'],
		['2024-03-31 05:55:19', '2024-03-31T05:55:19+05:00'],
		['2024-02-10 12:00:00', '2024-02-10T12:00:00+06:00'],
	])('gets the offset that Almaty had: %j', (written, iso) => {
		expect(isoMoment(written)).toBe(iso);
	});

	it.each(['', 'yesterday', '2026-02-30 12:00:00', '2026-03-16 25:00:00'])(
		'is null when it is none: %j',
		(written) => {
			expect(isoMoment(written)).toBeNull();
		},
	);
});

describe('wherever n8n runs', () => {
	const { defaultZone, defaultLocale, defaultNumberingSystem } = Settings;

	afterEach(() => {
		Object.assign(Settings, { defaultZone, defaultLocale, defaultNumberingSystem });
	});

	it.each([
		{ defaultZone: 'America/New_York' },
		{ defaultZone: 'Pacific/Kiritimati' },
		{ defaultLocale: 'ar-EG' },
		{ defaultLocale: 'fa-IR' },
		{ defaultLocale: 'kk-KZ' },
		{ defaultNumberingSystem: 'deva' as const },
	])('the same is sent: %p', (settings) => {
		Object.assign(Settings, settings);

		expect(calendarDate('2026-03-16')).toBe('2026-03-16');
		expect(calendarDate('16.03.2026')).toBe('2026-03-16');
		expect(calendarDate('2026-03-16T19:00:00Z')).toBe('2026-03-17');
		expect(clockTime('9:05')).toBe('09:05:00');
		expect(clockTime('2026-03-16T19:00:00Z')).toBe('00:00:00');
		expect(isoMoment('2026-03-16 12:00:00')).toBe('2026-03-16T12:00:00+05:00');
	});
});

describe('any moment', () => {
	const moments = fc.date({
		min: new Date('1900-01-01T00:00:00Z'),
		max: new Date('9999-12-30T00:00:00Z'),
		noInvalidDate: true,
	});
	const zones = fc.constantFrom(
		'UTC',
		'Asia/Almaty',
		'America/New_York',
		'Asia/Kolkata',
		'Pacific/Kiritimati',
		'Pacific/Pago_Pago',
		'Australia/Lord_Howe',
	);
	/** The formatter of JS itself, which knows nothing of Luxon. */
	const almaty = new Intl.DateTimeFormat('en-GB', {
		timeZone: SERVICE_ZONE,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	const inAlmaty = (moment: Date) => {
		const parts = Object.fromEntries(
			almaty.formatToParts(moment).map(({ type, value }) => [type, value]),
		);
		return {
			date: `${parts.year}-${parts.month}-${parts.day}`,
			time: `${parts.hour}:${parts.minute}:${parts.second}`,
		};
	};

	it('is sent as its day and time in Almaty, in whichever zone and form it is given', () => {
		fc.assert(
			fc.property(moments, zones, (moment, zone) => {
				const { date, time } = inAlmaty(moment);
				const luxon = DateTime.fromJSDate(moment, { zone });
				// ISO knows no seconds in an offset, which the local mean times of before 1924 had.
				const forms = [moment, luxon, moment.toISOString(), luxon.toUTC().toISO()];
				for (const form of luxon.offset % 1 === 0 ? [...forms, luxon.toISO()] : forms) {
					expect([calendarDate(form), clockTime(form)]).toEqual([date, time]);
				}
			}),
		);
	});

	it('that the API wrote comes back as the same moment', () => {
		// The hour that Almaty lived twice names no single moment.
		const named = moments.filter((moment) => {
			const year = moment.getUTCFullYear();
			return year >= 2006 && !(year === 2024 && [1, 2].includes(moment.getUTCMonth()));
		});
		fc.assert(
			fc.property(named, (moment) => {
				const { date, time } = inAlmaty(moment);
				const seconds = Math.floor(moment.getTime() / 1000);
				expect(Date.parse(isoMoment(`${date} ${time}`) as string) / 1000).toBe(seconds);
			}),
		);
	});

	it('of the day may be written H:mm', () => {
		fc.assert(
			fc.property(fc.nat(23), fc.nat(59), fc.boolean(), (hour, minute, padded) => {
				const [hh, mm] = [hour, minute].map((part) => String(part).padStart(2, '0'));
				expect(clockTime(`${padded ? hh : hour}:${mm}`)).toBe(`${hh}:${mm}:00`);
			}),
		);
	});

	it('of the day is refused beyond 23:59', () => {
		fc.assert(
			fc.property(fc.nat(99), fc.nat(99), (hour, minute) => {
				fc.pre(hour > 23 || minute > 59);
				const written = `${hour}:${String(minute).padStart(2, '0')}`;
				expect(() => clockTime(written)).toThrow(InvalidValue);
			}),
		);
	});
});
