/** Call → Create and Get History, and the credential: what is asked for, and what comes out. */
import type { IDataObject } from 'n8n-workflow';

import { phoneAt, queriesOf, useAutodialer, useFastWaits } from '../../support/autodialer';

const bench = useAutodialer();
useFastWaits();

const CALL = { number: '={{ $json.phone }}', name: 'Aigul', uuid: 'c-1', scenarioType: '1' };
const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);

describe('Call → Create', () => {
	it('makes one call an item, with every field as a text', async () => {
		const { items, error } = await bench().run(
			'call',
			'create',
			{
				...CALL,
				...{ startTime: '09:00', stopTime: '21:30:00', maxAttempts: '2', scenarioType: 2 },
				additionalFields: { variable1: 'a', variable2: 2, variable3: 'c' },
			},
			{ items: [{ phone: '+7 (701) 000-00-01' }, { phone: 87_010_000_002 }] },
		);
		expect(error).toBeUndefined();
		const same = {
			...{ id: '0', name: 'Aigul', UUID: 'c-1', var1: 'a', var2: '2', var3: 'c' },
			...{ timestart: '09:00', timestop: '21:30', maxcount: '2', generationtype: '2' },
		};
		expect(queriesOf(bench(), 'newcall')).toEqual([
			{ ...same, phone: phoneAt(0) },
			{ ...same, phone: phoneAt(1) },
		]);
		expect(jsonOf(items)).toEqual([
			{ QUERY_ID: 428_585_176, QUERY_COUNT: 1 },
			{ QUERY_ID: 428_585_177, QUERY_COUNT: 1 },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('sends hours and blank variables though nobody sets them', async () => {
		await bench().run('call', 'create', CALL, { items: [{ phone: phoneAt(0) }] });
		expect(queriesOf(bench(), 'newcall')).toEqual([
			{
				...{ id: '0', name: 'Aigul', phone: phoneAt(0), UUID: 'c-1', var1: '', var2: '', var3: '' },
				...{ timestart: '10:00', timestop: '19:00', maxcount: '1', generationtype: '1' },
			},
		]);
	});

	it('a call that is not accepted is an error', async () => {
		bench().sandbox.refusedNumbers.add(phoneAt(0));
		const { error } = await bench().run('call', 'create', CALL, { items: [{ phone: phoneAt(0) }] });
		expect(error?.message).toBe('Autodialer refused the request (status 200) [item 0]');
		expect(error?.description).toContain('ask your provider of Autodialer');
	});

	it.each<[IDataObject, string]>([
		[{ number: '={{ "" }}' }, '"Number" is required, but is empty'],
		[{ name: '={{ null }}' }, '"Name" is required, but is empty'],
		[{ uuid: '={{ "x".repeat(256) }}' }, '"UUID" must have at most 255 characters, but has 256'],
		[
			{ number: '112' },
			'"Number" must be a number of Russia or Kazakhstan, such as +7 701 123 45 67, but is "112"',
		],
		[
			{ additionalFields: { variable2: '={{ [1] }}' } },
			'"Variable 2" must be a text, but is a list',
		],
		[{ startTime: '25:00' }, '"Start Time" must be a time such as 10:00, but is "25:00"'],
	])('%j is refused, and the sound item before it is not sent either', async (changed, message) => {
		const [name = '', value] = Object.entries(changed)[0] ?? [];
		const wrong = typeof value === 'object' ? (value as IDataObject).variable2 : value;
		const sound = { number: phoneAt(0), name: 'A', uuid: 'u', startTime: '10:00', variable2: 'v' }[
			name === 'additionalFields' ? 'variable2' : name
		] as string;
		const hostile = String(wrong).startsWith('={{')
			? String(wrong).slice(3, -2)
			: JSON.stringify(wrong);
		const expression = `={{ $itemIndex === 0 ? ${JSON.stringify(sound)} : ${hostile} }}`;
		const { error } = await bench().run(
			'call',
			'create',
			{
				...CALL,
				[name]: name === 'additionalFields' ? { variable2: expression } : expression,
			},
			{ items: [{ phone: phoneAt(0) }, { phone: phoneAt(1) }] },
		);
		expect(error?.message).toBe(`${message} [item 1]`);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe('Call → Get History', () => {
	const told = (day: string, dst = phoneAt(0), time = `${day} 12:00:00 +05:00`) =>
		bench().sandbox.history.push({
			QUERY_ID: 1,
			DST: dst,
			TIME: time,
			CODE: 'ANSWERED 16',
			SEC: 12,
		});
	const history = async (parameters: IDataObject, options = {}) =>
		await bench().run('call', 'getHistory', parameters, options);

	it('asks day by day, over the ends of months and years, and gives the calls in their order', async () => {
		for (const day of ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']) told(day);
		const { items, error } = await history({ dateFrom: '31.12.2026', dateTo: '2027-01-01T08:00' });
		expect(error).toBeUndefined();
		expect(queriesOf(bench(), 'cdr')).toEqual([
			{ date_from: '2026-12-31', date_to: '2026-12-31' },
			{ date_from: '2027-01-01', date_to: '2027-01-01' },
		]);
		expect(jsonOf(items)).toMatchObject([
			{ TIME: '2026-12-31 12:00:00 +05:00' },
			{ TIME: '2027-01-01 12:00:00 +05:00' },
		]);
	});

	it('a year is 365 requests', async () => {
		await history({ dateFrom: '2027-01-01', dateTo: '2027-12-31' });
		expect(queriesOf(bench(), 'cdr')).toHaveLength(365);
	});

	it('by number, in whatever form it is written', async () => {
		told('2027-03-16', phoneAt(0));
		told('2027-03-16', phoneAt(1));
		const day = { dateFrom: '2027-03-16', dateTo: '2027-03-16' };
		const { items } = await history({ ...day, number: '+7 701 000 00 02' });
		expect(queriesOf(bench(), 'cdr')).toMatchObject([{ to: phoneAt(1) }]);
		expect(jsonOf(items)).toMatchObject([{ DST: phoneAt(1) }]);
	});

	it.each<[string, IDataObject, string]>([
		['2027-03-16 12:00:00 +05:00', {}, '2027-03-16T08:00:00+01:00'],
		['2027-03-16 12:00:00 +0500', {}, '2027-03-16T08:00:00+01:00'],
		['2027-03-16 12:00:00 Z', {}, '2027-03-16T13:00:00+01:00'],
		['2027-03-16 12:00:00', {}, '2027-03-16T12:00:00+01:00'],
		['2027-03-16 12:00:00', { timezone: 'Asia/Almaty' }, '2027-03-16T12:00:00+05:00'],
	])('the time %s with %j is %s', async (time, options, timeIso) => {
		told('2027-03-16', phoneAt(0), time);
		const day = { dateFrom: '2027-03-16', dateTo: '2027-03-16' };
		const { items } = await history({ ...day, options }, { timezone: 'Europe/Berlin' });
		expect(jsonOf(items)).toMatchObject([{ TIME: time, timeIso, SEC: 12 }]);
	});

	it.each([
		['an empty list', []],
		['an empty object', {}],
		['an object that holds nothing', { data: null }],
	])('a day without calls comes as %s', async (_what, response) => {
		bench().sandbox.faults.add({ kind: 'altered', alter: () => response });
		const { items, error } = await history({ dateFrom: '2027-03-16', dateTo: '2027-03-16' });
		expect([error, jsonOf(items)]).toEqual([undefined, []]);
	});

	it('a length that is no number of seconds stays as it is', async () => {
		told('2027-03-16');
		const alter = (list: unknown) =>
			(list as IDataObject[]).map((one) => ({ ...one, SEC: '00:12' }));
		bench().sandbox.faults.add({ kind: 'altered', alter });
		const { items } = await history({ dateFrom: '2027-03-16', dateTo: '2027-03-16' });
		expect(jsonOf(items)).toMatchObject([{ SEC: '00:12' }]);
	});

	it.each<[string, (list: unknown) => unknown]>([
		[
			'texts in place of numbers',
			(list) => (list as IDataObject[]).map((one) => ({ ...one, SEC: '12' })),
		],
		['a list in an object', (list) => ({ data: list })],
		['a list beside another without entries', (list) => ({ errors: [], data: list })],
		['one call alone', (list) => (list as IDataObject[])[0]],
	])('reads %s', async (_what, alter) => {
		told('2027-03-16');
		bench().sandbox.faults.add({ kind: 'altered', alter });
		const { items } = await history({ dateFrom: '2027-03-16', dateTo: '2027-03-16' });
		expect(jsonOf(items)).toMatchObject([{ DST: phoneAt(0), SEC: 12 }]);
	});

	it('keeps IDs of 17 digits exact, and knows no seconds where none are told', async () => {
		const body =
			'[{"QUERY_ID":40133707428585177,"DST":"1\\"2,3:40133707428585177","RATIO":0.12345678901234567,"SEC":""}]';
		bench().sandbox.faults.add({ kind: 'status', status: 200, body: Buffer.from(body) });
		const { items } = await history({ dateFrom: '2027-03-16', dateTo: '2027-03-16' });
		expect(jsonOf(items)).toMatchObject([
			{
				...{ QUERY_ID: '40133707428585177', DST: '1"2,3:40133707428585177' },
				...{ RATIO: 0.12345678901234567, SEC: null },
			},
		]);
	});

	it('a day that fails is asked for again; with On Error set to continue the days before come out', async () => {
		told('2027-03-16');
		const days = { dateFrom: '2027-03-16', dateTo: '2027-03-17' };
		bench().sandbox.faults.add({ kind: 'html' });
		expect((await history(days)).items).toHaveLength(1);
		bench().sandbox.faults.add({ kind: 'html', after: 1, times: 3 });
		const { items } = await history(days, { continueOnFail: 'continueRegularOutput' });
		expect(jsonOf(items)).toMatchObject([
			{ DST: phoneAt(0) },
			{ error: expect.any(String) as string },
		]);
	});

	it.each<[IDataObject, string]>([
		[{ dateTo: '2027-03-15' }, '"To" must not be before From, but is 2027-03-15'],
		[{ dateTo: '2037-03-25' }, '"To" must be within 3660 days of From, but is 2037-03-25'],
		[
			{ dateFrom: '={{ "yesterday" }}' },
			'"From" must be a date such as 2026-03-16, but is "yesterday"',
		],
		[
			{ number: 'none' },
			'"Number" must be a number of Russia or Kazakhstan, such as +7 701 123 45 67, but is "none"',
		],
		[
			{ options: { timezone: 'Almaty' } },
			'"Time Zone" must be a zone such as Asia/Almaty, but is "Almaty"',
		],
	])('%j is refused', async (changed, message) => {
		const { error } = await history({ dateFrom: '2027-03-16', dateTo: '2027-03-16', ...changed });
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe('the token', () => {
	const DAY = { dateFrom: '2027-03-16', dateTo: '2027-03-16' };

	it('goes into the body only, and into no output, log or error', async () => {
		const { run, sandbox, engine, credential } = bench();
		engine.log.clear();
		const options = { items: [{ phone: phoneAt(0) }] };
		const results = [
			await run('task', 'create', { scenarioType: '1' }, options),
			await run('call', 'create', CALL, options),
			await run('call', 'getHistory', DAY),
		];
		for (const kind of ['message', 'html'] as const) {
			for (const [resource, operation, parameters] of [
				['task', 'create', { scenarioType: '1' }],
				['call', 'create', CALL],
				['call', 'getHistory', DAY],
			] as const) {
				// The service shows what it was sent.
				const body = { error: `Wrong token ${credential.accessToken}` };
				sandbox.faults.add({
					kind: 'status',
					status: 400,
					body: kind === 'html' ? `<p>${body.error}</p>` : body,
				});
				const result = await run(resource, operation, parameters, options);
				expect(result.error).toBeDefined();
				results.push(result);
			}
		}
		for (const { body } of sandbox.requests) {
			expect(body).toMatchObject({ query: { access_token: credential.accessToken } });
		}
		const seen = [
			...results.flatMap((result) => [
				result.stored(),
				String(result.error?.stack),
				String(result.error?.description),
			]),
			...sandbox.requests.map(({ path, query, headers }) => JSON.stringify([path, query, headers])),
			engine.log.text(),
		];
		expect(seen.filter((text) => text.includes(credential.accessToken))).toEqual([]);
	});

	it('is tested by a question that changes nothing', async () => {
		const { engine, credential, sandbox } = bench();
		expect(await engine.testCredential('autodialerApi', credential)).toMatchObject({
			status: 'OK',
		});
		const wrong = await engine.testCredential('autodialerApi', { ...credential, accessToken: 'x' });
		expect(wrong.status).toBe('Error');
		expect(new Set(sandbox.requests.map(({ path }) => path))).toEqual(new Set(['/apikey/cdr']));
	});

	it('an address that is none is named', async () => {
		const credential = { ...bench().credential, baseUrl: 'dialer.example.kz' };
		const { error } = await bench().run('call', 'getHistory', DAY, { credential });
		expect(error?.message).toContain(
			'The Base URL of the Autodialer credential is not a web address',
		);
	});
});
