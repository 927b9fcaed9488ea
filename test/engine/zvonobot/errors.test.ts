/** Errors in a person's words, with the service's own beside them, in each form in which it refuses. */
import type { IDataObject } from 'n8n-workflow';

import type { RefusalShape } from '../../../sandbox/zvonobot';
import {
	byId,
	define,
	phoneAt,
	rows,
	SPOKEN,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot();
useFastWaits();

const SHAPES: RefusalShape[] = ['http', 'dataList', 'data', 'message'];

describe.each(SHAPES)('a refusal in the form %s', (shape) => {
	beforeEach(() => {
		bench().sandbox.surprises.refusals = shape;
	});
	const status = (code: number) => (shape === 'http' ? ` (status ${code})` : '');

	it('a wrong key', async () => {
		const credential = { ...bench().credential, apiKey: 'wrong' };
		const { error } = await bench().run('account', 'get', {}, { credential });
		expect(error?.message).toBe('Zvonobot did not accept the API key [item 0]');
		expect(error?.description).toContain('Zvonobot says: “Неверный API-ключ”.');
		expect(error?.description).toContain('check the API Key and the Domain');
	});

	it('too little money', async () => {
		bench().sandbox.store.balance = 0;
		const { error } = await bench().run('call', 'create', SPOKEN, { items: rows(1) });
		expect(error?.message).toBe('The balance of the Zvonobot account is too low for this [item 0]');
		expect(error?.description).toContain('Недостаточно средств');
		expect(error?.description).toContain(
			'Top up the account and run this again. Nothing was sent.',
		);
		expect(bench().sandbox.store.apiCalls.size).toBe(0);
	});

	it.each<[string, string, IDataObject]>([
		['audio', 'create', { ...SPOKEN, messageSource: 'audio', audioId: byId(6001) }],
		['a template', 'createFromTemplate', { templateId: byId(71) }],
	])('%s that no moderator has released', async (_what, operation, parameters) => {
		const { sandbox, run } = bench();
		sandbox.surprises.unmoderated = 'refused';
		sandbox.seedRecord({ needModeration: 1 });
		sandbox.seedTemplate({ needModeration: 1 });
		const { error } = await run('call', operation, { ...define(phoneAt(0)), ...parameters });
		expect(error?.message).toBe(
			'The audio or the template is not released by a moderator [item 0]',
		);
		expect(error?.description).toContain('не прошёл модерацию');
	});

	it('a missing number to call from', async () => {
		bench().sandbox.surprises.callerIdRequired = true;
		const parameters = { ...SPOKEN, ...define(phoneAt(0)), callerIdSource: 'none' };
		const { error } = await bench().run('call', 'create', parameters);
		expect(error?.message).toBe('Zvonobot did not accept the number to call from [item 0]');
		expect(error?.description).toContain('Укажите outgoingPhone или dutyPhone');
	});

	it('anything else is told as the service says it', async () => {
		const { error } = await bench().run('call', 'createFromTemplate', {
			...define(phoneAt(0)),
			templateId: byId(999),
		});
		expect(error?.message).toBe(`Zvonobot refused the request${status(422)} [item 0]`);
		expect(error?.description).toBe(
			'This is about 1 of 1 numbers: contact 1. Zvonobot says: “Шаблон не найден”. Correct what it names and run this again; if the reason is not clear, ask your manager at Zvonobot. Nothing was sent.',
		);
	});

	it('fails its item alone with On Error set to continue', async () => {
		bench().sandbox.store.blacklist.add(phoneAt(1));
		const { items, status: ended } = await bench().run(
			'flashCall',
			'send',
			{ phone: '={{ $json.phone }}', pin: '1234' },
			{ items: rows(3), continueOnFail: 'continueRegularOutput' },
		);
		expect(ended).toBe('success');
		expect(items.map(({ json }) => json)).toMatchObject([
			{ phone: phoneAt(0), sent: true },
			{ error: `Zvonobot refused the request${status(422)} [item 1]` },
			{ phone: phoneAt(2), sent: true },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});
});

it('too many requests are sent later, and nobody is called twice', async () => {
	const { sandbox, run } = bench();
	const headers = { 'retry-after': '1' };
	sandbox.faults.add({ kind: 'status', status: 429, headers, path: '/apiCalls/create' });
	const { error, items } = await run('call', 'create', SPOKEN, { items: rows(2) });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(2);
	expect(sandbox.store.apiCalls.size).toBe(2);
});

it.each([
	['status error', { status: 'error' }, 'Zvonobot refused the request [item 0]'],
	['status fail', { status: 'fail', error: 'Oops' }, 'Zvonobot refused the request [item 0]'],
	[
		'a message alone',
		{ message: 'Unauthenticated.' },
		'Zvonobot did not accept the API key [item 0]',
	],
	['no ID', { status: 'error', id: null }, 'Zvonobot refused the request [item 0]'],
	[
		'a text as data',
		{ status: 'error', data: 'Мало денег' },
		'Zvonobot refused the request [item 0]',
	],
])('%s with a status of success is a refusal', async (_what, body, message) => {
	bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/userInfo' });
	const { error } = await bench().run('account', 'get');
	expect(error?.message).toBe(message);
});

it.each<[string, string, IDataObject, object]>([
	[
		'call',
		'create',
		{ ...SPOKEN, ...define(phoneAt(0), phoneAt(1)) },
		[{ status: 'error', phone: null, message: 'Нет' }],
	],
	[
		'audio',
		'create',
		{ name: 'x', source: 'text', text: 'x' },
		{ status: 'error', message: 'Нет' },
	],
	['flashCall', 'send', { phone: phoneAt(0), pin: '1234' }, [{ status: 'error', message: 'Нет' }]],
	[
		...(['flashCall', 'send', { phone: phoneAt(0), pin: '1234' }] as const),
		{ status: 'error', phone: phoneAt(0), message: 'Нет' },
	],
])(
	'%s %s: nothing but an error within a success is a refusal',
	async (resource, operation, parameters, data) => {
		const body = { status: 'success', data };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body });
		const { error } = await bench().run(resource, operation, parameters);
		expect(error?.message).toBe('Zvonobot refused the request [item 0]');
		expect(error?.description).toContain('Zvonobot says: “Нет”.');
		expect(error?.description).toContain('Nothing was sent.');
	},
);

it.each([
	[{ message: 'В очереди' }, 'but says “В очереди”'],
	[{ id: null }, 'and does not say why'],
])(
	'a number that comes back without a call, and without an error, may be called: %j',
	async (more, why) => {
		const body = { status: 'success', data: [{ phone: phoneAt(0), ...more }] };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body });
		const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(1) });
		expect(items[0]?.json.reason).toBe(
			`Zvonobot gave no call ID for this number, ${why}. It may be called all the same.`,
		);
	},
);

it('a refusal without a number stands beside the numbers that are left out', async () => {
	const data = [
		{ status: 'error', message: 'Номер в стоп-листе' },
		{ id: 7, phone: phoneAt(1) },
	];
	const body = { status: 'success', data };
	bench().sandbox.faults.add({ kind: 'status', status: 200, body });
	const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(2) });
	expect(items.map(({ json }) => json)).toMatchObject([
		{ status: 'refused', reason: expect.stringContaining('“Номер в стоп-листе”') as string },
		{ id: 7, status: 'created' },
	]);
});

it.each([
	...['Запись отключена для вашего аккаунта', 'Модерация не отключена', 'Номер исключён'],
	...['Укажите ключевые слова', 'Подключение запрещено'],
])('%s is about no API key', async (message) => {
	const body = { status: 'error', message };
	bench().sandbox.faults.add({ kind: 'status', status: 200, body });
	const { error } = await bench().run('call', 'create', SPOKEN, { items: rows(1) });
	expect(error?.message).not.toContain('API key');
	expect(error?.description).toContain(message);
});

it.each(['Неверный ключ', 'Ключ API не найден', 'Нет такого ключа', 'Неверный API-ключ'])(
	'%s is about the API key',
	async (message) => {
		const body = { status: 'error', message };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body });
		const { error } = await bench().run('account', 'get');
		expect(error?.message).toBe('Zvonobot did not accept the API key [item 0]');
	},
);

it('a refusal that tells of calls, too, is none: the calls are made', async () => {
	const data = [
		{ status: 'error', phone: phoneAt(0), message: 'Нет' },
		{ id: 7, phone: phoneAt(1) },
	];
	const body = { status: 'error', data };
	bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/create' });
	const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(2) });
	expect(items.map(({ json }) => json)).toMatchObject([
		{ status: 'refused', reason: 'Нет' },
		{ id: 7, status: 'created' },
	]);
});

it.each([
	['Domain', { domain: 'no domain' }, 'The Domain of the Zvonobot credential is not a web address'],
	[
		'API Key',
		{ apiKey: 'ключ' },
		'The API Key of the Zvonobot credential contains spaces or letters that no key has',
	],
])('a credential whose %s can be none', async (_field, fields, message) => {
	const credential = { ...bench().credential, ...fields };
	const { error } = await bench().run('account', 'get', {}, { credential });
	expect(error?.message).toBe(message);
});
