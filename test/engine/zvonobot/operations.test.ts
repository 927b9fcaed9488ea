/** The other operations: the requests they send, and their output. */
import type { IDataObject } from 'n8n-workflow';

import { silentMp3 } from '../../../sandbox/audio';
import type { UploadedFile } from '../../../sandbox/zvonobot/multipart';
import {
	bodiesOf,
	byId,
	define,
	phoneAt,
	sent,
	SPOKEN,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot();
useFastWaits();

const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);

describe('Call → Create From Template', () => {
	const people = [
		{ phone: phoneAt(0), name: 'Elena', discount: '40%' },
		{ phone: phoneAt(1), name: 'Oleg', discount: '25%' },
	];

	it('says to each person their own values, which go to the service the other way round', async () => {
		const { sandbox, run } = bench();
		const { id } = sandbox.seedTemplate({ text: '{name}, {var1}' });
		const { items, error } = await run(
			'call',
			'createFromTemplate',
			{ templateId: byId(id), variableFields: 'name, var1=discount' },
			{ items: people },
		);
		expect(error).toBeUndefined();
		expect(bodiesOf(bench(), 'createWithTemplate')).toMatchObject([
			{
				phones: [phoneAt(0), phoneAt(1)],
				templateId: id,
				variables: {
					[phoneAt(0)]: { Elena: '{name}', '40%': '{var1}' },
					[phoneAt(1)]: { Oleg: '{name}', '25%': '{var1}' },
				},
			},
		]);
		expect(sandbox.store.templateCalls.all().map(({ text }) => text)).toEqual([
			'Elena, 40%',
			'Oleg, 25%',
		]);
		expect(jsonOf(items)).toMatchObject([
			{ phone: phoneAt(0), templateId: id, status: 'created' },
			{ phone: phoneAt(1), templateId: id, status: 'created' },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('needs no variables, and may be planned', async () => {
		const { id } = bench().sandbox.seedTemplate();
		const { error } = await bench().run('call', 'createFromTemplate', {
			...define(phoneAt(0)),
			...{ templateId: byId(id), plannedAt: '2037-03-16T10:00:00Z' },
		});
		expect(error).toBeUndefined();
		const { apiKey: _key, ...body } = bodiesOf(bench(), 'createWithTemplate')[0] ?? {};
		const plannedAt = Date.parse('2037-03-16T10:00:00Z') / 1000;
		expect(body).toEqual({ phones: [phoneAt(0)], templateId: id, plannedAt });
	});

	it('a person with the same value twice stops the run before anybody is called', async () => {
		const { id } = bench().sandbox.seedTemplate();
		const { error } = await bench().run(
			'call',
			'createFromTemplate',
			{ templateId: byId(id), variableFields: 'name, discount' },
			{ items: [people[0] as IDataObject, { phone: phoneAt(1), name: '5', discount: 5 }] },
		);
		expect(error?.message).toBe(
			'"Variables" cannot be sent: item 1 has the same value for {name} and {discount}: "5" [item 0]',
		);
		expect(error?.description).toContain('Nothing was sent.');
		expect(sent(bench())).toEqual([]);
	});

	it.each(['', ' ', null, undefined])('so does one whose value is %p', async (name) => {
		const { id } = bench().sandbox.seedTemplate();
		const { error } = await bench().run(
			'call',
			'createFromTemplate',
			{ templateId: byId(id), variableFields: 'name' },
			{ items: [people[0] as IDataObject, { phone: phoneAt(1), name }] },
		);
		expect(error?.message).toBe(
			'"Variables" cannot be sent: item 1 has no value for {name} [item 0]',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('the same number with other values is called once more, in a request of its own', async () => {
		const { sandbox, run } = bench();
		const { id } = sandbox.seedTemplate({ text: '{name}' });
		const { items } = await run(
			'call',
			'createFromTemplate',
			{ templateId: byId(id), variableFields: 'name', removeDuplicates: false },
			{
				items: [
					{ phone: phoneAt(0), name: 'First' },
					{ phone: phoneAt(0), name: 'Second' },
				],
			},
		);
		expect(sandbox.store.templateCalls.all().map(({ text }) => text)).toEqual(['First', 'Second']);
		expect(new Set(jsonOf(items).map((json) => json.id)).size).toBe(2);
	});
});

describe('Flash Call → Send', () => {
	it('rings a phone, with the code as the end of the number', async () => {
		const parameters = { phone: '8 701 000 00 01', pin: '0123' };
		const { items } = await bench().run('flashCall', 'send', parameters);
		expect(jsonOf(items)).toEqual([{ phone: phoneAt(0), pin: '0123', sent: true }]);
		expect(bench().sandbox.store.flashCalls).toMatchObject([{ phone: phoneAt(0), pin: '0123' }]);
	});

	it.each(['123', '12345', 'abcd', '１２３４'])('the code %s is refused', async (pin) => {
		const { error } = await bench().run('flashCall', 'send', { phone: phoneAt(0), pin });
		expect(error?.message).toBe(`"Code" must be 4 digits, but is "${pin}" [item 0]`);
		expect(sent(bench())).toEqual([]);
	});
});

describe('Audio', () => {
	it('is made of a text', async () => {
		const parameters = { name: 'Hello', source: 'text', text: 'Hello everybody' };
		const { items, error } = await bench().run('audio', 'create', parameters);
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toMatchObject([{ name: 'Hello', recordText: 'Hello everybody' }]);
	});

	it.each(['filesystem', 'default'] as const)(
		'is made of a file of the input, kept in n8n in the mode %s',
		async (mode) => {
			const { engine, run, sandbox } = bench();
			await engine.setBinaryMode(mode);
			const content = silentMp3(2);
			const data = await engine.storeBinary(content, 'привет.mp3', 'audio/mpeg');
			const { items, error } = await run(
				'audio',
				'create',
				{ name: 'From a file', source: 'file' },
				{ items: [{ json: {}, binary: { data } }] },
			);
			await engine.setBinaryMode('filesystem');
			expect(error).toBeUndefined();
			const [record] = sandbox.store.records.all();
			expect(jsonOf(items)).toMatchObject([{ id: record?.id, name: 'From a file' }]);
			expect(record?.content.equals(content)).toBe(true);
			const [body] = bodiesOf(bench(), 'createRecord') as [Record<string, unknown>];
			// One form: the key among its fields, and the bytes of the file as they were.
			const { file, ...fields } = body;
			expect(fields).toEqual({ apiKey: sandbox.apiKey, name: 'From a file', source: 'file' });
			expect(file).toMatchObject({ fileName: data.fileName, mimeType: 'audio/mpeg' });
			expect(Buffer.from((file as UploadedFile).content).equals(content)).toBe(true);
			expect(sandbox.requests.at(-1)?.headers['content-type']).toMatch(
				/^multipart\/form-data; boundary=/,
			);
		},
	);

	it('a file that is no audio is refused before it is sent', async () => {
		const { engine, run } = bench();
		const data = await engine.storeBinary(Buffer.from('Hello'), 'hello.mp3', 'audio/mpeg');
		const { error } = await run(
			'audio',
			'create',
			{ name: 'X', source: 'file' },
			{ items: [{ json: {}, binary: { data } }] },
		);
		expect(error?.message).toBe('The file "hello.mp3" is not an mp3, wav or ogg file [item 0]');
		expect(sent(bench())).toEqual([]);
	});

	it('is deleted', async () => {
		const { id } = bench().sandbox.seedRecord();
		const { items } = await bench().run('audio', 'delete', { audioId: byId(id) });
		expect(jsonOf(items)).toEqual([{ deleted: true, id }]);
		expect(bench().sandbox.store.records.size).toBe(0);
	});

	it('that is not there is an error', async () => {
		const { error } = await bench().run('audio', 'delete', { audioId: byId(999) });
		expect(error?.message).toBe('Zvonobot refused the request (status 404) [item 0]');
		expect(error?.description).toContain('Аудиоролик не найден');
	});

	it.each(['http', 'message'] as const)(
		'that a try with a lost response had deleted is deleted (refusals: %s)',
		async (shape) => {
			const { sandbox, run } = bench();
			sandbox.surprises.refusals = shape;
			const { id } = sandbox.seedRecord();
			sandbox.faults.add({ kind: 'resetAfterEffect', path: '/apiCalls/removeRecord' });
			const { items } = await run('audio', 'delete', { audioId: byId(id) });
			expect(jsonOf(items)).toEqual([{ deleted: true, id }]);
		},
	);
});

describe('Get Many', () => {
	it('of languages, asked for by POST so that the key is in no address', async () => {
		const { items } = await bench().run('language', 'getAll');
		expect(jsonOf(items).map(({ defaultLangCode }) => defaultLangCode)).toEqual([
			...['ru-RU', 'kk-KZ', 'en-US'],
		]);
		expect(sent(bench())).toEqual(['POST /apiCalls/getAvailableLanguages']);
		expect(bench().sandbox.requests[0]?.query).toEqual({});
	});

	it('of numbers to call from, with the shared ones if wanted', async () => {
		const own = await bench().run('phoneNumber', 'getAll');
		expect(jsonOf(own.items).map(({ phone }) => phone)).toEqual(['77270000001', '77270000002']);
		const all = await bench().run('phoneNumber', 'getAll', { all: true });
		expect(all.items).toHaveLength(3);
	});

	it('of templates, or of those that are released', async () => {
		const released = bench().sandbox.seedTemplate();
		bench().sandbox.seedTemplate({ needModeration: 1 });
		expect((await bench().run('template', 'getAll')).items).toHaveLength(2);
		const { items } = await bench().run('template', 'getAll', { onlyModerated: true });
		expect(jsonOf(items).map(({ id }) => id)).toEqual([released.id]);
	});

	it('of nothing gives no items', async () => {
		expect((await bench().run('template', 'getAll')).items).toEqual([]);
	});
});

describe('the lists to pick from', () => {
	const search = async (method: string, filter?: string) =>
		(await bench().engine.listSearch({ method, filter, credential: bench().credential })).results;

	it('audio', async () => {
		const { id } = bench().sandbox.seedRecord({ name: 'Hello' });
		bench().sandbox.seedRecord({ name: 'Goodbye', needModeration: 1 });
		expect(await search('searchAudio')).toEqual([
			{ name: 'Hello', value: id },
			{ name: 'Goodbye (with the moderator)', value: id + 1 },
		]);
		expect(await search('searchAudio', 'hello')).toEqual([{ name: 'Hello', value: id }]);
	});

	it('numbers, by themselves', async () => {
		expect(await search('searchPhones')).toEqual([
			{ name: '77270000001', value: '77270000001' },
			{ name: '77270000002 (not confirmed)', value: '77270000002' },
		]);
	});

	it('templates', async () => {
		const { id } = bench().sandbox.seedTemplate({ name: 'Visit' });
		expect(await search('searchTemplates', String(id))).toEqual([{ name: 'Visit', value: id }]);
	});

	it('languages', async () => {
		const options = { method: 'getLanguages', credential: bench().credential };
		expect(await bench().engine.loadOptions(options)).toContainEqual({
			name: 'Казахский',
			value: 'kk-KZ',
		});
	});

	it('take flags as numbers or texts, and leave out what has no value', async () => {
		const { sandbox } = bench();
		const told = (endpoint: string, data: object) =>
			sandbox.faults.add({
				...{ kind: 'status', status: 200, body: { status: 'success', data } },
				path: `/apiCalls/${endpoint}`,
			});
		told('getRecords', [{ id: 1, name: 'A', needModeration: '1' }, { id: null }]);
		told('getPhones', [{ phone: 77270000001, enable: 0 }, { phone: '1', enable: '1' }, {}]);
		told('getAvailableLanguages', [{ id: 1, name: 'A', defaultLangCode: 'ru-RU' }, { id: 2 }]);
		expect(await search('searchAudio')).toEqual([{ name: 'A (with the moderator)', value: 1 }]);
		expect(await search('searchPhones')).toEqual([
			{ name: '77270000001 (not confirmed)', value: 77270000001 },
			{ name: '1', value: '1' },
		]);
		const options = { method: 'getLanguages', credential: bench().credential };
		expect(await bench().engine.loadOptions(options)).toEqual([{ name: 'A', value: 'ru-RU' }]);
	});

	it('a number of another country, with fewer digits, can be picked', async () => {
		const { sandbox, run } = bench();
		const body = { status: 'success', data: [{ id: 1, phone: '4712345678' }] };
		sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/getPhones' });
		const [picked] = await search('searchPhones');
		const callerId = { __rl: true, mode: 'list', value: picked?.value };
		await run('call', 'create', {
			...SPOKEN,
			...define(phoneAt(0)),
			callerIdSource: 'own',
			callerId,
		});
		expect(bodiesOf(bench(), 'create')).toMatchObject([{ outgoingPhone: '4712345678' }]);
	});

	it('an endpoint that is not there leaves By ID to work', async () => {
		const { sandbox, run } = bench();
		const { id } = sandbox.seedRecord();
		const body = { status: 'error', message: 'Not found' };
		sandbox.faults.add({ kind: 'status', status: 404, body, path: '/apiCalls/getRecords' });
		await expect(search('searchAudio')).rejects.toThrow(
			'Zvonobot refused the request (status 404)',
		);
		const parameters = { ...define(phoneAt(0)), callerIdSource: 'pool', audioId: byId(id) };
		expect((await run('call', 'create', parameters)).error).toBeUndefined();
	});
});

it('the list of operations has those that call first, and Delete last', () => {
	const { properties } = bench().engine.nodeDescription();
	const namesOf = (resource: string) =>
		properties
			.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(resource),
			)
			?.options?.map(({ name }) => name);
	expect(namesOf('call')).toEqual([
		...['Create', 'Create From Template', 'Get', 'Reschedule', 'Delete'],
	]);
	expect(namesOf('audio')).toEqual(['Create', 'Delete']);
});
