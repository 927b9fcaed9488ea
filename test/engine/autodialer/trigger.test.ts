/** Autodialer Trigger: what a workflow starts on, in whatever form the dialer sends it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { WebhookSettings } from '../../../sandbox/autodialer';
import type { ActiveWebhook } from '../../support/engine';
import { phoneAt, rows, useAutodialer, useFastWaits } from '../../support/autodialer';

const bench = useAutodialer({ now: () => new Date('2027-03-16T12:00:00+05:00') });
useFastWaits();

const NAMES = { number: 'phone', duration: 'duration', recording: 'record', answer: 'answer' };
const activate = async (
	parameters: IDataObject = {},
	hasCredential = true,
): Promise<ActiveWebhook> =>
	await bench().engine.activateWebhook({
		parameters,
		...(hasCredential && { credential: bench().credential }),
	});

/** Calls people while the dialer is set up to tell of it, and gives what the executions start with. */
async function toldOf(
	count: number,
	settings: Partial<WebhookSettings>,
	parameters: IDataObject = {},
): Promise<INodeExecutionData[]> {
	const { sandbox, run } = bench();
	const trigger = await activate(parameters);
	const started: INodeExecutionData[] = [];
	const server = createServer(async (request, response) => {
		const url = new URL(request.url ?? '', 'http://localhost');
		const sent = await text(request);
		const isForm = String(request.headers['content-type']).includes('urlencoded');
		const body = isForm ? Object.fromEntries(new URLSearchParams(sent)) : JSON.parse(sent || '{}');
		const { items, body: answer } = await trigger.request({
			method: request.method as 'GET' | 'POST',
			query: Object.fromEntries(url.searchParams),
			body,
		});
		expect(answer).toEqual({ received: true });
		started.push(...(items ?? []));
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	sandbox.setWebhook({
		...{ url: `http://127.0.0.1:${port}/webhook`, method: 'POST', form: 'json', names: NAMES },
		...settings,
	});
	const { error } = await run('task', 'create', { scenarioType: '1' }, { items: rows(count) });
	expect(error).toBeUndefined();
	sandbox.advance();
	await sandbox.webhooksSettled();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	return started;
}

describe.each<[string, Partial<WebhookSettings>]>([
	['GET', { method: 'GET' }],
	['POST with JSON', { form: 'json' }],
	['POST with a form', { form: 'form' }],
	['POST with a query', { form: 'query' }],
])('by %s', (_how, settings) => {
	it('each call comes out with its number, length, recording and answer', async () => {
		const items = await toldOf(5, settings);
		const { history, url } = bench().sandbox;
		expect(items).toHaveLength(5);
		const byNumber = new Map(items.map(({ json }) => [json.number, json]));
		for (const { DST, SEC } of history) {
			const recordingUrl = SEC > 0 ? `${new URL(url).origin}/records/${DST}.wav` : null;
			expect(byNumber.get(DST)).toMatchObject({
				...{ number: DST, durationSeconds: SEC, recordingUrl },
				raw: { phone: DST, duration: String(SEC) },
			});
		}
		expect(history.some(({ SEC }) => SEC > 0) && history.some(({ SEC }) => SEC === 0)).toBe(true);
		const answers = items.map(({ json }) => json.answer);
		expect(answers.every((answer) => answer === null || answer === 'да' || answer === 'нет')).toBe(
			true,
		);
		expect(answers.some(Boolean)).toBe(true);
	});

	it('its parameters may have other names', async () => {
		const names = { number: 'номер', duration: 'dlit', recording: 'wav.url', answer: 'text' };
		const [item] = await toldOf(
			1,
			{ ...settings, names },
			{
				...{ numberParameter: 'номер', durationParameter: 'dlit' },
				...{ recordingParameter: 'wav.url', answerParameter: 'text' },
			},
		);
		expect(item?.json).toMatchObject({
			number: phoneAt(0),
			durationSeconds: expect.any(Number) as number,
		});
	});
});

it('reads nested fields, numbers and forms with files; what is missing is null', async () => {
	const trigger = await activate({ numberParameter: 'call.number', durationParameter: 'call.sec' });
	const nested = await trigger.request({ body: { call: { number: 87_010_000_001, sec: 0 } } });
	expect(nested.items?.[0]?.json).toMatchObject({
		...{ number: phoneAt(0), durationSeconds: 0, recordingUrl: null, answer: null },
	});
	const plain = await activate();
	const form = await plain.request({
		headers: { 'content-type': 'multipart/form-data; boundary=x' },
		body: { data: { phone: phoneAt(1), answer: ' да ' }, files: {} },
	});
	expect(form.items?.[0]?.json).toMatchObject({ number: phoneAt(1), answer: 'да' });
	const hostile = await plain.request({
		body: JSON.parse('{"phone":{"a":1},"duration":"long","__proto__":{"polluted":1}}') as object,
	});
	expect(hostile.items?.[0]?.json).toMatchObject({ number: '{"a":1}', durationSeconds: null });
	expect(({} as IDataObject).polluted).toBeUndefined();
});

it('takes no file by a path that a sender names in JSON', async () => {
	const trigger = await activate();
	const files = { record: { filepath: '/etc/hostname', mimetype: 'audio/wav' } };
	const { items } = await trigger.request({
		headers: { 'content-type': 'application/json' },
		body: { phone: phoneAt(0), data: { phone: phoneAt(1) }, files },
	});
	expect(items?.[0]?.json).toMatchObject({ number: phoneAt(0), raw: { files } });
	expect(items?.[0]?.binary).toBeUndefined();
});

const call = { phone: phoneAt(0), duration: 12 };
it.each<[string, string | undefined, unknown, IDataObject]>([
	['JSON as text', 'text/plain', JSON.stringify(call), call],
	['JSON of no type', undefined, {}, call],
	['JSON as a form', 'application/x-www-form-urlencoded', { [JSON.stringify(call)]: '' }, call],
	['several calls', 'application/json', [call], { body: [call] }],
	['text', 'text/plain', 'phone 8701', { body: 'phone 8701' }],
])('loses nothing of %s', async (_what, type, body, raw) => {
	const { items } = await (
		await activate()
	).request({
		body,
		rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(raw.body ?? raw)),
		headers: type ? { 'content-type': type } : {},
	});
	const isRead = raw === call;
	expect(items?.[0]?.json).toMatchObject({
		...{ number: isRead ? phoneAt(0) : null, durationSeconds: isRead ? 12 : null, raw },
	});
});

it.each(['audio/wav', 'application/octet-stream'])('%s as a body is no text', async (type) => {
	const { items } = await (
		await activate()
	).request({
		...{ query: { phone: phoneAt(0) }, rawBody: Buffer.from([82, 73, 70, 70, 255, 0, 1]) },
		headers: { 'content-type': type },
	});
	expect(items?.[0]?.json).toMatchObject({ number: phoneAt(0) });
	expect(items?.[0]?.json.raw).toEqual({ phone: phoneAt(0) });
});

it('tells the name of a file that comes under another name than Recording Parameter', async () => {
	const { items } = await (
		await activate()
	).request({
		headers: { 'content-type': 'multipart/form-data; boundary=x' },
		body: { data: {}, files: { wav: { originalFilename: 'call.wav' } } },
	});
	expect(items?.[0]?.json).toMatchObject({
		...{ recordingUrl: null, raw: { wav: 'call.wav' } },
	});
});

it('a request that tells nothing starts nothing', async () => {
	const { items, body } = await (await activate()).request({ method: 'GET' });
	expect(items).toBeNull();
	expect(body).toEqual({ received: true });
});

it('a secret is a part of the path, without which n8n knows no address', async () => {
	expect((await activate()).paths()).toEqual({ GET: 'webhook', POST: 'webhook' });
	const path = 'webhook/s3cret_-x';
	expect((await activate({ secret: 's3cret_-x' })).paths()).toEqual({ GET: path, POST: path });
	// To n8n a colon stands for any text.
	expect((await activate({ secret: ':any' })).paths().POST).toBe('webhook/%3Aany');
});

describe('Download Recording', () => {
	const download = { downloadRecording: true };

	it('puts the wav into binary data, asked for without the token', async () => {
		const { engine, sandbox, credential } = bench();
		const items = await toldOf(5, {}, download);
		const { json, binary } = items.find((item) => item.json.recordingUrl) as INodeExecutionData;
		expect(json.recordingError).toBeUndefined();
		expect(binary?.data).toMatchObject({ fileName: 'recording.wav', mimeType: 'audio/wav' });
		const content = await engine.readBinary(binary?.data as never);
		expect(content.toString('latin1', 0, 4)).toBe('RIFF');
		expect(content).toHaveLength(8_044);
		const asked = sandbox.requests.filter(({ path }) => path.startsWith('/records/'));
		expect(asked.length).toBeGreaterThan(0);
		expect(JSON.stringify(asked)).not.toContain(credential.accessToken);
		expect(items.filter((item) => !item.json.recordingUrl).every((item) => !item.binary)).toBe(
			true,
		);
	});

	it.each<[string, (origin: string) => string, RegExp]>([
		['another host', () => 'http://127.0.0.1:1/a.wav', /not on the host of the credential/],
		['another port', () => 'http://localhost/a.wav', /of the credential, http:..127.0.0.1:\d+, so/],
		['a host that looks like it', (origin) => `${origin}@127.0.0.2/a.wav`, /not on the host/],
		['a file', () => 'file:///etc/passwd', /not on the host of the credential/],
		['no address', () => 'a.wav', /not on the host of the credential/],
		[
			'a recording that is not there',
			(origin) => `${origin}/records/1.wav`,
			/could not be downloaded/,
		],
		['a page', (origin) => `${origin}/nothing`, /could not be downloaded/],
	])(
		'from %s: the workflow starts all the same, and the item says why',
		async (_what, url, reason) => {
			const { sandbox } = bench();
			const trigger = await activate(download);
			const record = url(new URL(sandbox.url).origin);
			const { items } = await trigger.request({ body: { phone: phoneAt(0), record } });
			expect(items?.[0]).toMatchObject({
				json: { number: phoneAt(0), recordingError: expect.stringMatching(reason) as string },
			});
			expect(items?.[0]?.binary).toBeUndefined();
			sandbox.violations.length = 0;
		},
	);

	it('without a credential it says so', async () => {
		const trigger = await activate(download, false);
		const record = `${new URL(bench().sandbox.url).origin}/records/1.wav`;
		const { items } = await trigger.request({ body: { phone: phoneAt(0), record } });
		expect(items?.[0]?.json.recordingError).toBe('Download Recording needs a credential');
		expect(bench().sandbox.requests).toEqual([]);
	});
});
