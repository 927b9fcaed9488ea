/** The webhooks of the Zvonobot sandbox: each change of a call's status, each answer. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { startZvonobotSandbox, type ZvonobotSandbox } from '../../sandbox/zvonobot';
import { ZvonobotClient } from '../../sandbox/zvonobot/client';

/** A webhook as its receiver got it. */
interface Received {
	headers: IncomingHttpHeaders;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
}

const ann = '77010000001';

let sandbox: ZvonobotSandbox;
let client: ZvonobotClient;
let receiver: Server;
let url: string;
let received: Received[];
/** The statuses of the receiver's responses, from the first one on; 200 when there is none left. */
let statuses: number[];

beforeEach(async () => {
	received = [];
	statuses = [];
	receiver = createServer((request, response) => {
		void json(request).then((body) => {
			received.push({ headers: request.headers, body });
			response.writeHead(statuses.shift() ?? 200).end();
		});
	}).listen(0, '127.0.0.1');
	await once(receiver, 'listening');
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	sandbox = await startZvonobotSandbox({ minuteMs: 10 });
	sandbox.surprises.unsetTimes = 'null';
	sandbox.store.callOutcomes.set(ann, { status: 'finished', talkSeconds: 7, answers: [1] });
	client = new ZvonobotClient(sandbox);
});
afterEach(async () => {
	await sandbox.close();
	receiver.closeAllConnections();
	receiver.close();
	expect(sandbox.violations).toEqual([]);
});

/** Calls, lets the calls come to their end and the webhooks to theirs. @returns the calls' IDs */
async function callAll(fields: object, phones = [ann]): Promise<number[]> {
	const response = await client.post('/apiCalls/create', {
		phones,
		record: { text: 'Hello' },
		...fields,
	});
	sandbox.finish();
	await sandbox.webhooksSettled();
	return response.json.data.map(({ id }: { id: number }) => id);
}

describe('the webhook of a status', () => {
	it('comes at each change, wrapped, as get would tell the call', async () => {
		const [id] = await callAll({ webhookUrl: url });
		const seen = received.map(({ body }) => body.apiCalls[0].calls[0].status);
		expect(seen).toEqual(['processed', 'started', 'answered', 'finished']);
		const { json: told } = await client.post('/apiCalls/get', { apiCallIdList: [id] });
		expect(told.data[0]).toMatchObject({ webhookSent: 1, webhookTry: 1 });
		const last = received.at(-1)?.body;
		expect(last).toEqual({
			apiCalls: [{ ...told.data[0], webhookSent: last.apiCalls[0].webhookSent }],
		});
	});

	it('tells that nobody was reached', async () => {
		sandbox.store.callOutcomes.set(ann, { status: 'canceled' });
		await callAll({ webhookUrl: url });
		expect(received.at(-1)?.body.apiCalls[0].calls[0]).toMatchObject({ status: 'canceled' });
	});

	it('is flat where some receivers expect it so', async () => {
		sandbox.surprises.statusWebhooks = 'flat';
		const [id] = await callAll({ webhookUrl: url });
		expect(received.at(-1)?.body).toMatchObject({ id, calls: [{ status: 'finished' }] });
	});

	it('is the attempt with the call’s ID where some receivers expect it so', async () => {
		sandbox.surprises.statusWebhooks = 'call';
		const [id] = await callAll({ webhookUrl: url });
		expect(received.at(-1)?.body.call).toMatchObject({
			apicallId: id,
			phone: ann,
			status: 'finished',
		});
		expect(received.at(-1)?.body.call.id).not.toBe(id);
	});

	it('can hold several calls of one address', async () => {
		sandbox.surprises.callsInWebhook = 2;
		const phones = [ann, '77010000002', '77010000003'];
		for (const phone of phones) sandbox.store.callOutcomes.set(phone, { status: 'canceled' });
		await callAll({ webhookUrl: url }, phones);
		const sizes = received.map(({ body }) => body.apiCalls.length).sort();
		expect(sizes).toEqual([1, 1, 1, 2, 2, 2]);
	});

	it('brings webhookParameters beside the rest, and webhookHeaders as headers', async () => {
		await callAll({
			webhookUrl: url,
			webhookParameters: '{"deal": 7, "apiCalls": "mine"}',
			webhookHeaders: '{"X-Webhook-Secret": "s3cret"}',
		});
		expect(received[0]).toMatchObject({
			headers: { 'x-webhook-secret': 's3cret', 'content-type': 'application/json' },
			body: { deal: 7, apiCalls: [{ webhookParameters: '{"deal": 7, "apiCalls": "mine"}' }] },
		});
	});

	it('comes from a template that has an address', async () => {
		const { id: templateId } = sandbox.seedTemplate({ webhookUrl: url });
		await client.post('/apiCalls/createWithTemplate', { phone: ann, templateId });
		sandbox.finish();
		await sandbox.webhooksSettled();
		expect(received.at(-1)?.body.apiCalls[0]).toMatchObject({ id: 800_001, templateId });
	});
});

describe('the webhook of an answer', () => {
	const answers = async (...given: Array<number | string>) => {
		sandbox.store.callOutcomes.set(ann, { status: 'finished', answers: given });
		const own = { webhookUrl: url, webhookParameters: '{"deal": 7}' };
		const [apicallId] = await callAll({
			ivrs: [
				{ digit: 0, ...own },
				{ digit: 1, ...own, webhookHeaders: '{"X-Own": "1"}', ivrs: [{ keyWords: 'да', ...own }] },
				own,
			],
		});
		return { apicallId, bodies: received.map(({ body }) => body) };
	};

	it('tells the phone, the digit, the call and all answers so far', async () => {
		const { apicallId, bodies } = await answers(1, 'да');
		expect(bodies).toEqual([
			{ deal: 7, call: { phone: ann, answer: 1, apicallId, ivr_answers: '|1|' } },
			{ deal: 7, call: { phone: ann, answer: 'да', apicallId, ivr_answers: '|1|да|' } },
		]);
		expect(received.map(({ headers }) => headers['x-own'])).toEqual(['1', undefined]);
	});

	it('tells the digit 0 as 0', async () => {
		expect((await answers(0)).bodies).toMatchObject([{ call: { answer: 0 } }]);
	});

	it('tells who stayed on the line with an empty answer', async () => {
		expect((await answers()).bodies).toMatchObject([{ call: { answer: '', ivr_answers: '|-1|' } }]);
	});

	it('tells digits as text where the service does', async () => {
		sandbox.surprises.digits = 'text';
		expect((await answers(0)).bodies).toMatchObject([{ call: { answer: '0' } }]);
	});

	it('doesn’t come for an answer that leads to nothing', async () => {
		expect((await answers(5)).bodies).toEqual([]);
	});
});

describe('a webhook', () => {
	const ivrs = () => [{ digit: 1, webhookUrl: url }];

	it('is tried again until its response is 200, and nothing else counts', async () => {
		statuses = [500, 204];
		await callAll({ ivrs: ivrs() });
		expect(received).toHaveLength(3);
		expect(sandbox.webhooks.map((sent) => [sent.try, sent.status])).toEqual([
			[1, 500],
			[2, 204],
			[3, 200],
		]);
		expect(received[2]?.body).toEqual(received[0]?.body);
	});

	it('is given up after three tries', async () => {
		statuses = Array(4).fill(503);
		await callAll({ ivrs: ivrs() });
		expect(received).toHaveLength(3);
	});

	it('tells the try it is, and the call whether any was received', async () => {
		statuses = Array(12).fill(500);
		const [id = 0] = await callAll({ webhookUrl: url });
		const finished = received.filter(({ body }) => body.apiCalls[0].calls[0].status === 'finished');
		expect(finished.map(({ body }) => body.apiCalls[0].webhookTry)).toEqual([1, 2, 3]);
		expect(sandbox.store.apiCalls.get(id)).toMatchObject({ webhookTry: 3, webhookSent: 0 });
	});

	it('waits a minute between its tries', async () => {
		const patient = await startZvonobotSandbox();
		patient.seedCall({ attempt: { status: 'created' }, webhookUrl: url });
		statuses = [500];
		patient.advance();
		while (patient.webhooks[0]?.status !== 500) await new Promise(setImmediate);
		const settled = patient.webhooksSettled();
		await patient.close();
		await settled;
		expect(received).toHaveLength(1);
	});

	it('comes again although it was received, as often as asked for', async () => {
		sandbox.surprises.webhookRepeats = 2;
		await callAll({ ivrs: ivrs() });
		expect(received).toHaveLength(3);
		expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
	});

	it('is tried again where nobody listens', async () => {
		receiver.close();
		await once(receiver, 'close');
		await callAll({ ivrs: ivrs() });
		expect(sandbox.webhooks.map(({ status }) => status)).toEqual([null, null, null]);
	});

	it.each(['http://example.com/hook', 'https://127.0.0.1/hook', 'ftp://localhost/hook', 'hook'])(
		'goes to this machine only, not to %s',
		async (elsewhere) => {
			await callAll({ webhookUrl: elsewhere });
			expect(sandbox.webhooks).toEqual([]);
		},
	);

	it('follows no redirect', async () => {
		statuses = [302, 302, 302];
		await callAll({ ivrs: ivrs() });
		expect(sandbox.webhooks.map(({ status }) => status)).toEqual([302, 302, 302]);
	});

	it('is one of many, all of which arrive', async () => {
		const phones = Array.from({ length: 200 }, (_, index) => String(Number(ann) + index));
		for (const phone of phones) sandbox.store.callOutcomes.set(phone, { status: 'canceled' });
		const ids = await callAll({ webhookUrl: url }, phones);
		const ended = received.filter(({ body }) => body.apiCalls[0].calls[0].status === 'canceled');
		expect(received).toHaveLength(600);
		expect(ended.map(({ body }) => body.apiCalls[0].id).sort()).toEqual(ids);
	});
});
