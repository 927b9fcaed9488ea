/** How the Zvonobot sandbox takes calls, carries them out and tells how they went. */
import { silentMp3 } from '../../sandbox/audio';
import { startZvonobotSandbox, type ZvonobotSandbox } from '../../sandbox/zvonobot';
import { ZvonobotClient } from '../../sandbox/zvonobot/client';

const START = 1_773_644_400;

let sandbox: ZvonobotSandbox;
let client: ZvonobotClient;
/** Unix seconds of the service's clock. */
let now: number;

beforeEach(async () => {
	now = START;
	sandbox = await startZvonobotSandbox({ now: () => new Date(now * 1000) });
	sandbox.surprises.unsetTimes = 'null';
	client = new ZvonobotClient(sandbox);
});
afterEach(async () => {
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

const ann = '77010000001';
const bob = '77010000002';
const hello = { record: { text: 'Здравствуйте!' }, dutyPhone: 1 };

const create = async (fields: object) =>
	await client.post('/apiCalls/create', { ...hello, ...fields });
/** Creates a call for one phone. @returns its ID */
const call = async (phone: string, fields: object = {}): Promise<number> =>
	(await create({ phone, ...fields })).json.data[0].id;
const get = async (...apiCallIdList: number[]) =>
	(await client.post('/apiCalls/get', { apiCallIdList })).json.data;
const statusOf = async (id: number) => (await get(id))[0].calls[0]?.status;
const messageOf = (response: { json: { data: { message: string } } }) => response.json.data.message;

describe('a create', () => {
	it('makes a call for each phone, and tells them in a list', async () => {
		const { json } = await create({ phones: [ann, bob], plannedAt: START + 60, smartDelay: 15 });
		const item = {
			createdAt: START,
			plannedAt: START + 60,
			smartDelay: 15,
			needRecording: 0,
			recordCost: 0.4,
		};
		expect(json).toEqual({
			status: 'success',
			data: [
				{ ...item, id: 700_001, phone: ann },
				{ ...item, id: 700_002, phone: bob },
			],
		});
	});

	it('takes a list for one phone too', async () => {
		expect((await create({ phone: ann })).json.data).toHaveLength(1);
	});

	it('calls a phone twice that is given twice', async () => {
		expect((await create({ phones: [ann, ann] })).json.data).toHaveLength(2);
		expect(sandbox.store.apiCalls.size).toBe(2);
	});

	it('turns a leading 8 into 7', async () => {
		expect((await create({ phone: '87010000001' })).json.data[0].phone).toBe(ann);
	});

	it('charges for each text that it makes speech of, those of answers included', async () => {
		const { json } = await create({
			phone: ann,
			ivrs: [{ digit: 1, record: { text: 'Спасибо' }, ivrs: [{ record: { text: 'Пока' } }] }],
		});
		expect(json.data[0].recordCost).toBe(1.2);
		expect(sandbox.store.balance).toBe(9998.8);
	});

	it('keeps what else was sent, so that a test can look it up', async () => {
		const id = await call(ann, { lang: 'kk-KZ', weekdays: [1, 5], startTime: '09:00' });
		expect(sandbox.store.apiCalls.get(id)).toMatchObject({
			text: 'Здравствуйте!',
			callerId: null,
			options: { lang: 'kk-KZ', weekdays: [1, 5], startTime: '09:00', dutyPhone: 1 },
		});
	});

	it('comes from a confirmed number, from a shared one, or from one that nobody names', async () => {
		const { status: own } = await create({
			phone: ann,
			dutyPhone: 0,
			outgoingPhone: '77270000001',
		});
		const unconfirmed = await create({ phone: ann, dutyPhone: 0, outgoingPhone: '77270000002' });
		const unknown = await create({ phone: ann, dutyPhone: 0, outgoingPhone: '77270000003' });
		const none = await create({ phone: ann, dutyPhone: undefined });
		expect([own, unconfirmed.status, unknown.status, none.status]).toEqual([200, 422, 422, 200]);
		expect(messageOf(unconfirmed)).toBe('Исходящий номер не подтверждён.');
		expect(messageOf(unknown)).toBe('Исходящий номер не найден.');
	});

	it.each([
		['audio that is not there', { record: { id: 99 } }, 'Аудиоролик не найден.'],
		[
			'audio of an answer that is not there',
			{ ivrs: [{ digit: 1, ivrs: [{ digit: 2, record: { id: 99 } }] }] },
			'Аудиоролик не найден.',
		],
		[
			'an SMS template that is not there',
			{ ivrs: [{ smsTemplateId: 9 }] },
			'Шаблон СМС не найден.',
		],
		[
			'webhookParameters that are no JSON',
			{ webhookParameters: 'a=1' },
			'Поле webhookParameters должно быть json-строкой.',
		],
		[
			'webhookHeaders of an answer that are a list',
			{ ivrs: [{ webhookHeaders: '[]' }] },
			'Поле ivrs.0.webhookHeaders должно быть json-строкой.',
		],
		[
			'weekdays together with excludeWeekends',
			{ weekdays: [1], excludeWeekends: 1 },
			'Нельзя использовать вместе weekdays и excludeWeekends.',
		],
	])('is refused for %s, and nothing is made or charged', async (_what, fields, message) => {
		const refused = await create({ phone: ann, ...fields });
		expect([refused.status, messageOf(refused)]).toEqual([422, message]);
		expect([sandbox.store.apiCalls.size, sandbox.store.balance]).toEqual([0, 10_000]);
	});

	it('is refused as a whole when the balance does not cover it', async () => {
		sandbox.store.balance = 5;
		const refused = await create({ phones: [ann, bob] });
		expect(refused).toMatchObject({ status: 402, json: { status: 'error' } });
		expect(sandbox.store.apiCalls.size).toBe(0);
		expect((await create({ phone: ann })).status).toBe(200);
	});
});

describe('a call', () => {
	it('goes from created over processed, started and answered to finished', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'finished', talkSeconds: 61 });
		const id = await call(ann);
		const seen = [];
		for (let step = 0; step < 6; step += 1) {
			seen.push(await statusOf(id));
			sandbox.advance();
		}
		expect(seen).toEqual(['created', 'processed', 'started', 'answered', 'finished', 'finished']);
		const [{ calls }] = await get(id);
		expect(calls[0].finishedAt - calls[0].answeredAt).toBe(61);
		expect(calls[0]).toMatchObject({ cost: 4.8, hangupCause: 'NORMAL_CLEARING', ivrDigit: null });
		expect(sandbox.store.balance).toBe(9994.8);
	});

	it('is canceled when nobody picks up, and costs nothing', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'canceled', hangupCause: 'USER_BUSY' });
		const id = await call(ann);
		sandbox.finish();
		expect((await get(id))[0].calls[0]).toMatchObject({
			status: 'canceled',
			answeredAt: null,
			hangupCause: 'USER_BUSY',
			cost: 0,
		});
	});

	it('has another ID than its attempt', async () => {
		const [{ id, calls }] = await get(await call(ann));
		expect(sandbox.store.findCall(id)).toBeDefined();
		expect(sandbox.store.findCall(calls[0].id)).toBeUndefined();
	});

	it('goes by the seed: the same way each time, some finished and some not', async () => {
		const phones = Array.from({ length: 60 }, (_, index) => String(Number(ann) + index));
		const outcomes = async (seed: number) => {
			const own = await startZvonobotSandbox({ seed });
			await new ZvonobotClient(own).post('/apiCalls/create', { ...hello, phones });
			own.finish();
			const all = own.store.apiCalls.all().map(({ calls }) => calls[0]?.status);
			await own.close();
			return all;
		};
		const first = await outcomes(1);
		expect(new Set(first)).toEqual(new Set(['finished', 'canceled']));
		expect(await outcomes(1)).toEqual(first);
		expect(await outcomes(2)).not.toEqual(first);
	});

	it('waits for its planned time, without an attempt until then', async () => {
		const id = await call(ann, { plannedAt: START + 60 });
		sandbox.finish();
		expect(await get(id)).toMatchObject([{ plannedAt: START + 60, calls: [] }]);
		now += 60;
		sandbox.finish();
		expect(['finished', 'canceled']).toContain(await statusOf(id));
	});

	it('is made once more, smartDelay minutes later, when nobody picked up', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'canceled' });
		const id = await call(ann, { smartDelay: 5 });
		sandbox.finish();
		const { nextCallId, finishedAt } = (await get(id))[0].calls[0];
		expect(await get(nextCallId)).toMatchObject([
			{ prevCallId: id, plannedAt: finishedAt + 300, calls: [] },
		]);
		now += 400;
		sandbox.finish();
		expect((await get(nextCallId))[0].calls[0]).toMatchObject({
			status: 'canceled',
			nextCallId: null,
		});
	});

	it('is recorded when asked for', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'finished' });
		const id = await call(ann, { needRecording: 1 });
		sandbox.finish();
		const { recordFilePath } = (await get(id))[0].calls[0];
		const file = await fetch(recordFilePath);
		expect(file.headers.get('content-type')).toBe('audio/mpeg');
		expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(1000);
	});

	it('moves by itself when asked for', async () => {
		const moving = await startZvonobotSandbox({ stepMs: 5 });
		const { id } = moving.seedCall({ attempt: { status: 'created' } });
		const attempt = moving.store.apiCalls.get(id)?.calls[0];
		while (attempt?.finishedAt === null) await new Promise(setImmediate);
		expect(['finished', 'canceled']).toContain(attempt?.status);
		await moving.close();
	});
});

describe('an answer', () => {
	const ivrs = [
		{
			digit: 1,
			smsText: 'Ждём вас',
			ivrs: [
				{ digit: 0, managerPhone: bob },
				{ keyWords: 'да|нет', needBlock: 1 },
				{ anyWord: 1, recognitionTimeout: 5 },
			],
		},
		{ digit: 9, needBlock: 1 },
		{ record: { text: 'Вы остались на линии' }, ivrs: [{ digit: 3 }] },
	];

	const answer = async (...answers: Array<number | string>) => {
		sandbox.store.callOutcomes.set(ann, { status: 'finished', answers, talkSeconds: 10 });
		const id = await call(ann, { ivrs });
		sandbox.finish();
		return (await get(id))[0].calls[0];
	};

	it.each([
		['a digit', [9], { ivrDigit: 9, ivrAnswers: '9', toBlock: 1 }],
		['the digit 0 one level deeper', [1, 0], { ivrDigit: 0, ivrAnswers: '1|0' }],
		['a word', [1, 'нет'], { ivrDigit: 1, ivrAnswers: '1|нет', toBlock: 1 }],
		['any words', [1, 'ну не знаю'], { ivrDigit: 1, ivrAnswers: '1|ну не знаю', toBlock: 0 }],
		['nothing: who stays on the line', [], { ivrDigit: -1, ivrAnswers: '-1' }],
		['a digit that means nothing', [7], { ivrDigit: 7, ivrAnswers: '7', ivrIdList: null }],
		['nothing one level deeper', [1], { ivrDigit: 1, ivrAnswers: '1' }],
	])('can be %s', async (_what, answers, expected) => {
		expect(await answer(...answers)).toMatchObject(expected);
	});

	it('leads to an SMS, to a manager, to the blacklist, each at its price', async () => {
		expect(await answer(1, 0)).toMatchObject({
			cost: 2.4 + 4 + 3,
			managerStatus: 'finished',
			managerAnsweredAt: expect.any(Number),
		});
		expect(sandbox.store.sms).toEqual([{ phone: ann, text: 'Ждём вас', apiCallId: 700_001 }]);
		expect((await answer(9)).cost).toBe(2.4);
		expect(sandbox.store.blacklist).toEqual(new Set([ann]));
	});

	it('can send an SMS of a moderated template', async () => {
		const { id: smsTemplateId } = sandbox.seedSmsTemplate({ text: 'Приходите' });
		sandbox.store.callOutcomes.set(ann, { status: 'finished', answers: [1] });
		await call(ann, { ivrs: [{ digit: 1, smsTemplateId }] });
		sandbox.finish();
		expect(sandbox.store.sms).toMatchObject([{ text: 'Приходите' }]);
		const unmoderated = sandbox.seedSmsTemplate({ needModeration: 1 }).id;
		const refused = await create({ phone: ann, ivrs: [{ smsTemplateId: unmoderated }] });
		expect(messageOf(refused)).toBe('Шаблон СМС не прошёл модерацию.');
	});

	it('is given by the seed where a test leaves it open', async () => {
		const phones = Array.from({ length: 100 }, (_, index) => String(Number(ann) + index));
		await create({ phones, ivrs });
		sandbox.finish();
		const given = new Set(
			sandbox.store.apiCalls.all().map(({ calls }) => calls[0]?.answers.join('|')),
		);
		for (const answers of ['', '9', '-1', '1|0', '1|да', '1|нет', '1|перезвоните позже']) {
			expect(given).toContain(answers);
		}
	});
});

describe('get', () => {
	it('takes IDs from the query in the way of PHP, from the body, or from both', async () => {
		const ids = [await call(ann), await call(bob), await call(ann)];
		const asked = async (path: string, body?: object) =>
			(await client.post(path, body)).json.data.map(({ id }: { id: number }) => id);
		const inQuery = (...some: Array<number | undefined>) =>
			`/apiCalls/get?${some.map((id) => `apiCallIdList[]=${id}`).join('&')}`;
		expect(await asked(inQuery(ids[0]))).toEqual([ids[0]]);
		expect(await asked(inQuery(ids[0], ids[2]))).toEqual([ids[0], ids[2]]);
		expect(await asked('/apiCalls/get', { apiCallIdList: ids })).toEqual(ids);
		expect(await asked(inQuery(ids[0]), { apiCallIdList: [ids[1]] })).toEqual([ids[1], ids[0]]);
	});

	it('refuses a list in the query without its brackets, no ID at all, and more than 5,000', async () => {
		const refused = [
			await client.post('/apiCalls/get?apiCallIdList=700001'),
			await client.post('/apiCalls/get'),
			await client.post('/apiCalls/get', { apiCallIdList: Array(5001).fill(1) }),
		];
		expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
	});

	it('leaves out what it does not know, calls made from a template among it', async () => {
		const { id: templateId } = sandbox.seedTemplate();
		await client.post('/apiCalls/createWithTemplate', { phone: ann, templateId });
		const id = await call(ann);
		expect((await get(id, 1, 800_001)).map((each: { id: number }) => each.id)).toEqual([id]);
	});
});

describe('a template', () => {
	const makeCall = async (templateId: number, fields: object = {}) =>
		await client.post('/apiCalls/createWithTemplate', {
			phones: [ann, bob],
			templateId,
			...fields,
		});

	it('says each person’s own words, which come value first', async () => {
		const { id: templateId } = sandbox.seedTemplate({ text: '{name}, скидка {var1}. {other}' });
		const { json } = await makeCall(templateId, {
			variables: { [ann]: { Elena: '{name}', '40%': '{var1}' }, [bob]: { Oleg: '{name}' } },
		});
		expect(json).toMatchObject({
			status: 'success',
			data: [
				{ id: 800_001, phone: ann, templateId, phoneInfo: '{"name":"Elena","var1":"40%"}' },
				{ id: 800_002, phone: bob, templateId, phoneInfo: '{"name":"Oleg"}' },
			],
		});
		expect(sandbox.store.templateCalls.all().map(({ text }) => text)).toEqual([
			'Elena, скидка 40%. {other}',
			'Oleg, скидка {var1}. {other}',
		]);
	});

	it('makes calls that only getWithTemplates tells, with their template', async () => {
		const { id: templateId } = sandbox.seedTemplate({ ivrs: [{ digit: 1 }] });
		sandbox.store.callOutcomes.set(ann, { status: 'finished', answers: [1] });
		await makeCall(templateId);
		sandbox.finish();
		const { json } = await client.post('/apiCalls/getWithTemplates', { apiCallIdList: [800_001] });
		expect(json.data).toMatchObject([{ templateId, calls: [{ status: 'finished', ivrDigit: 1 }] }]);
	});

	it('is listed, on request only once a moderator has released it', async () => {
		const good = sandbox.seedTemplate({ name: 'Good' });
		sandbox.seedTemplate({ name: 'New', needModeration: 1 });
		const names = async (fields: object) =>
			(await client.post('/apiCalls/getTemplates', fields)).json.data.map(
				({ name }: { name: string }) => name,
			);
		expect(await names({})).toEqual(['Good', 'New']);
		expect(await names({ onlyModerated: 0 })).toEqual(['Good', 'New']);
		expect(await names({ onlyModerated: 1 })).toEqual([good.name]);
		expect(await names({ onlyModerated: true })).toEqual([good.name]);
	});

	it('has to exist', async () => {
		expect(messageOf(await makeCall(5))).toBe('Шаблон не найден.');
	});
});

describe('moderation', () => {
	it('lets a call with a waiting template be accepted, and never begin', async () => {
		const template = sandbox.seedTemplate({ needModeration: 1 });
		const fields = { phone: ann, templateId: template.id };
		const { json } = await client.post('/apiCalls/createWithTemplate', fields);
		expect(json.status).toBe('success');
		sandbox.finish();
		const attempt = sandbox.store.templateCalls.all()[0]?.calls[0];
		expect(attempt?.status).toBe('created');
		template.needModeration = 0;
		sandbox.finish();
		expect(['finished', 'canceled']).toContain(attempt?.status);
	});

	it('holds for audio, that of an answer included', async () => {
		const record = sandbox.seedRecord({ needModeration: 1 });
		const ids = [
			await call(ann, { record: { id: record.id } }),
			await call(ann, { ivrs: [{ digit: 1, record: { id: record.id } }] }),
		];
		sandbox.finish();
		for (const id of ids) expect(await statusOf(id)).toBe('created');
	});

	it('holds for every text of an account that is not released from it', async () => {
		const strict = await startZvonobotSandbox({ moderation: true });
		const own = new ZvonobotClient(strict);
		const { json } = await own.post('/apiCalls/createRecord', {
			name: 'A',
			source: 'text',
			text: 'Hello',
		});
		expect(json.data).toMatchObject({ needModeration: 1, status: 'moderation' });
		await own.post('/apiCalls/create', { ...hello, phone: ann });
		strict.finish();
		expect(strict.store.apiCalls.all()[0]?.calls[0]?.status).toBe('created');
		await strict.close();
	});
});

describe('a planned call', () => {
	it('is moved, as long as it has not begun', async () => {
		const ids = [await call(ann, { plannedAt: START + 60 }), sandbox.seedCall().id, 5];
		const callList = ids.map((id) => ({ id, replannedAt: START + 120 }));
		const { json } = await client.post('/apiCalls/update', { callList });
		expect(json).toEqual({ status: 'success', data: { callIdList: [ids[0]] } });
		now += 60;
		sandbox.finish();
		expect((await get(Number(ids[0])))[0].calls).toEqual([]);
		now += 60;
		sandbox.finish();
		expect((await get(Number(ids[0])))[0].calls).toHaveLength(1);
	});

	it('is deleted, as long as it has not begun: several at once, or one', async () => {
		const ids = [await call(ann), await call(bob), sandbox.seedCall().id, 5];
		const several = await client.post('/apiCalls/remove', { idList: ids.slice(1) });
		expect(several.json).toEqual({ status: 'success', data: { callIdList: [ids[1]] } });
		const one = await client.post('/apiCalls/remove', { id: ids[0] });
		expect(one.json).toEqual({ status: 'success', data: [] });
		expect((await client.post('/apiCalls/remove', { id: ids[0] })).status).toBe(404);
		sandbox.finish();
		expect(await get(...ids)).toHaveLength(1);
	});

	it('of a template is only deleted as such: else it stays, and is charged', async () => {
		const { id: templateId } = sandbox.seedTemplate();
		sandbox.store.callOutcomes.set(ann, { status: 'finished', talkSeconds: 1 });
		sandbox.store.callOutcomes.set(bob, { status: 'finished', talkSeconds: 1 });
		const fields = { phones: [ann, bob], templateId };
		const { json } = await client.post('/apiCalls/createWithTemplate', fields);
		const [first, second] = json.data.map(({ id }: { id: number }) => id);
		const without = await client.post('/apiCalls/remove', { idList: [first, second] });
		expect(without.json.data.callIdList).toEqual([]);
		const withIt = await client.post('/apiCalls/remove', { idList: [first], isTemplate: 1 });
		expect(withIt.json.data.callIdList).toEqual([first]);
		sandbox.finish();
		expect(sandbox.store.balance).toBe(9997.6);
	});
});

describe('audio', () => {
	it('is made of a text, listed, played and deleted', async () => {
		const { json } = await client.post('/apiCalls/createRecord', {
			name: 'Hello',
			source: 'text',
			text: 'Здравствуйте!',
		});
		expect(json.data).toEqual({
			id: 6001,
			createdAt: START,
			needModeration: 0,
			moderatorComment: null,
			name: 'Hello',
			path: `${sandbox.url}/storage/records/6001`,
			status: 'ready',
			recordText: 'Здравствуйте!',
			cost: 0.4,
		});
		expect(sandbox.store.balance).toBe(9999.6);
		expect((await client.post('/apiCalls/getRecords')).json.data).toEqual([json.data]);
		expect((await fetch(json.data.path)).headers.get('content-type')).toBe('audio/mpeg');
		const deleted = await client.post('/apiCalls/removeRecord', { idList: [6001] });
		expect(deleted.json.data).toMatchObject([{ id: 6001, deletedAt: START }]);
		expect((await client.post('/apiCalls/getRecords')).json.data).toEqual([]);
		expect((await client.post('/apiCalls/removeRecord', { idList: [6001] })).status).toBe(404);
	});

	it('comes from a file in a form', async () => {
		const content = silentMp3(2);
		const { json } = await client.upload('/apiCalls/createRecord', {
			name: 'File',
			source: 'file',
			file: new Blob([new Uint8Array(content)]),
		});
		expect(json.data).toMatchObject({ name: 'File', recordText: null, cost: 0 });
		expect(Buffer.from(await (await fetch(json.data.path)).arrayBuffer())).toEqual(content);
	});

	it('needs its file, and one that can be played', async () => {
		const form = { name: 'File', source: 'file' };
		const none = await client.upload('/apiCalls/createRecord', form);
		const text = { ...form, file: new Blob(['no audio']) };
		const wrong = await client.upload('/apiCalls/createRecord', text);
		expect([messageOf(none), messageOf(wrong)]).toEqual([
			'Поле file обязательно.',
			'Файл должен быть в формате mp3, wav или ogg.',
		]);
	});

	it('made for a call is not listed', async () => {
		await call(ann);
		expect((await client.post('/apiCalls/getRecords')).json.data).toEqual([]);
	});
});

describe('the account', () => {
	it('has numbers of its own, some of them unconfirmed, and shared ones', async () => {
		const phones = async (fields: object) =>
			(await client.post('/apiCalls/getPhones', fields)).json.data;
		const own = [
			{ id: 51, phone: '77270000001', isSystem: false, overall: 0, enable: true },
			{ id: 52, phone: '77270000002', isSystem: false, overall: 0, enable: false },
		];
		expect(await phones({})).toEqual(own);
		expect(await phones({ all: true })).toEqual([
			...own,
			{ id: 53, phone: '74950000001', isSystem: true, overall: 1, enable: true },
		]);
		sandbox.seedPhone({ phone: '77270000005' });
		expect(await phones({ all: false })).toHaveLength(3);
	});

	it('has languages, asked for with GET and the key in the query, or with POST', async () => {
		const path = '/apiCalls/getAvailableLanguages';
		const { json } = await client.get(`${path}?apiKey=${sandbox.apiKey}`);
		expect(json.data[0]).toEqual({ id: 1, name: 'Русский', defaultLangCode: 'ru-RU' });
		expect((await client.post(path)).json).toEqual(json);
	});

	it('pays for a flash call', async () => {
		const path = '/apiVerificationPhones/confirmPhone';
		const { json } = await client.post(path, { phone: ann, pin: '0042' });
		expect(json).toEqual({ status: 'success', data: 'done' });
		expect(sandbox.store.flashCalls).toEqual([{ phone: ann, pin: '0042', createdAt: START }]);
		expect(sandbox.store.balance).toBe(9999);
		expect((await client.post(path, { phone: ann, pin: '42' })).status).toBe(422);
		sandbox.store.balance = 0;
		expect((await client.post(path, { phone: ann, pin: '0042' })).status).toBe(402);
	});
});
