/** Behaviour of the service that varies or isn't known, as a sandbox can be set to it. */
import { startZvonobotSandbox, type ZvonobotSandbox } from '../../sandbox/zvonobot';
import { ZvonobotClient } from '../../sandbox/zvonobot/client';

let sandbox: ZvonobotSandbox;
let client: ZvonobotClient;

beforeEach(async () => {
	sandbox = await startZvonobotSandbox();
	client = new ZvonobotClient(sandbox);
});
afterEach(async () => {
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

const phones = Array.from({ length: 200 }, (_, index) => String(77_010_000_000 + index));
const [ann = '', bob = ''] = phones;

const create = async (fields: object) =>
	await client.post('/apiCalls/create', { record: { text: 'Hello' }, ...fields });
/** Phones of a create's items, in their order. */
const told = async (sent: string[]) =>
	(await create({ phones: sent })).json.data.map(({ phone }: { phone: string }) => phone);

describe('a phone', () => {
	it('is refused inside of an outer success, for its shape, its blacklisting or its own reason', async () => {
		sandbox.store.blacklist.add(ann);
		sandbox.store.refusedPhones.set(bob, 'Оператор недоступен.');
		const { status, json } = await create({ phones: [ann, bob, '+77010000003', '77010000003'] });
		expect([status, json.status]).toEqual([200, 'success']);
		expect(json.data).toEqual([
			{ status: 'error', phone: ann, message: 'Номер находится в чёрном списке.' },
			{ status: 'error', phone: bob, message: 'Оператор недоступен.' },
			{ status: 'error', phone: '+77010000003', message: 'Некорректный номер телефона.' },
			expect.objectContaining({ id: 700_001, phone: '77010000003' }),
		]);
		expect(sandbox.store.apiCalls.size).toBe(1);
	});

	it('is refused alone too, and nothing is charged', async () => {
		sandbox.store.blacklist.add(ann);
		expect((await create({ phone: ann })).json).toMatchObject({
			status: 'success',
			data: [{ status: 'error', phone: ann }],
		});
		expect(sandbox.store.balance).toBe(10_000);
	});

	it('is not called again by whoever pressed the digit of the blacklist', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'finished', answers: [9] });
		await create({ phone: ann, ivrs: [{ digit: 9, needBlock: 1 }] });
		sandbox.finish();
		expect((await create({ phone: ann })).json.data).toMatchObject([{ status: 'error' }]);
	});

	it('is refused by the seed, as many of them as asked for', async () => {
		sandbox.surprises.refusedShare = 0.2;
		const { json } = await create({ phones });
		const refused = json.data.filter(({ status }: { status?: string }) => status === 'error');
		expect(json.data).toHaveLength(200);
		expect(refused.length).toBeGreaterThan(20);
		expect(refused.length).toBeLessThan(60);
		expect(sandbox.store.apiCalls.size).toBe(200 - refused.length);
		expect((await create({ phone: refused[0].phone })).json.data[0].status).toBe('error');
	});

	it('is missing in the response, and called or not', async () => {
		sandbox.store.missingPhones.set(ann, 'called').set(bob, 'notCalled');
		expect(await told([ann, bob, '77010000003'])).toEqual(['77010000003']);
		const called = sandbox.store.apiCalls.all().map(({ phone }) => phone);
		expect(called).toEqual([ann, '77010000003']);
	});

	it('is missing by the seed, as many of them as asked for', async () => {
		Object.assign(sandbox.surprises, { missingShare: 0.2, missingPhones: 'called' });
		const returned = await told(phones);
		expect(returned.length).toBeGreaterThan(140);
		expect(returned.length).toBeLessThan(180);
		expect(sandbox.store.apiCalls.size).toBe(200);
	});

	it('comes in another order than it was sent', async () => {
		sandbox.surprises.order = 'reversed';
		expect(await told([ann, bob])).toEqual([bob, ann]);
	});
});

describe('a response as the instruction shows it', () => {
	beforeEach(() => {
		sandbox.surprises.answers = 'asDocumented';
	});

	it('is a bare object for one phone, a bare list for several', async () => {
		expect((await create({ phone: ann })).json).toMatchObject({ id: 700_001, phone: ann });
		expect((await create({ phones: [ann, bob] })).json).toMatchObject([
			{ id: 700_002 },
			{ id: 700_003 },
		]);
	});

	it('is a bare object for one call, for audio and for the account', async () => {
		const { id } = sandbox.seedCall();
		const record = sandbox.seedRecord();
		expect((await client.post('/apiCalls/get', { apiCallIdList: [id] })).json.id).toBe(id);
		const removed = await client.post('/apiCalls/removeRecord', { idList: [record.id] });
		expect(removed.json.id).toBe(record.id);
		expect((await client.post('/apiCalls/userInfo')).json).toEqual({
			id: 15,
			balance: '10000.00',
		});
	});

	it('is wrapped where the instruction wraps it', async () => {
		expect((await client.post('/apiCalls/getPhones')).json.status).toBe('success');
	});
});

describe('a refusal', () => {
	const wrong = async () => await new ZvonobotClient(sandbox, 'wrong').post('/apiCalls/userInfo');
	const message = 'Неверный API-ключ.';

	it.each([
		['http', 401, { status: 'error', data: { message } }],
		['dataList', 200, { status: 'error', data: [{ message }] }],
		['data', 200, { status: 'error', data: { message } }],
		['message', 200, { status: 'error', message }],
	] as const)('has the shape %s', async (shape, status, json) => {
		sandbox.surprises.refusals = shape;
		expect(await wrong()).toMatchObject({ status, json });
	});

	it('has any shape by the seed', async () => {
		sandbox.surprises.refusals = 'bySeed';
		const shapes = new Set<string>();
		for (let index = 0; index < 40; index += 1) {
			const { status, text } = await wrong();
			shapes.add(`${status} ${text}`);
		}
		expect(shapes.size).toBe(4);
	});

	it('comes for what is unmoderated where the service says so', async () => {
		sandbox.surprises.unmoderated = 'refused';
		const record = sandbox.seedRecord({ needModeration: 1 });
		const template = sandbox.seedTemplate({ needModeration: 1 });
		const responses = [
			await create({ phone: ann, record: { id: record.id } }),
			await client.post('/apiCalls/createWithTemplate', { phone: ann, templateId: template.id }),
		];
		expect(responses.map(({ json }) => json.data.message)).toEqual([
			'Аудиоролик не прошёл модерацию.',
			'Шаблон не прошёл модерацию.',
		]);
	});

	it('comes for a missing caller ID where the service insists', async () => {
		sandbox.surprises.callerIdRequired = true;
		expect((await create({ phone: ann })).json.data.message).toBe(
			'Укажите outgoingPhone или dutyPhone.',
		);
		expect((await create({ phone: ann, dutyPhone: 1 })).status).toBe(200);
	});
});

it('the balance is told as text, or as a number', async () => {
	const balance = async () => (await client.post('/apiCalls/userInfo')).json.data.balance;
	sandbox.store.balance = 12.5;
	expect(await balance()).toBe('12.50');
	sandbox.surprises.balance = 'number';
	expect(await balance()).toBe(12.5);
});

it('a time at which nothing happened is null, 0, or either by the seed', async () => {
	const { id } = sandbox.seedCall({ attempt: { status: 'canceled', answeredAt: null } });
	const times = async () => {
		const { json } = await client.post('/apiCalls/get', { apiCallIdList: [id] });
		const { answeredAt, managerStartedAt, managerAnsweredAt } = json.data[0].calls[0];
		return [answeredAt, managerStartedAt, managerAnsweredAt, json.data[0].plannedAt];
	};
	const bySeed = await times();
	expect(new Set(bySeed)).toEqual(new Set([0, null]));
	expect(await times()).toEqual(bySeed);
	sandbox.surprises.unsetTimes = 'null';
	expect(await times()).toEqual([null, null, null, null]);
	sandbox.surprises.unsetTimes = 'zero';
	expect(await times()).toEqual([0, 0, 0, 0]);
});

describe('a fault', () => {
	const calls = () => sandbox.store.apiCalls.size;

	it('breaks the connection before or after calls are made', async () => {
		sandbox.faults.add({ kind: 'reset', path: '/apiCalls/create' });
		await expect(create({ phone: ann })).rejects.toThrow();
		expect(calls()).toBe(0);
		sandbox.faults.add({ kind: 'resetAfterEffect' });
		await expect(create({ phone: ann })).rejects.toThrow();
		expect(calls()).toBe(1);
	});

	it('returns something else, before or after calls are made', async () => {
		sandbox.faults.add({ kind: 'html' });
		expect(await create({ phone: ann })).toMatchObject({ status: 502 });
		sandbox.faults.add({ kind: 'status', status: 500, body: { message: 'Server Error' } });
		expect(await create({ phone: ann })).toMatchObject({ status: 500 });
		expect(calls()).toBe(0);
		sandbox.faults.add({ kind: 'statusAfterEffect', status: 504, body: 'Gateway Time-out' });
		expect(await create({ phone: ann })).toMatchObject({ status: 504 });
		expect(calls()).toBe(1);
	});

	it('spoils the body', async () => {
		sandbox.faults.add({ kind: 'emptyBody' });
		expect(await create({ phone: ann })).toMatchObject({ status: 200, text: '' });
		sandbox.faults.add({ kind: 'truncatedJson' });
		const half = await create({ phone: ann });
		expect(() => half.json).toThrow(SyntaxError);
		expect(calls()).toBe(2);
	});

	it('stops halfway through the body and never ends it', async () => {
		sandbox.faults.add({ kind: 'hangInBody' });
		const response = await fetch(`${sandbox.url}/apiCalls/create`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ apiKey: sandbox.apiKey, phone: ann, record: { text: 'Hello' } }),
		});
		const reader = response.body?.getReader();
		const { value } = (await reader?.read()) ?? {};
		expect([response.status, new TextDecoder().decode(value)]).toEqual([
			200,
			expect.stringMatching(/^\{"status":"success"/),
		]);
		let hasEnded = false;
		void reader?.read().then(
			() => (hasEnded = true),
			() => undefined,
		);
		await client.post('/apiCalls/userInfo');
		expect([hasEnded, calls()]).toEqual([false, 1]);
	});

	it('makes calls later than somebody waits, who gets a response of a gateway or none', async () => {
		sandbox.faults.add({ kind: 'late', status: 504, ms: 30 });
		expect((await create({ phone: ann })).status).toBe(504);
		sandbox.faults.add({ kind: 'late', ms: 30 });
		await expect(create({ phone: bob })).rejects.toThrow();
		await sandbox.faults.settled();
		expect(calls()).toBe(2);
	});

	it('gives the key away', async () => {
		sandbox.faults.add({ kind: 'echo', status: 500, in: 'message' });
		const { json } = await create({ phone: ann });
		expect(json).toEqual({ message: `Rejected: apiKey: ${sandbox.apiKey}` });
	});
});
