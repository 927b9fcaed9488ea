import { silentMp3 } from '../../sandbox/audio';
import { startZvonobotSandbox, type ZvonobotSandbox } from '../../sandbox/zvonobot';
import { zvonobotContract } from '../../sandbox/zvonobot/app';
import { ZvonobotClient } from '../../sandbox/zvonobot/client';
import { handlers } from '../../sandbox/zvonobot/handlers';

/** The 13 endpoints of the vendor's instruction, and getRecords. */
const endpoints = `
GET /apiCalls/getAvailableLanguages
POST /apiCalls/create
POST /apiCalls/createRecord
POST /apiCalls/createWithTemplate
POST /apiCalls/get
POST /apiCalls/getAvailableLanguages
POST /apiCalls/getPhones
POST /apiCalls/getRecords
POST /apiCalls/getTemplates
POST /apiCalls/getWithTemplates
POST /apiCalls/remove
POST /apiCalls/removeRecord
POST /apiCalls/update
POST /apiCalls/userInfo
POST /apiVerificationPhones/confirmPhone
`
	.trim()
	.split('\n');

let sandbox: ZvonobotSandbox;
let client: ZvonobotClient;

beforeEach(async () => {
	sandbox = await startZvonobotSandbox();
	client = new ZvonobotClient(sandbox);
});
afterEach(() => sandbox.close());

it('has every endpoint of the instruction, and getRecords', () => {
	const described = zvonobotContract.operations.map(({ method, route }) => `${method} ${route}`);
	expect(described.sort()).toEqual(endpoints);
});

it('has one handler for each operation and no handler without one', () => {
	const described = zvonobotContract.operations.map(({ operationId }) => operationId);
	expect(Object.keys(handlers).sort()).toEqual(described.sort());
});

/** Sends a request to each endpoint, and reads calls in every state. */
async function visitAll(): Promise<void> {
	const record = sandbox.seedRecord();
	const old = sandbox.seedRecord();
	const template = sandbox.seedTemplate({ ivrs: [{ digit: 1 }] });
	const planned = sandbox.seedCall({ plannedAt: 4_000_000_000 });
	const ended = [sandbox.seedCall(), sandbox.seedCall({ attempt: { status: 'canceled' } })];
	const everything = {
		phones: ['77010000001', 'nobody'],
		outgoingPhone: '77270000001',
		needRecording: 1,
		smartDelay: 5,
		webhookParameters: '{}',
		record: { text: 'Hello', gender: 1 },
		ivrs: [
			{
				digit: 0,
				managerPhone: '77010000002',
				needBlock: 1,
				ivrs: [{ keyWords: 'yes|no' }, { digit: null }],
			},
			{ anyWord: 1, recognitionTimeout: 15, smsText: 'Thanks', record: { id: record.id } },
		],
	};
	await client.post('/apiCalls/create', everything);
	await client.post('/apiCalls/createWithTemplate', {
		phone: '77010000003',
		templateId: template.id,
		variables: { 77010000003: { Elena: '{name}' } },
	});
	for (let step = 0; step < 6; step += 1) {
		await client.post('/apiCalls/get', { apiCallIdList: [700_004, ended[0]?.id, ended[1]?.id] });
		await client.post('/apiCalls/getWithTemplates', { apiCallIdList: [800_001] });
		sandbox.advance();
	}
	await client.post('/apiCalls/update', { callList: [{ id: planned.id, replannedAt: 1 }] });
	await client.post('/apiCalls/remove', { id: planned.id });
	await client.post('/apiCalls/remove', { idList: [ended[0]?.id], isTemplate: 0 });
	await client.post('/apiCalls/createRecord', { name: 'A', source: 'text', text: 'Hello' });
	await client.upload('/apiCalls/createRecord', {
		name: 'B',
		source: 'file',
		file: new Blob([new Uint8Array(silentMp3(1))]),
	});
	await client.post('/apiCalls/getRecords');
	await client.post('/apiCalls/removeRecord', { idList: [old.id] });
	await client.post('/apiCalls/getTemplates', { onlyModerated: true });
	await client.post('/apiCalls/userInfo');
	await client.post('/apiCalls/getPhones', { all: true });
	await client.post('/apiCalls/getAvailableLanguages');
	await client.get(`/apiCalls/getAvailableLanguages?apiKey=${sandbox.apiKey}`);
	await client.post('/apiVerificationPhones/confirmPhone', { phone: '77010000004', pin: '1234' });
}

it.each(['inUse', 'asDocumented'] as const)(
	'is kept by the successful response of every endpoint, in the shape %s',
	async (answers) => {
		sandbox.surprises.answers = answers;
		await visitAll();
		const statuses = sandbox.requests.map(({ route, status }) => `${route}: ${status}`);
		expect(statuses.filter((line) => !line.endsWith(': 200'))).toEqual([]);
		const reached = new Set(sandbox.requests.map(({ method, route }) => `${method} ${route}`));
		expect([...reached].sort()).toEqual(endpoints);
		expect(sandbox.violations).toEqual([]);
	},
);

it.each(['http', 'dataList', 'data', 'message'] as const)(
	'is kept by the refusal of every endpoint, in the shape %s',
	async (refusals) => {
		sandbox.surprises.refusals = refusals;
		client = new ZvonobotClient(sandbox, 'wrong');
		await visitAll();
		const posts = sandbox.requests.filter(({ method }) => method === 'POST');
		expect(new Set(posts.map(({ status }) => status))).toEqual(
			new Set([refusals === 'http' ? 401 : 200]),
		);
		expect(new Set(posts.map(({ method, route }) => `${method} ${route}`)).size).toBe(14);
		expect(sandbox.store.apiCalls.all().map(({ phone }) => phone)).toEqual(
			Array(3).fill('77010000001'),
		);
		expect(sandbox.violations).toEqual([]);
	},
);

it('notices a response that breaks it, and sends it anyway', async () => {
	sandbox.seedRecord({ name: 5 as unknown as string });
	const { status, json } = await client.post('/apiCalls/getRecords');
	expect([status, json.data[0].name]).toEqual([200, 5]);
	expect(sandbox.violations).toEqual([
		expect.stringContaining('POST /apiCalls/getRecords: response breaks the contract'),
	]);
});

it.each(['/apiCalls/nothing', '/apiCalls', '/apiCalls/create/'])(
	'notices a request to a route that it lacks: %s',
	async (path) => {
		expect((await client.post(path)).status).toBe(404);
		expect(sandbox.requests[0]?.route).toBeNull();
		expect(sandbox.violations).toEqual([`POST ${path}: no such route`]);
	},
);

describe('refuses what the contract does not have', () => {
	const create = { phone: '77010000001', record: { text: 'Hello' } };

	it.each([
		['no phone', { phone: undefined }, 'Поле phone обязательно. Поле phones обязательно.'],
		['an unknown field', { dutyphone: 1 }, 'Поле dutyphone не предусмотрено.'],
		['neither audio nor text', { record: {} }, 'Поле record.id обязательно.'],
		[
			'a longer text',
			{ record: { text: 'x'.repeat(1025) } },
			'Поле record.text не может быть длин',
		],
		['webhookParameters as an object', { webhookParameters: { a: 1 } }, 'имеет неверный тип'],
		['a digit of two', { ivrs: [{ digit: 10 }] }, 'Поле ivrs.0.digit не может быть больше 9.'],
		[
			'a wrong value three levels deep',
			{ ivrs: [{}, { digit: 1, ivrs: [{ digit: 2, ivrs: [{ needBlock: 2 }] }] }] },
			'значение для ivrs.1.ivrs.0.ivrs.0.needBlock недопустимо',
		],
		['an hour after 23', { startTime: '24:00' }, 'Поле startTime имеет неверный формат.'],
		['a shorter answerTimeout', { answerTimeout: 14 }, 'Поле answerTimeout не может быть меньше'],
		['too many phones', { phones: Array(5001).fill('77010000001') }, 'больше 5000 элементов'],
	])('%s', async (_what, change, message) => {
		const { status, json } = await client.post('/apiCalls/create', { ...create, ...change });
		expect(status).toBe(422);
		expect(json).toEqual({ status: 'error', data: { message: expect.stringContaining(message) } });
		expect(sandbox.store.apiCalls.size).toBe(0);
	});

	it('a body that is no JSON, which it notes', async () => {
		const response = await fetch(`${sandbox.url}/apiCalls/userInfo`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: '{"apiKey":',
		});
		expect(response.status).toBe(400);
		expect(sandbox.violations).toHaveLength(1);
	});

	it('variables the wrong way round', async () => {
		const { id: templateId } = sandbox.seedTemplate();
		const { json } = await client.post('/apiCalls/createWithTemplate', {
			phone: '77010000001',
			templateId,
			variables: { 77010000001: { '{name}': 'Elena' } },
		});
		expect(json.data.message).toContain('variables.77010000001');
	});
});

describe('the API key', () => {
	it('is a field of the body', async () => {
		const stranger = new ZvonobotClient(sandbox, 'wrong');
		expect(await stranger.post('/apiCalls/userInfo')).toMatchObject({
			status: 401,
			json: { status: 'error', data: { message: 'Неверный API-ключ.' } },
		});
		expect((await client.post('/apiCalls/userInfo', { apiKey: undefined })).status).toBe(401);
		expect((await client.get('/apiCalls/getAvailableLanguages')).status).toBe(401);
	});

	it('is not looked for in the query of a POST', async () => {
		const path = `/apiCalls/userInfo?apiKey=${sandbox.apiKey}`;
		expect((await new ZvonobotClient(sandbox, 'wrong').post(path)).status).toBe(401);
	});
});

it('has no request limit, since none is published', async () => {
	const responses = await Promise.all(
		Array.from({ length: 100 }, async () => await client.post('/apiCalls/userInfo')),
	);
	expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
	expect(responses[0]?.headers.has('x-ratelimit-limit')).toBe(false);
});

it('has a request limit where it is given one, for each key alone', async () => {
	const limited = await startZvonobotSandbox({ requestsPerMinute: 1 });
	const own = new ZvonobotClient(limited);
	expect((await own.post('/apiCalls/userInfo')).status).toBe(200);
	const refused = await own.post('/apiCalls/userInfo');
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await new ZvonobotClient(limited, 'other').post('/apiCalls/userInfo')).status).toBe(401);
	await limited.close();
});

it('notes requests down as they were sent, a file by its name, its type and its bytes', async () => {
	const content = silentMp3(1);
	await client.post('/apiCalls/get?apiCallIdList[]=1', { apiCallIdList: [2] });
	await client.upload('/apiCalls/createRecord', {
		name: 'B',
		source: 'file',
		file: new File([new Uint8Array(content)], 'b.mp3', { type: 'audio/mpeg' }),
	});
	expect(sandbox.requests).toMatchObject([
		{
			route: '/apiCalls/get',
			query: { 'apiCallIdList[]': '1' },
			body: { apiKey: sandbox.apiKey, apiCallIdList: [2] },
		},
		{ body: { name: 'B', file: { fileName: 'b.mp3', mimeType: 'audio/mpeg' } } },
	]);
	const { body } = sandbox.requests[1] as { body: { file: { content: Uint8Array } } };
	expect(Buffer.from(body.file.content)).toEqual(content);
});
