/** The API key goes to the service and nowhere else, whatever happens on the way. */
import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/zvonobot';
import type { NodeResult } from '../../support/engine';
import {
	byId,
	define,
	phoneAt,
	SPOKEN,
	startZvonobotBench,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';

const apiKey = 'key-that-nobody-may-see-7f3a9c';
const webhookSecret = 'secret-that-nobody-may-see-5d2b';
const bench = useZvonobot({ apiKey, validateResponses: false });
useFastWaits();

beforeEach(() => bench().engine.log.clear());

const run = async (resource: string, operation: string, parameters: IDataObject) =>
	await bench().run(resource, operation, parameters, {
		credential: { ...bench().credential, webhookSecret },
	});

/** Expects the key neither in what is stored, nor in the error, nor in the log, nor in an address. */
function expectNoSecret(result: NodeResult) {
	const seen = [
		result.stored(),
		inspect(result.run, { depth: 30, showHidden: true }),
		inspect(result.error, { depth: 30, showHidden: true, getters: true }),
		JSON.stringify(result.error ?? null),
		String(result.error?.stack),
		bench().engine.log.text(),
		...bench().sandbox.requests.map(({ path, query }) => path + JSON.stringify(query)),
	].join('\n');
	expect(result.stored()).toContain('Zvonobot');
	for (const secret of [apiKey, webhookSecret]) {
		for (const form of [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')]) {
			expect(seen.includes(form)).toBe(false);
		}
	}
}

const CREATE = {
	...SPOKEN,
	...define(phoneAt(0)),
	additionalFields: { webhookUrl: 'https://example.com/hook' },
};

describe('a run that succeeds leaves no trace of the key and the secret', () => {
	it.each<[string, string, IDataObject]>([
		['account', 'get', {}],
		['call', 'create', CREATE],
		['call', 'createFromTemplate', { ...define(phoneAt(0)), templateId: byId(71) }],
		['call', 'get', { callIds: '700001', simplify: false }],
		['call', 'delete', { callIds: '700001' }],
		['flashCall', 'send', { phone: phoneAt(0), pin: '1234' }],
		['audio', 'create', { name: 'Hello', source: 'text', text: 'Hello' }],
		['phoneNumber', 'getAll', {}],
		['template', 'getAll', {}],
		['language', 'getAll', {}],
	])('%s %s', async (resource, operation, parameters) => {
		bench().sandbox.seedTemplate();
		const result = await run(resource, operation, parameters);
		expect(result.status).toBe('success');
		expect(bench().sandbox.requests[0]?.body).toMatchObject({ apiKey });
		expectNoSecret(result);
	});

	it('with a file, which goes as a form', async () => {
		const data = await bench().engine.storeBinary(Buffer.from('ID3 is how it begins'), 'a.mp3');
		const result = await bench().run(
			'audio',
			'create',
			{ name: 'X', source: 'file' },
			{
				items: [{ json: {}, binary: { data } }],
			},
		);
		expect(bench().sandbox.requests).toHaveLength(1);
		expectNoSecret(result);
	});
});

const FAULTS: Array<[string, Fault]> = [
	['the connection breaks off', { kind: 'reset' }],
	['a proxy shows the request', { kind: 'echo', status: 502, in: 'html' }],
	['the service repeats the key in its words', { kind: 'echo', status: 400, in: 'message' }],
	['the service repeats the key by field', { kind: 'echo', status: 422, in: 'errors' }],
	['a redirect has the key in its address', { kind: 'echo', status: 302, in: 'location' }],
	[
		'a refusal with a status of success repeats the key',
		{
			kind: 'status',
			status: 200,
			body: { status: 'error', message: `The key ${apiKey} is wrong` },
		},
	],
	[
		'one phone is refused with words that repeat the key',
		{
			...{ kind: 'status', status: 200 },
			body: {
				status: 'success',
				data: [{ status: 'error', phone: phoneAt(0), message: `Not with ${apiKey}` }],
			},
		},
	],
];

describe.each(FAULTS)('when %s', (_what, fault) => {
	it.each([
		['call', 'create', CREATE],
		['account', 'get', {}],
	] as Array<[string, string, IDataObject]>)(
		'%s %s leaves no trace',
		async (resource, operation, parameters) => {
			bench().sandbox.faults.add({ ...fault, times: 5 });
			const result = await run(resource, operation, parameters);
			expectNoSecret(result);
		},
	);
});

it.each<[string, number, object]>([
	['words', 422, { message: `Wrong: {"X-Webhook-Secret":"${webhookSecret}"}` }],
	['data', 200, { status: 'success', data: [{ id: 7, phone: phoneAt(0), ivrs: [webhookSecret] }] }],
])(
	'the secret of webhooks does not come out of the %s of the service',
	async (_in, status, body) => {
		bench().sandbox.faults.add({ kind: 'status', status, body });
		expectNoSecret(await run('call', 'create', CREATE));
	},
);

it.each(['1', 'ru', 'error', '87001112', 'zvonobot', 'lk.zvonobot.ru'])(
	'a secret that may be a word or a number of the service changes neither: %s',
	async (secret) => {
		const credential = { ...bench().credential, webhookSecret: secret };
		const said = `Zvonobot error 1: ${secret}`;
		const phone = phoneAt(0);
		bench().sandbox.faults.add({ kind: 'status', status: 422, body: { message: said } });
		const { error } = await bench().run('call', 'create', CREATE, { credential });
		expect(error?.description).toContain(`“${said}”`);
		const data = [{ id: 87_001_112, phone, note: said }];
		const body = { status: 'success', data };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body });
		const { items } = await bench().run('call', 'create', CREATE, { credential });
		expect(items[0]?.json).toMatchObject({ id: 87_001_112, phone, status: 'created', note: said });
	},
);

it('a secret with a slash does not come out either, as PHP writes it in JSON', async () => {
	const secret = 'kT7/pW2+zR9/mQ4=';
	const credential = { ...bench().credential, webhookSecret: secret };
	const body = { status: 'success', data: [{ id: 7, phone: phoneAt(0), note: secret }] };
	const written = Buffer.from(JSON.stringify(body).replaceAll('/', '\\/'));
	bench().sandbox.faults.add({ kind: 'status', status: 200, body: written });
	const result = await bench().run('call', 'create', CREATE, { credential });
	expect(result.items).toHaveLength(1);
	expect(JSON.stringify(result)).not.toContain(secret);
});

it.each(['секрет', 'a\nb', 'тайна 7'])(
	'a secret that no header can hold is refused before anybody is called: %j',
	async (secret) => {
		const credential = { ...bench().credential, webhookSecret: secret };
		const { error } = await bench().run('call', 'create', CREATE, { credential });
		expect(error?.message).toBe(
			'The Webhook Secret of the Zvonobot credential has characters that no header can hold',
		);
		expect(error?.description).toContain('Nothing was sent.');
		expect(bench().sandbox.requests).toEqual([]);
		const withoutWebhook = { ...SPOKEN, ...define(phoneAt(0)) };
		const called = await bench().run('call', 'create', withoutWebhook, { credential });
		expect(called.error).toBeUndefined();
	},
);

it('a call that comes back with the headers of its webhook comes out without them', async () => {
	const webhookHeaders = `{"X-Webhook-Secret":"${webhookSecret}"}`;
	const body = { status: 'success', data: [{ id: 7, phone: phoneAt(0), webhookHeaders }] };
	bench().sandbox.faults.add({ kind: 'status', status: 200, body, times: 2 });
	expectNoSecret(await run('call', 'create', CREATE));
	const { items, ...result } = await run('call', 'get', { callIds: '7', simplify: false });
	expect(items[0]?.json).toMatchObject({ id: 7 });
	expectNoSecret({ items, ...result });
});

it('the key goes to the address of the credential only: a redirect is not followed', async () => {
	const other = await startZvonobotBench();
	try {
		const headers = { location: `${other.sandbox.url}/apiCalls/userInfo` };
		bench().sandbox.faults.add({ kind: 'status', status: 307, headers });
		const { error } = await run('account', 'get', {});
		expect(error?.message).toBe('Zvonobot returned a redirect (status 307) [item 0]');
		expect(other.sandbox.requests).toEqual([]);
	} finally {
		await other.sandbox.close();
	}
});

it('the credential belongs to the nodes of this package', () => {
	const description = bench().engine.nodeDescription();
	expect(description.credentials).toEqual([{ name: 'zvonobotApi', required: true }]);
});
