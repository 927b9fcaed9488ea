/** Task → Create: what the dialer gets of the rows, and what comes out. */
import type { IDataObject } from 'n8n-workflow';

import {
	phoneAt,
	queriesOf,
	rows,
	sentRows,
	useAutodialer,
	useFastWaits,
} from '../../support/autodialer';

/** 03:00 in Almaty. */
let now = new Date('2027-03-16T03:00:00+05:00');
const bench = useAutodialer({ now: () => now });
useFastWaits();
beforeEach(() => {
	now = new Date('2027-03-16T03:00:00+05:00');
});

const TASK = { contactsSource: 'inputItems', scenarioType: '1' };
const create = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await bench().run('task', 'create', { ...TASK, ...parameters }, { items });

describe('each row is sent whole', () => {
	it('with the parts that its fields give, as texts', async () => {
		const { items, error } = await create(
			[
				{
					...{ phone: '+7 701 000-00-01', client: { id: 17, name: 'Aigul' }, crm: 'c-1' },
					...{ debt: 15000, 'till when': 'Friday', code: '4821' },
				},
			],
			{
				...{ numberField: 'phone', nameField: 'client.name', idField: 'client.id' },
				...{ uuidField: 'crm', variableFields: 'debt, till when, code' },
				...{ startTime: '9:30', stopTime: '18:00:30', maxAttempts: 3, scenarioType: 2 },
			},
		);
		expect(error).toBeUndefined();
		expect(sentRows(bench())).toEqual([
			{
				...{ id: '17', name: 'Aigul', phone: phoneAt(0), UUID: 'c-1' },
				...{ var1: '15000', var2: 'Friday', var3: '4821' },
				...{ statdialertime: '09:30:00', stopdialertime: '18:00:30' },
				...{ maxcount: '3', generationtype: '2' },
			},
		]);
		expect(items).toEqual([
			{
				json: {
					...{ taskIds: ['40133707428585176'], lines: 1, ok: 1, inserted: 1, refused: 0 },
					reports: [
						{
							...{ id: '40133707428585176', from: 'item 0', to: 'item 0' },
							...{ lines: 1, ok: 1, inserted: 1, errorcode: '0' },
						},
					],
					contactsReport: { sent: 1, duplicatesRemoved: 0, invalidLeftOut: [] },
				},
				pairedItem: [{ item: 0 }],
			},
		]);
	});

	it('blank where something is missing, so that nobody gets what belongs to the row before', async () => {
		const people = [
			{ phone: phoneAt(0), name: 'Aigul', crm: 'c-1', debt: '15000', day: 'Friday' },
			{ phone: phoneAt(1), name: null, debt: '' },
			{ phone: phoneAt(2), day: 'Monday' },
		];
		await create(people, { nameField: 'name', uuidField: 'crm', variableFields: 'debt, day' });
		expect(bench().sandbox.rows).toMatchObject([
			{ id: '1', name: 'Aigul', UUID: 'c-1', var1: '15000', var2: 'Friday', var3: '' },
			{ id: '2', name: '', UUID: '', var1: '', var2: '', var3: '' },
			// Its only variable stays the second.
			{ id: '3', name: '', UUID: '', var1: '', var2: 'Monday', var3: '' },
		]);
		for (const row of sentRows(bench())) expect(Object.keys(row)).toHaveLength(11);
	});

	it('from contacts that are defined, and from JSON', async () => {
		await create([{ debt: 5 }], {
			contactsSource: 'define',
			contacts: {
				contact: [
					{
						number: '8 (701) 000-00-01',
						variableValues: {
							variable: [
								{ name: 'var1', value: '={{ $json.debt }}' },
								{ name: 'name', value: 'Oleg' },
							],
						},
					},
				],
			},
		});
		await create([{}], {
			contactsSource: 'json',
			contactsJson: JSON.stringify([
				{ number: 77_010_000_002, variables: { id: 'x9', UUID: 'u', var3: 'z' } },
			]),
		});
		expect(sentRows(bench())).toMatchObject([
			{ phone: phoneAt(0), id: '1', name: 'Oleg', UUID: '', var1: '5', var2: '', var3: '' },
			{ phone: phoneAt(1), id: 'x9', name: '', UUID: 'u', var1: '', var2: '', var3: 'z' },
		]);
	});
});

describe('the hours', () => {
	it('are sent with every row though nobody sets them, and nobody is called at night', async () => {
		const { sandbox } = bench();
		await create(rows(1_001));
		const hours = sentRows(bench()).map((row) => [row.statdialertime, row.stopdialertime].join());
		expect(new Set(hours)).toEqual(new Set(['10:00:00,19:00:00']));
		sandbox.advance();
		expect(sandbox.history).toEqual([]);
		now = new Date('2027-03-16T12:00:00+05:00');
		sandbox.advance();
		expect(sandbox.history).toHaveLength(1_001);
	});

	it('are what keeps the night quiet: the dialer calls a row without them at once', async () => {
		const { sandbox, credential } = bench();
		const data = [{ id: '1', phone: phoneAt(0), generationtype: '1' }];
		await fetch(`${sandbox.url}/make`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ query: { access_token: credential.accessToken, data } }),
		});
		sandbox.advance();
		expect(sandbox.history).toHaveLength(1);
	});

	it.each<[IDataObject, string]>([
		[{ startTime: '={{ "" }}' }, '"Start Time" is required, but is empty [item 0]'],
		[{ stopTime: '={{ undefined }}' }, '"Stop Time" is required, but is empty [item 0]'],
		[{ startTime: '24:00' }, '"Start Time" must be a time such as 10:00, but is "24:00" [item 0]'],
		[{ startTime: '={{ $now }}' }, '"Start Time" must be a text, but is an object [item 0]'],
		[
			{ startTime: '2027-03-16T10:00:00+03:00' },
			'"Start Time" must have at most 8 characters, but has 25 [item 0]',
		],
		[
			{ startTime: '19:00', stopTime: '9:00' },
			'"Stop Time" must be later than Start Time, but is 09:00:00 [item 0]',
		],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await create(rows(2), parameters);
		expect(error?.message).toBe(message);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	it.each<[string, IDataObject, IDataObject[], string]>([
		[
			'no scenario',
			{ scenarioType: '={{ "" }}' },
			rows(1),
			'"Scenario Type" is required, but is empty',
		],
		[
			'attempts without end',
			{ maxAttempts: 21 },
			rows(1),
			'"Max Attempts" must be 1 to 20, but is 21',
		],
		['no attempt', { maxAttempts: 0 }, rows(1), '"Max Attempts" must be 1 to 20, but is 0'],
		[
			'a field that no item has',
			{ nameField: 'nmae' },
			rows(1),
			'"Name Field" cannot be found: no item has the field nmae. Fields of the items: row, phone',
		],
		[
			'four variables',
			{ variableFields: 'row, row, row, row' },
			rows(1),
			'"Variable Fields" takes three fields at most, but has 4',
		],
		[
			'a number of another country',
			{},
			[{ phone: '+998 90 123 45 67' }],
			'"Contacts" has invalid contacts (1): item 0: number must be a number of Russia or Kazakhstan, such as +7 701 123 45 67, but is "+998 90 123 45 67"',
		],
		[
			'a value that is no text',
			{ nameField: 'name' },
			[{ phone: phoneAt(0), name: { first: 'A' } }],
			'"Contacts" has invalid contacts (1): item 0: variable "name" must be a text, but is an object',
		],
		[
			'a value without end',
			{ variableFields: 'text' },
			[{ phone: phoneAt(0), text: 'x'.repeat(256) }],
			'"Contacts" has invalid contacts (1): item 0: variable "var1" must have at most 255 characters, but has 256',
		],
		[
			'a variable that a row has not',
			{
				contactsSource: 'json',
				contactsJson: `[{"number":"${phoneAt(0)}","variables":{"debt":"1"}}]`,
			},
			rows(1),
			'"Contacts" has invalid contacts (1): contact 1: has the unknown variable "debt": the variables are id, name, UUID, var1, var2 and var3',
		],
		[
			'another scenario for each row',
			{ scenarioType: '={{ $json.row }}' },
			rows(2),
			'"Scenario Type" is one value for all 2 contacts, but its expression returns different values',
		],
	])('%s', async (_what, parameters, items, message) => {
		const { error } = await create(items, parameters);
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it.each([
		'',
		null,
		'7',
		'+7701000000',
		'abc',
		'770100000011',
		-77010000001,
		7701000000.5,
		{},
		[],
		[77010000001],
		// As +7 771 234 56 70 and +7 771 234 56 75 they would ring strangers.
		'7771234567.0',
		'7771234567 5',
		'777 123-45-67 (5)',
		'8 701 000 000 1',
	])('the number %j', async (phone) => {
		const { error } = await create([{ phone: phone as string }, { phone: phoneAt(1) }]);
		expect(error?.message).toMatch(/^"Contacts" has invalid contacts \(1\): item 0: number /);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

it.each([
	'+7 (701) 000-00-01',
	'8 (701) 000 00 01',
	'8-701-0000001',
	'8701000-00-01',
	'+7\u00a0701\u00a0000\u00a000\u00a001\u200e',
	77_010_000_001,
	'77010000001.0',
	'87010000001',
])('the number %j arrives as 87010000001', async (phone) => {
	await create([{ phone }]);
	expect(sentRows(bench())).toMatchObject([{ phone: phoneAt(0) }]);
});

it('hostile values arrive as they are, and change nothing else', async () => {
	const name = '"}],"data":[{"phone":"1"\u2028{{ $json }} <script> \' OR 1=1 -- 🦊 __proto__';
	await create([{ phone: phoneAt(0), name, constructor: 'x' }], { nameField: 'name' });
	expect(sentRows(bench())).toMatchObject([{ name, phone: phoneAt(0) }]);
	expect(({} as IDataObject).polluted).toBeUndefined();
});

describe('the reports', () => {
	it('100,000 rows are 100 requests of 1,000, added up in one item', async () => {
		const { items, error } = await create(rows(100_000));
		expect(error).toBeUndefined();
		expect(queriesOf(bench(), 'make').map(({ data }) => (data as unknown[]).length)).toEqual(
			Array.from({ length: 100 }, () => 1_000),
		);
		expect(new Set(bench().sandbox.rows.map(({ phone }) => phone)).size).toBe(100_000);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ lines: 100_000, inserted: 100_000, refused: 0 });
		expect(items[0]?.json.taskIds).toHaveLength(100);
		expect(items[0]?.pairedItem).toHaveLength(100_000);
	}, 120_000);

	it('rows that the dialer refuses are told, with the request that they were in', async () => {
		const { sandbox } = bench();
		sandbox.refusedNumbers.add(phoneAt(1_000));
		const { items, error } = await create(rows(1_500));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			...{ lines: 1_500, ok: 1_499, inserted: 1_499, refused: 1 },
			reports: [
				{ from: 'item 0', to: 'item 999', inserted: 1_000, errorcode: '0' },
				{ from: 'item 1000', to: 'item 1499', inserted: 499, errorcode: '2' },
			],
		});
	});

	it('a number that comes twice is sent once; wrong ones are left out if so wished', async () => {
		const { items } = await create([...rows(2), { phone: '+77010000001' }, { phone: 'none' }], {
			invalidNumbers: 'skip',
		});
		expect(sentRows(bench()).map(({ id, phone }) => [id, phone])).toEqual([
			['1', phoneAt(0)],
			['2', phoneAt(1)],
		]);
		expect(items[0]?.json.contactsReport).toMatchObject({
			...{ sent: 2, duplicatesRemoved: 1 },
			invalidLeftOut: [{ contact: 'item 3', number: 'none' }],
		});
	});

	it('a request of which nothing is taken is an error with the code', async () => {
		const { error } = await create(rows(2), { scenarioType: '9' });
		expect(error?.message).toBe('Autodialer refused the request (status 200) [item 0]');
		expect(error?.description).toContain('Autodialer says: “error code 2”.');
	});
});
