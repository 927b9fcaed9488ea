/** The API key goes to the service and nowhere else, whatever happens on the way. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { byId, startBench, useBench, type Bench } from '../support/autoCall';
import type { NodeResult } from '../support/engine';

/** In the form of Laravel's keys; an address encodes its bar. */
const apiKey = '7|key-that-nobody-may-see-7f3a9c';
const bench = useBench({ apiKey });

/** Everything of a run that a person, the database or the log gets to see. */
function everythingSeen({ engine }: Bench, result: NodeResult): string {
	return [
		result.stored(),
		inspect(result.run, { depth: 30, showHidden: true }),
		inspect(result.error, { depth: 30, showHidden: true, getters: true }),
		JSON.stringify(result.error ?? null),
		String(result.error?.stack),
		engine.log.text(),
	].join('\n');
}

/** The key as it is, and as it would stand in a header, an address or Base64. */
const disguises = [
	apiKey,
	encodeURIComponent(apiKey),
	Buffer.from(apiKey).toString('base64').replace(/=+$/, ''),
	Buffer.from(`Bearer ${apiKey}`).toString('base64').replace(/=+$/, ''),
];

function expectNoKey(own: Bench, result: NodeResult) {
	const seen = everythingSeen(own, result);
	// Something was seen at all: the node ran, and n8n logged it.
	expect(result.stored()).toContain('AutoCall');
	expect(own.engine.log.lines().length).toBeGreaterThan(0);
	for (const disguise of disguises) expect(seen.includes(disguise)).toBe(false);
}

/** Expects that the key did go to the service, so that its absence elsewhere means something. */
const expectKeySent = ({ sandbox }: Bench) =>
	expect(sandbox.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);

beforeEach(() => bench().engine.log.clear());

describe('a run that succeeds leaves no trace of the key', () => {
	it.each<[string, string, IDataObject]>([
		['account', 'getBalance', {}],
		['account', 'getSettings', { simplify: false }],
		['contactList', 'getAll', { returnAll: true }],
		['flashCall', 'send', { number: '+77010000001' }],
		['payment', 'createTopUp', { amount: 1000 }],
		['sound', 'synthesize', { name: 'Hello', text: 'Hello' }],
		['callerId', 'rent', { callerIdId: byId(41) }],
	])('%s %s', async (resource, operation, parameters) => {
		const result = await bench().run(resource, operation, parameters);
		expect(result.status).toBe('success');
		expectKeySent(bench());
		expectNoKey(bench(), result);
	});

	it('with a file', async () => {
		const { sandbox, engine, run } = bench();
		const { id } = sandbox.seedAutocall({ record: true });
		const call = sandbox.seedCall({ autocall_id: id, recording: Buffer.from('ID3') });
		const result = await run('call', 'getRecording', { callId: call.id });
		expect(result.status).toBe('success');
		expectKeySent(bench());
		expectNoKey(bench(), result);
		expect(String(await engine.readBinary(result.items[0]!.binary!.data!))).toBe('ID3');
	});
});

/** Faults, each with a request that it strikes; a POST fails at once, so that nothing waits. */
const faults: Fault[] = [
	...[301, 302, 400, 401, 402, 403, 404, 409, 418, 422, 500, 502, 503].map((status): Fault => ({
		kind: 'status',
		status,
		headers: { Location: 'https://example.com/' },
	})),
	{ kind: 'status', status: 429, headers: { 'Retry-After': '600' } },
	{ kind: 'html', status: 200 },
	{ kind: 'html', status: 403 },
	{ kind: 'html' },
	{ kind: 'reset' },
	{ kind: 'resetAfterEffect' },
	{ kind: 'emptyBody' },
	{ kind: 'truncatedJson' },
	{ kind: 'statusAfterEffect', status: 500 },
	{ kind: 'echo', status: 401, in: 'message' },
	{ kind: 'echo', status: 422, in: 'errors' },
	{ kind: 'echo', status: 302, in: 'location' },
];

const nameOf = (fault: Fault) => `${fault.kind} ${'status' in fault ? fault.status : ''}`.trim();

describe('a run that fails leaves no trace of the key', () => {
	it.each(faults.map((fault) => [nameOf(fault), fault] as const))('%s', async (_name, fault) => {
		bench().sandbox.faults.add(fault);
		const result = await bench().run('payment', 'createTopUp', { amount: 1000 });
		expect(result.status).toBe('error');
		expectKeySent(bench());
		expectNoKey(bench(), result);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'nor does one that goes on with %s',
		async (continueOnFail) => {
			bench().sandbox.faults.add({ kind: 'reset' });
			const result = await bench().run(
				'payment',
				'createTopUp',
				{ amount: 1000 },
				{ items: [{}, {}], continueOnFail },
			);
			expect(result.status).toBe('success');
			expect([...result.items, ...result.errorItems].filter(({ error }) => error)).toHaveLength(1);
			expectKeySent(bench());
			expectNoKey(bench(), result);
		},
	);

	it('nor does one that tries again', async () => {
		bench().sandbox.faults.add({ kind: 'reset' });
		const result = await bench().run('account', 'getBalance');
		expect(result.status).toBe('success');
		expect(bench().sandbox.requests).toHaveLength(2);
		expectNoKey(bench(), result);
	});

	it('nor does a wrong key', async () => {
		const own = await startBench({ apiKey: 'another' });
		try {
			const credential = { ...own.credential, apiKey };
			const result = await own.run('account', 'getBalance', {}, { credential });
			expect(result.status).toBe('error');
			expectKeySent(own);
			expectNoKey(own, result);
		} finally {
			await own.sandbox.close();
		}
	});

	it('nor does a value that is refused', async () => {
		const result = await bench().run('flashCall', 'send', { number: 'nobody' });
		expect(result.status).toBe('error');
		expectNoKey(bench(), result);
	});

	it.each(['autocall', `https://example.com:99999/`, 'ftp://127.0.0.1/api'])(
		'nor does the Base URL %p',
		async (baseUrl) => {
			const result = await bench().run(
				'account',
				'getBalance',
				{},
				{ credential: { apiKey, baseUrl } },
			);
			expect(result.status).toBe('error');
			expectNoKey(bench(), result);
		},
	);
});

describe('against a server that misbehaves', () => {
	/** Runs an operation against a server of one's own. */
	async function against(respond: RequestListener, operation: [string, string, IDataObject]) {
		const keys: unknown[] = [];
		const server = createServer((request, response) => {
			keys.push(request.headers.authorization);
			respond(request, response);
		}).listen(0, '127.0.0.1');
		await new Promise((listening) => server.once('listening', listening));
		const { port } = server.address() as AddressInfo;
		try {
			const credential = { apiKey, baseUrl: `http://127.0.0.1:${port}/api/v1` };
			const result = await bench().run(...operation, { credential });
			expect(keys[0]).toBe(`Bearer ${apiKey}`);
			return result;
		} finally {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	}

	it('a file that breaks off in the middle leaves no trace of the key', async () => {
		const result = await against(
			(_request, response) => {
				response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '1000' });
				response.write('ID3', () => response.destroy());
			},
			['call', 'getRecording', { callId: 7 }],
		);
		expect(result.status).toBe('error');
		expectNoKey(bench(), result);
	});

	it('a response that is not HTTP leaves no trace of the key', async () => {
		const result = await against(
			(_request, response) => {
				response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n');
			},
			['payment', 'createTopUp', { amount: 1000 }],
		);
		expect(result.status).toBe('error');
		expectNoKey(bench(), result);
	});
});

describe('in the editor', () => {
	it('a list that cannot be fetched leaves no trace of the key', async () => {
		const { engine, sandbox, credential } = bench();
		for (const fault of faults.filter((each) => 'status' in each && (each.status ?? 0) < 500)) {
			sandbox.faults.add({ ...fault, times: 3 });
			const error: unknown = await engine
				.listSearch({ method: 'searchCallerIds', credential })
				.catch((thrown: unknown) => thrown);
			sandbox.faults.clear();
			const seen =
				inspect(error, { depth: 30, showHidden: true, getters: true }) + engine.log.text();
			for (const disguise of disguises) expect(seen.includes(disguise)).toBe(false);
		}
		expectKeySent(bench());
	});

	it('nor does the test of the credential in what the person sees', async () => {
		const { engine, sandbox, credential } = bench();
		for (const status of [401, 403, 500]) {
			// Twice: n8n itself sends a second time after a 401.
			sandbox.faults.add({ kind: 'status', status, times: 2 });
			const seen = await engine.testCredential('autoCallApi', credential);
			sandbox.faults.clear();
			expect(seen.status).toBe('Error');
			for (const disguise of disguises) expect(JSON.stringify(seen)).not.toContain(disguise);
		}
		expectKeySent(bench());
	});
});
