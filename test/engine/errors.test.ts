/** From what goes wrong at the service or on the way to words that a person can act on. */
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { byId, itWaits, onBench, useBench, useFastWaits, type Bench } from '../support/autoCall';
import type { NodeResult, RunNodeOptions } from '../support/engine';
import { inPageOrder } from '../support/pageWalk';

useFastWaits();
const bench = useBench();

/** The error of a failed run as the person sees it. */
function seen({ status, error }: NodeResult) {
	const { message, description, httpCode } = error as unknown as Record<string, unknown>;
	return { status, message, description, httpCode };
}

const failing = async (
	resource: string,
	operation: string,
	parameters?: IDataObject,
	options?: Partial<RunNodeOptions>,
) => seen(await bench().run(resource, operation, parameters, options));

/** The requests that reached the sandbox, in order: `GET /balance`. */
const sent = ({ sandbox }: Bench = bench()) =>
	sandbox.requests.map(({ method, route }) => `${method} ${route}`);

const oneContact = {
	contactsSource: 'json',
	contactsJson: '[{ "number": "+77010000001" }]',
};

/** Faults after which the response doesn't show what was done. */
const lostResponses: Fault[] = [
	{ kind: 'reset' },
	{ kind: 'resetAfterEffect' },
	{ kind: 'status', status: 500 },
	{ kind: 'statusAfterEffect', status: 503 },
	{ kind: 'html' },
	{ kind: 'html', status: 200 },
	{ kind: 'truncatedJson' },
	{ kind: 'emptyBody' },
	{ kind: 'status', status: 200, body: 'null' },
	{ kind: 'status', status: 200, body: '"ok"' },
];

/** A scenario for each lost response, all at the same time. */
function forEachLostResponse(check: (fault: Fault, own: Bench) => Promise<void>) {
	return async () => {
		await Promise.all(
			lostResponses.map(
				async (fault) => await onBench({}, async (own) => await check(fault, own))(),
			),
		);
	};
}

describe('a refusal is explained', () => {
	it('402: without the balance when that cannot be fetched', async () => {
		const { sandbox } = bench();
		sandbox.store.balance = 0;
		sandbox.faults.add({ kind: 'status', status: 403, path: '/balance' });
		const { description } = await failing('flashCall', 'send', { number: '+77010000001' });
		expect(description).toBe(
			'AutoCall.kz says: “Недостаточно средств на балансе”. Top up the account (Payment → Create Top-Up creates a payment link) and run this again. Nothing was sent.',
		);
	});

	it('403 of an autocall: suspected spam, in the words of the service', async () => {
		const { sandbox } = bench();
		const sound = sandbox.seedSound({ duration: 10 });
		sandbox.faults.add({
			kind: 'status',
			status: 403,
			path: '/autocalls',
			body: {
				message: 'The given data was invalid.',
				errors: { audio_id: ['Слишком много номеров для короткой аудиозаписи.'] },
			},
		});
		expect(
			await failing('autocall', 'create', { name: 'Call', soundId: byId(sound.id), ...oneContact }),
		).toEqual({
			status: 'error',
			message: 'AutoCall.kz considers this autocall spam [item 0]',
			description:
				'AutoCall.kz says: “Sound Source: Слишком много номеров для короткой аудиозаписи”. Many numbers with a very short sound look like spam. Use a longer sound or fewer numbers, or ask AutoCall.kz support at info@autocall.kz. Nobody was called.',
			httpCode: '403',
		});
	});

	it('403 that nobody foresaw: the words of the service', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 403,
			body: { message: 'Доступ закрыт.' },
		});
		expect(await failing('account', 'getBalance')).toEqual({
			status: 'error',
			message: 'AutoCall.kz refused the request (status 403) [item 0]',
			description:
				'AutoCall.kz says: “Доступ закрыт”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
			httpCode: '403',
		});
	});

	it("403 of a proxy's page is not taken for the operation's own refusal", async () => {
		const { sandbox } = bench();
		sandbox.faults.add({ kind: 'html', status: 403 });
		const { id } = sandbox.seedAutocall();
		expect((await failing('autocall', 'relaunch', { autocallId: byId(id) })).message).toBe(
			'The response of AutoCall.kz could not be read (status 403); it may have been carried out anyway [item 0]',
		);
	});
});

describe('404', () => {
	it("a web server's own 404 page points at the Base URL instead", async () => {
		bench().sandbox.faults.add({ kind: 'html', status: 404 });
		expect(await failing('contactList', 'get', { contactListId: byId(101) })).toMatchObject({
			message: 'AutoCall.kz found nothing at this address [item 0]',
			description: 'Check the Base URL of the AutoCall credential.',
		});
	});
});

describe('422: each field with its message, under the label it has in the node', () => {
	/** Refuses what is sent to create, change or delete; requests before it succeed. */
	const refusing = (errors: Record<string, string[]>) => {
		const body = { message: 'The given data was invalid.', errors };
		for (const method of ['POST', 'PUT', 'DELETE']) {
			bench().sandbox.faults.add({ kind: 'status', status: 422, body, method });
		}
	};

	it('several fields at once', async () => {
		refusing({ name: ['Имя занято.'], client_id: ['Слишком длинно.', 'Не уникально.'] });
		expect(
			await failing('contactList', 'create', {
				name: 'March',
				...oneContact,
				additionalFields: { clientId: 'A-1' },
			}),
		).toEqual({
			status: 'error',
			message:
				'AutoCall.kz did not accept: Name: Имя занято; Client ID: Слишком длинно. Не уникально [item 0]',
			description: 'Correct the values named here and run this again. Nothing was sent.',
			httpCode: '422',
		});
	});

	const regular = { name: 'Call', ...oneContact };
	const speech = { ...regular, soundSource: 'synthesis', text: 'Hello' };

	it.each<[string, string, IDataObject, string, string]>([
		['autocall', 'create', { ...regular, soundId: byId(5) }, 'list_id', 'Contacts'],
		[
			'autocall',
			'create',
			{ ...regular, soundId: byId(5) },
			'list_id.3.number',
			'Contacts, entry 4 (number)',
		],
		['autocall', 'create', { ...regular, soundId: byId(5) }, 'audio_id.0', 'Sound'],
		['autocall', 'create', { ...regular, soundId: byId(5) }, 'audio_id', 'Sound Source'],
		['autocall', 'create', { ...regular, soundId: byId(5) }, 'caller_id', 'Caller ID'],
		['autocall', 'create', { ...regular, soundId: byId(5) }, 'text', 'SMS Text After Answer'],
		['autocall', 'create', speech, 'audio_id.0.data.text', 'Text'],
		['autocall', 'create', speech, 'audio_id.0', 'Sound Source, entry 1'],
		['sound', 'synthesize', { name: 'Hello', text: 'Hello' }, 'data.0.text', 'Text'],
		['sound', 'synthesize', { name: 'Hello', text: 'Hello' }, 'data.0.voice', 'Voice'],
		['contactList', 'create', regular, 'numbers.0.number', 'Contacts, contact 1 (number)'],
		[
			'contactList',
			'create',
			regular,
			'numbers.9.variables.debt',
			'Contacts, entry 10 (variables.debt)',
		],
		['contactList', 'delete', { contactListId: byId(101) }, 'id', 'Contact List'],
		['contact', 'delete', { contactId: '10001' }, 'id', 'Contact ID'],
		[
			'account',
			'updateSettings',
			{ updateFields: { name: 'Ai' } },
			'visit_card_audio',
			'Visit Card Sound',
		],
		['payment', 'createTopUp', { amount: 200 }, 'amount', 'Amount'],
		['payment', 'createTopUp', { amount: 200 }, 'somethingNew', 'somethingNew'],
	])('%s %s: %#', async (resource, operation, parameters, field, label) => {
		refusing({ [field]: ['Так нельзя.'] });
		expect((await failing(resource, operation, parameters)).message).toBe(
			`AutoCall.kz did not accept: ${label}: Так нельзя [item 0]`,
		);
	});

	it('an uploaded file goes by the label of its field', async () => {
		refusing({ 'data.0.file': ['Не читается.'] });
		const { engine } = bench();
		const data = await engine.storeBinary(Buffer.from('ID3 something'), 'a.mp3', 'audio/mpeg');
		const { message } = await failing(
			'sound',
			'upload',
			{ name: 'Hello' },
			{ items: [{ json: {}, binary: { data } }] },
		);
		expect(message).toBe('AutoCall.kz did not accept: Input Binary Field: Не читается [item 0]');
	});

	it('without fields: the words of the service', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 422,
			body: { message: 'Звонки сейчас недоступны.' },
		});
		expect(
			await failing('testCall', 'send', {
				phone: '7771234567',
				options: { baseUrl: bench().sandbox.url },
			}),
		).toMatchObject({
			message: 'AutoCall.kz did not accept the values [item 0]',
			description:
				'AutoCall.kz says: “Звонки сейчас недоступны”. Correct the values named here and run this again. Nothing was sent.',
		});
	});
});

describe('422 for a time outside the permitted hours', () => {
	/** A bulk that has not started yet, to be moved to another time. */
	const moved = (timeFrom: string) => {
		const { id } = bench().sandbox.seedBulk({ status: 'moderation' });
		return { smsBulkId: byId(id), updateFields: { timeFrom } };
	};

	it('leaves them out when the settings cannot be read', async () => {
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/settings' });
		const { description } = await failing('smsBulk', 'update', moved('23:00'));
		expect(description).toBe(
			'Correct the values named here and run this again. Nothing was changed.',
		);
	});

	it('names them too when they were changed after a create had read them', async () => {
		const { store, faults } = bench().sandbox;
		faults.add({
			...{ kind: 'meanwhile', method: 'POST', path: '/bulks' },
			happens: () => (store.settings.time_from = '12:00:00'),
		});
		expect(
			await failing('smsBulk', 'create', {
				name: 'Call',
				text: 'Hello',
				...oneContact,
				additionalFields: { dateFrom: '2026-03-17', timeFrom: '11:30' },
			}),
		).toMatchObject({
			message: expect.stringMatching(/^AutoCall.kz did not accept: Time From: /) as string,
			description: expect.stringContaining('from 12:00 to 20:30 (Almaty time)') as string,
			httpCode: '422',
		});
		expect(sent()).toEqual(['GET /settings', 'POST /bulks', 'GET /settings']);
		expect(store.bulks.size).toBe(0);
	});

	it('gives no advice to stay within hours that it is within', async () => {
		const { id } = bench().sandbox.seedAutocall({ status: 'awaiting' });
		const { message, description } = await failing('autocall', 'update', {
			autocallId: byId(id),
			updateFields: { timeFrom: '20:00' },
		});
		expect(message).toMatch(/^AutoCall.kz did not accept: Time To: /);
		expect(description).toBe(
			'Correct the values named here and run this again. Nothing was changed.',
		);
	});

	it.each([
		['are not told', {}],
		['are null', { time_from: null, time_to: null }],
	])('says nothing of hours that %s', async (_what, told) => {
		bench().sandbox.store.toldHours = told;
		const { description } = await failing('smsBulk', 'update', moved('23:00'));
		expect(description).toBe(
			'Correct the values named here and run this again. Nothing was changed.',
		);
	});
});

describe('429: too many requests', () => {
	const tooMany = { kind: 'status', status: 429, body: { message: 'Too Many Attempts.' } } as const;

	itWaits(
		'is waited out as Retry-After says, and the request is then carried out once',
		onBench({}, async ({ sandbox, run }) => {
			sandbox.faults.add({ ...tooMany, headers: { 'Retry-After': '1' } });
			const { items } = await run('payment', 'createTopUp', { amount: 500 });
			expect(items).toHaveLength(1);
			expect(items[0]?.json.payment_url).toMatch(/^http/);
			expect(sandbox.requests.map(({ method, status }) => [method, status])).toEqual([
				['POST', 429],
				['POST', 201],
			]);
			expect(sandbox.store.transactions.filter(({ total }) => total === 500)).toHaveLength(1);
		}),
	);

	itWaits(
		'every item gets through when there are more than the account may send at once',
		onBench({ requestsPerMinute: 2, rateWindowSeconds: 1 }, async (limited) => {
			const lists = ['A', 'B', 'C'].map((name) => limited.sandbox.seedContactList({ name }));
			const { items } = await limited.run(
				'contactList',
				'delete',
				{ contactListId: '={{ $json.id }}' },
				{ items: lists.map(({ id }) => ({ id })) },
			);
			expect(items.map(({ json }) => json.id)).toEqual(lists.map(({ id }) => id));
			expect(limited.sandbox.store.contactLists.size).toBe(0);
			expect(limited.sandbox.requests.filter(({ status }) => status === 204)).toHaveLength(3);
		}),
	);

	itWaits(
		'says how long was waited, and how often it was tried',
		onBench({}, async (own) => {
			own.sandbox.faults.add({ ...tooMany, headers: { 'Retry-After': '1' } });
			own.sandbox.faults.add({ ...tooMany, headers: { 'Retry-After': '300' } });
			expect(seen(await own.run('account', 'getBalance'))).toEqual({
				status: 'error',
				message:
					'AutoCall.kz still refused the request after 2 tries and 1 s of waiting: too many requests [item 0]',
				description:
					'AutoCall.kz says: “Too Many Attempts”. It can be tried again in 300 s. An account may send 300 requests a minute unless AutoCall.kz support has raised the limit. Nothing was sent.',
				httpCode: '429',
			});
			expect(sent(own)).toHaveLength(2);
		}),
	);

	itWaits(
		'a Retry-After that is no time from now on is not taken for one',
		onBench({}, async ({ sandbox, run }) => {
			sandbox.faults.add({ ...tooMany, headers: { 'Retry-After': '-5' } });
			const { items } = await run('account', 'getBalance');
			expect(items).toHaveLength(1);
		}),
	);

	itWaits(
		'a Retry-After that is a date is waited out by the clock of the service',
		onBench({}, async (own) => {
			const date = 'Fri, 31 Dec 1999 23:59:00 GMT';
			const asked = { Date: date, 'Retry-After': 'Fri, 31 Dec 1999 23:59:02 GMT' };
			own.sandbox.faults.add({ ...tooMany, headers: asked });
			own.sandbox.faults.add({
				...tooMany,
				headers: { Date: date, 'Retry-After': 'Sat, 01 Jan 2000 00:04:00 GMT' },
			});
			expect(seen(await own.run('account', 'getBalance'))).toMatchObject({
				message:
					'AutoCall.kz still refused the request after 2 tries and 2 s of waiting: too many requests [item 0]',
				description: expect.stringContaining('It can be tried again in 300 s.'),
			});
			expect(sent(own)).toHaveLength(2);
		}),
	);

	it('is not waited for when it would take longer than two minutes', async () => {
		bench().sandbox.faults.add({ ...tooMany, headers: { 'Retry-After': '121' } });
		expect((await failing('account', 'getBalance')).message).toBe(
			'AutoCall.kz refused the request: too many requests [item 0]',
		);
		expect(sent()).toHaveLength(1);
	});

	it('a flash call to the same number is refused at once, in its own words', async () => {
		const { run } = bench();
		const call = async () => await run('flashCall', 'send', { number: '+77010000001' });
		for (let calls = 0; calls < 3; calls++) expect((await call()).status).toBe('success');
		expect(seen(await call())).toMatchObject({
			message:
				'AutoCall.kz refused the flash call: too many requests, or too many calls to this number [item 0]',
			httpCode: '429',
		});
		expect(sent()).toHaveLength(4);
	});
});

describe('after a fault, what can do no harm is tried again and succeeds', () => {
	itWaits(
		'reading',
		forEachLostResponse(async (fault, own) => {
			own.sandbox.faults.add(fault);
			const { items } = await own.run('account', 'getBalance');
			expect(items.map(({ json }) => json)).toEqual([{ balance: 10_000, currency: '₸' }]);
			expect(sent(own)).toEqual(['GET /balance', 'GET /balance']);
		}),
	);

	itWaits(
		'a page in the middle of many',
		forEachLostResponse(async (fault, own) => {
			for (let list = 0; list < 50; list++) own.sandbox.seedContactList({ contacts: [] });
			own.sandbox.faults.add({ ...fault, after: 1 });
			const { items } = await own.run('contactList', 'getAll', { returnAll: true });
			expect(new Set(items.map(({ json }) => json.id)).size).toBe(50);
			const pages = own.sandbox.requests.map(({ query }) => Number(query.page));
			const [, struck] = pages as [number, number];
			expect(inPageOrder(pages)).toEqual([1, ...[2, 3, struck].sort(), 1]);
		}),
	);

	itWaits(
		'changing',
		forEachLostResponse(async (fault, own) => {
			const { id } = own.sandbox.seedContactList();
			own.sandbox.faults.add(fault);
			const { items } = await own.run('contactList', 'update', {
				contactListId: byId(id),
				updateFields: { name: 'April' },
			});
			expect(items[0]?.json).toMatchObject({ id, name: 'April' });
			expect(sent(own)).toEqual(['PUT /lists/{id}', 'PUT /lists/{id}']);
		}),
	);

	itWaits(
		'calculating a cost, which changes nothing although it is a POST',
		forEachLostResponse(async (fault, own) => {
			own.sandbox.faults.add(fault);
			const { items } = await own.run('smsBulk', 'calculateCost', {
				name: 'Cost',
				text: 'Hello',
				...oneContact,
			});
			expect(items[0]?.json.max_cost).toBeGreaterThan(0);
			expect(sent(own)).toEqual(['POST /bulks/calculate', 'POST /bulks/calculate']);
		}),
	);

	itWaits(
		'deleting; what an earlier try has deleted is not missed by a later one',
		forEachLostResponse(async (fault, own) => {
			const { id } = own.sandbox.seedContactList();
			own.sandbox.faults.add(fault);
			const { items } = await own.run('contactList', 'delete', { contactListId: byId(id) });
			expect(items.map(({ json }) => json)).toEqual([{ deleted: true, id }]);
			expect(own.sandbox.store.contactLists.size).toBe(0);
			expect(new Set(sent(own))).toEqual(new Set(['DELETE /lists/{id}']));
		}),
	);
});

describe('after a fault, what has an effect is never sent twice, and the person is told', () => {
	const inDoubt = expect.stringContaining('; it may have been carried out anyway');

	itWaits(
		'a POST',
		forEachLostResponse(async (fault, own) => {
			own.sandbox.faults.add(fault);
			const failure = seen(await own.run('flashCall', 'send', { number: '+77010000001' }));
			expect(failure.status).toBe('error');
			expect(failure.message).toEqual(inDoubt);
			expect(failure.description).toContain(
				'The phone may have rung: ask its owner, or check Payment → Get Many for the charge, before you call again.',
			);
			expect(sent(own)).toEqual(['POST /flash-calls']);
			expect(own.sandbox.store.flashCalls.size).toBeLessThanOrEqual(1);
		}),
	);

	itWaits(
		'a relaunch, which creates a list although it is a GET',
		forEachLostResponse(async (fault, own) => {
			const { id } = own.sandbox.seedAutocall({ calls: [{ status: 'no_answer' }] });
			own.sandbox.faults.add(fault);
			const failure = seen(await own.run('autocall', 'relaunch', { autocallId: byId(id) }));
			expect(failure.message).toEqual(inDoubt);
			expect(failure.description).toContain(
				'Use Contact List → Get Many to check whether there is a new list before you run this again.',
			);
			expect(sent(own)).toEqual(['GET /autocalls/relaunch/{id}']);
			expect(own.sandbox.store.contactLists.size).toBeLessThanOrEqual(1);
		}),
	);

	itWaits(
		'a transcription, which is charged although it is a GET',
		forEachLostResponse(async (fault, own) => {
			own.sandbox.seedAutocall({ calls: [{ data: { record: 'a.mp3' } }] });
			own.sandbox.faults.add(fault);
			const failure = seen(await own.run('sound', 'transcribeAnswer', { file: 'a.mp3' }));
			expect(failure.message).toEqual(inDoubt);
			expect(failure.description).toContain(
				'It may have been charged: check Payment → Get Many. Run this again if you still need the text.',
			);
			expect(sent(own)).toEqual(['GET /sounds/listen/{file}']);
		}),
	);

	/** An operation with what it needs, and how the person finds out whether it was carried out. */
	interface Uncertain {
		resource: string;
		operation: string;
		parameters: IDataObject;
		/** A file of the input item. */
		file?: string;
		advice: string;
	}

	/** Runs an operation whose response the service loses, and expects the advice and a single request. */
	async function expectAdvice({ resource, operation, parameters, file, advice }: Uncertain) {
		const { engine, sandbox } = bench();
		sandbox.faults.add({ kind: 'status', status: 500, body: {}, method: 'POST' });
		const data = file && (await engine.storeBinary(Buffer.from('ID3 something'), file));
		const items = [{ json: {}, ...(data && { binary: { data } }) }];
		expect(await failing(resource, operation, parameters, { items })).toMatchObject({
			message: inDoubt,
			description: expect.stringContaining(advice) as string,
		});
		expect(sent().filter((request) => request.startsWith('POST'))).toHaveLength(1);
	}

	it.each<Uncertain>([
		{
			resource: 'confirmedNumber',
			operation: 'add',
			parameters: { number: '+77010000001' },
			advice:
				'The number may have been called: use Confirmed Number → Get Many to check before you run this again.',
		},
		{
			resource: 'confirmedNumber',
			operation: 'verify',
			parameters: { verificationCode: '30756' },
			advice: 'Check your AutoCall.kz account before you run this again.',
		},
		{
			resource: 'payment',
			operation: 'createTopUp',
			parameters: { amount: 500 },
			advice:
				'Nothing is paid until somebody opens the link of a top-up, so you can run this again.',
		},
		{
			resource: 'scenario',
			operation: 'create',
			parameters: { name: 'Survey', scenario: '{ "start": {} }' },
			advice: 'Use Scenario → Get Many to check whether it exists before you run this again.',
		},
		{
			resource: 'sound',
			operation: 'synthesize',
			parameters: { name: 'Hello', text: 'Hello' },
			advice:
				'Use Sound → Get Many to check whether it exists, and was charged, before you run this again.',
		},
		{
			resource: 'sound',
			operation: 'upload',
			parameters: { name: 'Hello' },
			file: 'a.mp3',
			advice: 'Use Sound → Get Many to check whether it exists before you run this again.',
		},
	])('$resource $operation: how to find out is said', async (uncertain) => {
		await expectAdvice(uncertain);
	});

	it('testCall send: how to find out is said', async () => {
		await expectAdvice({
			resource: 'testCall',
			operation: 'send',
			parameters: { phone: '7771234567', options: { baseUrl: bench().sandbox.url } },
			advice:
				'The phone may have rung: ask its owner before you call again. Retry and Retry On Fail do not send it again.',
		});
	});

	it.each<Uncertain>([
		{
			resource: 'autocall',
			operation: 'create',
			parameters: { name: 'Call', soundId: byId(201), ...oneContact },
			advice: 'Use Autocall → Get Many to check whether it exists before you run this again.',
		},
		{
			resource: 'smsBulk',
			operation: 'create',
			parameters: { name: 'Call', text: 'Hello', ...oneContact },
			advice: 'Use SMS Bulk → Get Many to check whether it exists before you run this again.',
		},
		{
			resource: 'contactList',
			operation: 'create',
			parameters: { name: 'Call', ...oneContact },
			advice:
				'Use Contact List → Get Many to check whether it exists, and how many contacts it has, before you run this again.',
		},
		{
			resource: 'contactList',
			operation: 'addContacts',
			parameters: { contactListId: byId(101), ...oneContact },
			advice: 'Use Contact List → Get to check how many contacts it has before you run this again.',
		},
		{
			resource: 'callerId',
			operation: 'rent',
			parameters: { callerIdId: byId(41) },
			advice: 'Use Caller ID → Get Many to check whether it is rented before you run this again.',
		},
	])('$resource $operation: the same where there is no time to look it up', async (uncertain) => {
		bench().sandbox.seedContactList();
		bench().sandbox.seedSound();
		const parameters = { ...uncertain.parameters, options: { longestWait: 0 } };
		await expectAdvice({ ...uncertain, parameters });
	});

	it.each<[string, Fault, string]>([
		[
			'a 500',
			{ kind: 'status', status: 500, body: { message: 'Server Error.' } },
			'AutoCall.kz returned a server error (status 500)',
		],
		["a proxy's page", { kind: 'html' }, 'AutoCall.kz returned a server error (status 502)'],
		[
			'half of the JSON',
			{ kind: 'truncatedJson' },
			'The response of AutoCall.kz could not be read',
		],
		['an empty response', { kind: 'emptyBody' }, 'The response of AutoCall.kz could not be read'],
		['a reset', { kind: 'resetAfterEffect' }, 'AutoCall.kz could not be reached'],
	])('%s: what happened is said, and that it may have been done', async (_name, fault, words) => {
		bench().sandbox.faults.add(fault);
		expect((await failing('flashCall', 'send', { number: '+77010000001' })).message).toBe(
			`${words}; it may have been carried out anyway [item 0]`,
		);
	});
});

describe('a fault that stays', () => {
	const times = 3;

	itWaits('is given up after three tries, with what happened and what to do', async () => {
		const cases: Array<[Fault, { message: string; description: string }]> = [
			[
				{ kind: 'status', status: 500, body: { message: 'Server Error.' } },
				{
					message: 'AutoCall.kz returned a server error (status 500) after 3 tries [item 0]',
					description: 'AutoCall.kz says: “Server Error”. Run this again later.',
				},
			],
			[
				{ kind: 'truncatedJson' },
				{
					message: 'The response of AutoCall.kz could not be read after 3 tries [item 0]',
					description:
						'It does not match the API. A proxy or a server error may be the cause. Run this again later.',
				},
			],
			[
				{ kind: 'reset' },
				{
					message: 'AutoCall.kz could not be reached after 3 tries [item 0]',
					description: expect.stringMatching(
						/^The connection reported: .+ \(ECONNRESET\)\. Check the network of your n8n and the Base URL of the AutoCall credential\. Run this again later\.$/,
					) as string,
				},
			],
		];
		const check = ([fault, words]: (typeof cases)[number]) =>
			onBench({}, async (own) => {
				own.sandbox.faults.add({ ...fault, times });
				expect(seen(await own.run('account', 'getBalance'))).toMatchObject(words);
				expect(sent(own)).toHaveLength(times);
			});
		await Promise.all(cases.map(async (each) => await check(each)()));
	});

	it('a service that is not there: nothing was sent, so that a POST cannot have been done', async () => {
		const closed = createTcpServer().listen(0, '127.0.0.1');
		await new Promise((listening) => closed.once('listening', listening));
		const { port } = closed.address() as AddressInfo;
		await new Promise((done) => closed.close(done));
		const credential = { ...bench().credential, baseUrl: `http://127.0.0.1:${port}/api/v1` };

		const failure = await failing('flashCall', 'send', { number: '+77010000001' }, { credential });
		expect(failure.message).toBe('AutoCall.kz could not be reached [item 0]');
		expect(failure.description).toBe(
			`The connection reported: connect ECONNREFUSED 127.0.0.1:${port} (ECONNREFUSED). Check the network of your n8n and the Base URL of the AutoCall credential. Run this again later.`,
		);
	});

	for (const [what, fault] of [
		['a page', { kind: 'html', status: 200 }],
		['JSON', { kind: 'status', status: 200, body: { message: 'Later.' } }],
	] as Array<[string, Fault]>) {
		itWaits(
			`a recording for which ${what} comes is not passed off as audio`,
			onBench({}, async ({ sandbox, run }) => {
				const { id } = sandbox.seedAutocall({ calls: [{ recording: Buffer.from('ID3') }] });
				const call = sandbox.store.calls.find(({ autocall_id }) => autocall_id === id);
				sandbox.faults.add({ ...fault, times });
				expect(seen(await run('call', 'getRecording', { callId: call?.id })).message).toBe(
					'The response of AutoCall.kz could not be read after 3 tries [item 0]',
				);
			}),
		);
	}
});

it('a recording that breaks off in the middle is said to have done so', async () => {
	const breaking = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '1000' });
		response.write(`ID3${'\0'.repeat(20)}`, () => response.destroy());
	}).listen(0, '127.0.0.1');
	await new Promise((listening) => breaking.once('listening', listening));
	const { port } = breaking.address() as AddressInfo;
	try {
		const credential = { ...bench().credential, baseUrl: `http://127.0.0.1:${port}/api/v1` };
		expect(await failing('call', 'getRecording', { callId: 7 }, { credential })).toMatchObject({
			message: 'AutoCall.kz could not be reached [item 0]',
			description:
				'The connection reported: the download broke off in the middle (ECONNRESET). Check the network of your n8n and the Base URL of the AutoCall credential. Run this again later.',
		});
	} finally {
		breaking.closeAllConnections();
		await new Promise((done) => breaking.close(done));
	}
});
