/** Campaigns keep to the hours in which the account may call and text, by the clock of the service. */
import type { IDataObject } from 'n8n-workflow';

import { onBench, useBench, type Bench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { autocall, smsBulk, type Campaign } from './campaigns';
import { countOf, jsonOf, people, posted, seen, sent } from './scenarios';

const bench = useBench();

const moving = { outsideAllowedHours: 'moveIntoWindow' };

/** Creates a campaign for some day and hours. */
async function create(
	own: Bench,
	{ resource, parameters }: Campaign,
	schedule: IDataObject = {},
	options: IDataObject = {},
	runOptions: Partial<RunNodeOptions> = {},
) {
	if (own.sandbox.store.sounds.size === 0) own.sandbox.seedSound();
	return await own.run(
		resource,
		'create',
		{ ...parameters, additionalFields: schedule, options },
		runOptions,
	);
}

/** Sets the hours of the account. */
const allow = ({ sandbox }: Bench, from: string, to: string) =>
	Object.assign(sandbox.store.settings, { time_from: from, time_to: to });

/** The day and the hours that a campaign was created with, as they were sent. */
function schedules(own: Bench, { route }: Campaign): IDataObject[] {
	return posted(own, route).map(({ date_from, time_from, time_to }) => ({
		...(date_from !== undefined && { date_from }),
		...(time_from !== undefined && { time_from }),
		...(time_to !== undefined && { time_to }),
	}));
}

/** A moment of that Monday by Almaty's clock. */
const at = (time: string) => ({ now: () => new Date(`2026-03-16T${time}+05:00`) });

const ADVICE =
	'Nothing was sent. Change the day or the hours in Additional Fields, set Options → Outside Allowed Hours to Move Into Allowed Hours, or ask AutoCall.kz support for longer hours.';

describe('outside of the allowed hours nothing is made, and the error names them', () => {
	it.each<[string, Campaign, IDataObject, string]>([
		[
			'an autocall that would begin too early',
			autocall,
			{ timeFrom: '10:59' },
			'The autocall would call from 10:59 to 18:00 (the default), but the account may call and text from 11:00 to 20:30 (Almaty time) [item 0]',
		],
		[
			'an autocall of a day that is past',
			autocall,
			{ dateFrom: '2026-03-15' },
			'The autocall would start on 2026-03-15, but that day is in the past: today is 2026-03-16 (Almaty time) [item 0]',
		],
		[
			'an SMS bulk of another day',
			smsBulk,
			{ dateFrom: '2026-03-20', timeFrom: '22:15' },
			'The SMS bulk would start on 2026-03-20 at 22:15, but the account may call and text from 11:00 to 20:30 (Almaty time) [item 0]',
		],
	])('%s', async (_what, campaign, schedule, message) => {
		const own = bench();
		expect(seen(await create(own, campaign, schedule))).toEqual({
			status: 'error',
			message,
			description: ADVICE,
		});
		expect(sent(own)).toEqual(['GET /settings']);
	});

	it(
		'an autocall whose hours are over for today, which would wait until tomorrow',
		onBench(at('19:00:00'), async (own) => {
			const { message, description } = seen(await create(own, autocall));
			// A run that takes a second has the service's clock go on by one.
			expect(message).toMatch(
				/^The autocall would call from 12:00 \(the default\) to 18:00 \(the default\), which is over for today: it is 19:00(:\d\d)? \(Almaty time\) \[item 0\]$/,
			);
			expect(description).toBe(ADVICE);
			expect(sent(own)).toEqual(['GET /settings']);
		}),
	);

	it('names the hours of this very account', async () => {
		const own = bench();
		allow(own, '09:30:00', '21:00:00');
		expect(seen(await create(own, autocall, { timeFrom: '09:29' })).message).toBe(
			'The autocall would call from 09:29 to 18:00 (the default), but the account may call and text from 09:30 to 21:00 (Almaty time) [item 0]',
		);
		expect((await create(own, autocall, { timeFrom: '09:30', timeTo: '21:00' })).status).toBe(
			'success',
		);
	});

	it('comes before the cost is calculated, and before a list is made', async () => {
		const own = bench();
		await create(
			own,
			{ ...autocall, parameters: { ...autocall.parameters, ...people(5_001) } },
			{ timeFrom: '10:00' },
			{ maxCost: 1 },
		);
		expect(sent(own)).toEqual(['GET /settings']);
		expect(own.sandbox.store.contactLists.size).toBe(0);
	});

	it('is an error of the one item that is outside, the others are made', async () => {
		const own = bench();
		const { items } = await create(
			own,
			autocall,
			{ timeFrom: '={{ $json.from }}' },
			{},
			{
				items: [{ from: '11:00' }, { from: '10:00' }, { from: '12:30' }],
				continueOnFail: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => json.time_from ?? json.error)).toEqual([
			'11:00:00',
			'The autocall would call from 10:00 to 18:00 (the default), but the account may call and text from 11:00 to 20:30 (Almaty time) [item 1]',
			'12:30:00',
		]);
	});
});

describe('within the allowed hours nothing is changed', () => {
	it.each<[string, Campaign, IDataObject, IDataObject]>([
		[
			'an autocall that takes all of them',
			autocall,
			{ timeFrom: '11:00', timeTo: '20:30' },
			{ time_from: '11:00:00', time_to: '20:30:00' },
		],
		['an SMS bulk that starts now', smsBulk, {}, {}],
		[
			'an SMS bulk of another day',
			smsBulk,
			{ dateFrom: '2026-03-20', timeFrom: '11:00' },
			{ date_from: '2026-03-20', time_from: '11:00:00' },
		],
	])('%s', async (_what, campaign, schedule, given) => {
		const own = bench();
		for (const options of [{}, moving]) {
			const { error } = await create(own, campaign, schedule, options);
			expect(error).toBeUndefined();
		}
		expect(schedules(own, campaign)).toEqual([given, given]);
	});
});

describe('moved into the allowed hours', () => {
	it.each<[string, Campaign, IDataObject, IDataObject]>([
		[
			'an autocall that would end too late ends with them',
			autocall,
			{ timeFrom: '15:00', timeTo: '23:00' },
			{ time_from: '15:00:00', time_to: '20:30:00' },
		],
		[
			'an autocall that would begin after has all of them on the next day',
			autocall,
			{ timeFrom: '21:00', timeTo: '22:00' },
			{ date_from: '2026-03-17', time_from: '11:00:00', time_to: '20:30:00' },
		],
		[
			'an SMS bulk of a day that is past starts today',
			smsBulk,
			{ dateFrom: '2026-03-01', timeFrom: '15:00' },
			{ date_from: '2026-03-16', time_from: '15:00:00' },
		],
	])('%s', async (_what, campaign, schedule, moved) => {
		const own = bench();
		const { items, error } = await create(own, campaign, schedule, moving);
		expect(error).toBeUndefined();
		expect(schedules(own, campaign)).toEqual([moved]);
		expect(jsonOf(items)).toMatchObject([moved]);
	});

	it('the cost is calculated with the hours that it is moved to', async () => {
		const own = bench();
		await create(own, autocall, { timeFrom: '09:00' }, { ...moving, maxCost: 1_000 });
		expect(posted(own, '/autocalls/calculate')).toMatchObject([{ time_from: '11:00:00' }]);
	});
});

describe('whatever the time zone of the workflow', () => {
	// It is 21:15 of Monday in Almaty: Tuesday in Kiribati, and Monday morning in Samoa.
	const evening = at('21:15:00');

	for (const timezone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
		it(
			`${timezone}: now, today and tomorrow are those of Almaty`,
			onBench(evening, async (own) => {
				const inZone = { timezone };
				expect(seen(await create(own, smsBulk, {}, {}, inZone)).message).toMatch(
					/^The SMS bulk would start now, at 21:15(:\d\d)?, but/,
				);
				await create(own, smsBulk, {}, moving, inZone);
				await create(own, autocall, { timeFrom: '20:45', timeTo: '22:00' }, moving, inZone);
				expect(schedules(own, smsBulk)).toEqual([
					{ date_from: '2026-03-17', time_from: '11:00:00' },
				]);
				expect(schedules(own, autocall)).toEqual([
					{ date_from: '2026-03-17', time_from: '11:00:00', time_to: '20:30:00' },
				]);
			}),
		);
	}
});

describe('the settings of the account', () => {
	const items = [{}, {}, {}];

	it.each([autocall, smsBulk])('are fetched once for three items ($noun)', async (campaign) => {
		const own = bench();
		await create(own, campaign, {}, { allowIdentical: true }, { items });
		expect(countOf(own, 'GET /settings')).toBe(1);
		expect(countOf(own, `POST ${campaign.route}`)).toBe(3);
	});

	it('are fetched again by the next run, which finds what has changed', async () => {
		const own = bench();
		await create(own, autocall);
		allow(own, '13:00:00', '17:00:00');
		expect((await create(own, autocall)).status).toBe('error');
		expect(countOf(own, 'GET /settings')).toBe(2);
	});

	it.each([autocall, smsBulk])(
		'that are refused stop it: nothing is sent ($noun)',
		async (campaign) => {
			const own = bench();
			own.sandbox.faults.add({ kind: 'status', status: 403, path: '/settings' });
			expect(seen(await create(own, campaign))).toEqual({
				status: 'error',
				message: 'AutoCall.kz refused the request (status 403) [item 0]',
				description:
					'AutoCall.kz says: “Server Error”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
			});
			expect(sent(own)).toEqual(['GET /settings']);
		},
	);

	it('that fail with 500 stop it: nothing is sent', async () => {
		const own = bench();
		own.sandbox.faults.add({ kind: 'status', status: 500, path: '/settings', times: 9 });
		expect(seen(await create(own, autocall)).message).toBe(
			'AutoCall.kz returned a server error (status 500) after 3 tries [item 0]',
		);
		expect(new Set(sent(own))).toEqual(new Set(['GET /settings']));
	});

	it.each([autocall, smsBulk])(
		'that name no hours: the usual ones are assumed ($noun)',
		async (campaign) => {
			const own = bench();
			own.sandbox.store.toldHours = {};
			expect((await create(own, campaign)).status).toBe('success');
			const { message, description } = seen(
				await create(own, campaign, { dateFrom: '2026-03-20', timeFrom: '10:00' }),
			);
			expect(message).toMatch(
				/, but AutoCall\.kz does not say when the account may call and text; the usual hours are assumed, from 11:00 to 20:30 \(Almaty time\) \[item 0\]$/,
			);
			expect(description).toBe(
				'Nothing was sent. Change the day or the hours in Additional Fields, set Options → Outside Allowed Hours to Move Into Allowed Hours, or to Send Anyway if the account has other hours.',
			);
			expect(countOf(own, `POST ${campaign.route}`)).toBe(1);
		},
	);

	it('are fetched for the next item where an earlier one did not get them', async () => {
		const own = bench();
		own.sandbox.faults.add({ kind: 'status', status: 403, path: '/settings' });
		const result = await create(
			own,
			smsBulk,
			{},
			{ allowIdentical: true },
			{
				items,
				continueOnFail: 'continueRegularOutput',
			},
		);
		expect(result.items.map(({ json }) => json.name ?? json.error)).toEqual([
			'AutoCall.kz refused the request (status 403) [item 0]',
			'Debts',
			'Debts',
		]);
		expect(countOf(own, 'GET /settings')).toBe(2);
	});
});

it('refuses an unknown choice before anything is sent', async () => {
	const own = bench();
	const options = { outsideAllowedHours: '={{ $json.how }}' };
	const { message } = seen(
		await create(own, autocall, {}, options, { items: [{ how: 'fail' }, { how: 'ignore' }] }),
	);
	expect(message).toBe(
		'"Outside Allowed Hours" must be one of fail, moveIntoWindow, sendAnyway, but is "ignore" [item 1]',
	);
	expect(sent(own)).toEqual([]);
});

describe('sent anyway', () => {
	const anyway = { outsideAllowedHours: 'sendAnyway' };

	it(
		'an SMS bulk starts in the evening, and no hours are fetched',
		onBench(at('21:15:00'), async (own) => {
			expect((await create(own, smsBulk, {}, anyway)).error).toBeUndefined();
			expect(sent(own)).toEqual(['POST /bulks']);
		}),
	);

	it('a campaign is made although the settings cannot be fetched', async () => {
		const own = bench();
		own.sandbox.faults.add({ kind: 'status', status: 500, path: '/settings', times: 9 });
		expect((await create(own, autocall, {}, anyway)).error).toBeUndefined();
		expect(sent(own)).toEqual(['POST /autocalls']);
	});

	it('the service may still refuse it, with the hours of the account', async () => {
		const own = bench();
		const { message, description } = seen(
			await create(own, autocall, { timeFrom: '10:00' }, anyway),
		);
		expect(message).toMatch(/^AutoCall\.kz did not accept: Time From: /);
		expect(description).toContain('from 11:00 to 20:30 (Almaty time)');
		expect(own.sandbox.store.autocalls.size).toBe(0);
	});
});

describe('one bound of the hours alone, which would end before they begin', () => {
	const left = {
		to: (from: string) =>
			`"Time To" was left at 18:00, which is not after Time From, ${from} [item 0]`,
		from: (to: string) =>
			`"Time From" was left at 12:00, which is not before Time To, ${to} [item 0]`,
	};

	it.each([
		['fail', { timeFrom: '23:00' }, left.to('23:00'), 'Time To'],
		['fail', { timeFrom: '18:00' }, left.to('18:00'), 'Time To'],
		['fail', { timeTo: '11:30' }, left.from('11:30'), 'Time From'],
		['sendAnyway', { timeFrom: '23:00' }, left.to('23:00'), 'Time To'],
	])(
		'is an error before anything is sent (%s, %j)',
		async (outsideAllowedHours, schedule, message, missing) => {
			const own = bench();
			allow(own, '00:00:00', '23:59:59');
			const told = {
				...{ status: 'error', message },
				description: `Nothing was sent. Add ${missing} in Additional Fields.`,
			};
			expect(seen(await create(own, autocall, schedule, { outsideAllowedHours }))).toEqual(told);
			expect(
				seen(
					await own.run('autocall', 'calculateCost', {
						...autocall.parameters,
						additionalFields: schedule,
					}),
				),
			).toEqual(told);
			expect(sent(own)).toEqual([]);
		},
	);

	it('of one item is an error before the others are sent', async () => {
		const own = bench();
		const items = [{ from: '12:30' }, { from: '23:00' }];
		const result = await create(own, autocall, { timeFrom: '={{ $json.from }}' }, {}, { items });
		expect(seen(result).message).toBe(
			'"Time To" was left at 18:00, which is not after Time From, 23:00 [item 1]',
		);
		expect(sent(own)).toEqual([]);
	});

	it('has the other one give way to the hours of the account with Move Into Allowed Hours', async () => {
		const own = bench();
		allow(own, '00:00:00', '23:59:59');
		expect((await create(own, autocall, { timeFrom: '23:00' }, moving)).error).toBeUndefined();
		expect(schedules(own, autocall)).toEqual([{ time_from: '23:00:00', time_to: '23:59:59' }]);
	});
});

it.each([
	['autocall', autocall, 'dateFrom', 'Start Date'],
	['autocall', autocall, 'timeFrom', 'Time From'],
	['autocall', autocall, 'timeTo', 'Time To'],
	['SMS bulk', smsBulk, 'dateFrom', 'Start Date'],
	['SMS bulk', smsBulk, 'timeFrom', 'Time From'],
])(
	'an %s: %#: an expression that returns nothing is an error: it would start at another time',
	async (_noun, campaign, field, label) => {
		const result = await create(bench(), campaign, { [field]: '={{ $json.none }}' });
		expect(seen(result).message).toBe(`"${label}" was added, but is empty [item 0]`);
		expect(sent(bench())).toEqual([]);
	},
);
