/** The credential: how a person finds out whether it is right, and what runs without one. */
import { AutoCallApi } from '../../credentials/AutoCallApi.credentials';
import { useBench } from '../support/autoCall';
import { startLocalServer } from '../support/engine/localServer';

const bench = useBench();

const test = async (data: object) =>
	await bench().engine.testCredential('autoCallApi', { ...bench().credential, ...data });

const accepted = { status: 'OK', message: 'Connection successful!' };

it('says below the field where the key is found, and what it can do', async () => {
	const { properties } = new AutoCallApi();
	expect(properties.find(({ name }) => name === 'apiKey')).toMatchObject({
		hint: 'Find it in your account at autocall.kz under Settings → API',
		description: 'The key can spend the money of the account: treat it like a password',
	});
});

describe('testing the credential', () => {
	it('accepts the right key, by asking for the balance', async () => {
		expect(await test({})).toEqual(accepted);
		const { requests, apiKey } = bench().sandbox;
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api/v1/balance',
		]);
		expect(requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
	});

	it('says that a wrong key is wrong, and where to find the right one', async () => {
		expect(await test({ apiKey: 'wrong' })).toEqual({
			status: 'Error',
			message:
				'AutoCall.kz did not accept this API key. Copy it again from Settings → API of your account at autocall.kz.',
		});
	});

	it.each(['/', '///', ' ', '/ '])('takes a Base URL that ends in %p', async (ending) => {
		expect(await test({ baseUrl: bench().credential.baseUrl + ending })).toEqual(accepted);
		expect(bench().sandbox.requests.map(({ path }) => path)).toEqual(['/api/v1/balance']);
	});

	it('refuses a host at which there is something else', async () => {
		const other = await startLocalServer();
		other.respondWith({ status: 404, body: 'Not here' });
		try {
			expect(await test({ baseUrl: `${other.url}/api/v1` })).toEqual({
				status: 'Error',
				message: 'Not Found',
			});
		} finally {
			await other.close();
		}
	});

	it('refuses a host at which there is nothing', async () => {
		const gone = await startLocalServer();
		await gone.close();
		expect(await test({ baseUrl: `${gone.url}/api/v1` })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});

	it('does not take the key along a redirect', async () => {
		const other = await startLocalServer();
		try {
			bench().sandbox.faults.add({
				kind: 'status',
				status: 302,
				headers: { Location: `${other.url}/api/v1/balance` },
			});
			expect((await test({})).status).toBe('Error');
			expect(other.requests).toEqual([]);
		} finally {
			await other.close();
		}
	});
});

describe('a run with the credential', () => {
	it.each(['/', '//', ' '])('goes to the same address when Base URL ends in %p', async (ending) => {
		const { run, credential, sandbox } = bench();
		const { status } = await run(
			'account',
			'getBalance',
			{},
			{ credential: { ...credential, baseUrl: credential.baseUrl + ending } },
		);
		expect(status).toBe('success');
		expect(sandbox.requests.map(({ path }) => path)).toEqual(['/api/v1/balance']);
	});

	it.each(['', 'autocall.kz', 'localhost:3000/api/v1', 'ftp://autocall.kz', 'https://'])(
		'fails with the words that the Base URL %p is no web address',
		async (baseUrl) => {
			const { run, credential, sandbox } = bench();
			const { error } = await run(
				'account',
				'getBalance',
				{},
				{ credential: { ...credential, baseUrl } },
			);
			expect(error).toMatchObject({
				message: 'The Base URL of the AutoCall credential is not a web address',
				description: 'Open the credential and set Base URL to https://autocall.kz/api/v1.',
			});
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('is not possible without one', async () => {
		const { status, error } = await bench().run('account', 'getBalance', {}, { credential: null });
		expect(status).toBe('error');
		expect(error?.message).toBe('Node does not have any credentials set');
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe('an API key', () => {
	const pasted: Array<[string, (key: string) => string]> = [
		['a space at its end', (key) => `${key} `],
		['a line break at its end', (key) => `${key}\r\n`],
		['signs around it that do not show', (key) => `\ufeff\u00a0${key}\u200b`],
		['Bearer before it', (key) => `Bearer ${key}`],
		['all of them', (key) => ` bearer  ${key}\n`],
	];

	it.each(pasted)('with %s is taken without it', async (_what, paste) => {
		const { run, credential, sandbox } = bench();
		const apiKey = paste(credential.apiKey);
		expect(await test({ apiKey })).toEqual(accepted);
		const own = { ...credential, apiKey };
		const { status } = await run('account', 'getBalance', {}, { credential: own });
		expect(status).toBe('success');
		expect(sandbox.requests.map(({ headers }) => headers.authorization)).toEqual(
			Array(2).fill(`Bearer ${credential.apiKey}`),
		);
	});

	it.each(pasted)('with %s is taken out of what the service says', async (_what, paste) => {
		const { run, credential, sandbox } = bench();
		const own = { ...credential, apiKey: paste(credential.apiKey) };
		sandbox.faults.add({ kind: 'echo', status: 403, in: 'message' });
		const result = await run('account', 'getBalance', {}, { credential: own });
		expect(result.error?.description).toContain('Rejected: Authorization: Bearer ***');
		expect(result.stored()).not.toContain(credential.apiKey);
	});

	it.each(['two words', 'ключ', 'line\nbreak'])(
		'that can be none is refused in words: %p',
		async (apiKey) => {
			const { run, credential, sandbox } = bench();
			const own = { ...credential, apiKey };
			const { error } = await run('account', 'getBalance', {}, { credential: own });
			expect(error).toMatchObject({
				message:
					'The API Key of the AutoCall credential contains spaces or letters that no key has',
				description:
					'Open the credential and paste only the key. Find it in your account at autocall.kz under Settings → API.',
			});
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('in two credentials has one rate limit, however Base URL and key are written', async () => {
		const { run, credential, sandbox } = bench();
		const { apiKey, baseUrl } = credential;
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: { balance: 1 },
			headers: { 'X-RateLimit-Limit': '300', 'X-RateLimit-Remaining': '0' },
		});
		await run('account', 'getBalance');
		for (const own of [
			{ apiKey, baseUrl: `${baseUrl}/` },
			{ apiKey: `Bearer ${apiKey} `, baseUrl: ` ${baseUrl.replace('http:', 'HTTP:')}` },
		]) {
			// What the first credential was told holds for the others: nothing is sent.
			const { error } = await run(
				'account',
				'getBalance',
				{ options: { longestWait: 0 } },
				{ credential: own },
			);
			expect(error?.message).toMatch(/^The rate limit of AutoCall\.kz is used up/);
		}
		expect(sandbox.requests).toHaveLength(1);
	});

	it('is not given to other nodes', async () => {
		const { engine, credential, sandbox } = bench();
		const { error } = await engine.runNode({
			type: 'n8n-nodes-base.httpRequest',
			parameters: {
				url: `${sandbox.url}/balance`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'autoCallApi',
			},
			credentials: { autoCallApi: credential },
		});
		expect(error?.message).toBe('Credential type "autoCallApi" is restricted to specific nodes');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('public operations', () => {
	const base = () => ({ options: { baseUrl: bench().sandbox.url } });

	it('are the only ones for which the editor asks for no credential', () => {
		const { credentials, properties } = bench().engine.nodeDescription();
		expect(credentials).toEqual([
			{
				name: 'autoCallApi',
				required: true,
				displayOptions: { hide: { resource: ['tariff', 'testCall'] } },
			},
		]);
		const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
		expect(resources.map((option) => 'value' in option && option.value)).toEqual(
			expect.arrayContaining(['tariff', 'testCall']),
		);
	});

	it('give the tariffs without a credential', async () => {
		const { run, sandbox } = bench();
		const { items, status } = await run('tariff', 'getAll', base(), { credential: null });
		expect(status).toBe('success');
		expect(items.map(({ json }) => json.name)).toEqual(['BRONZE', 'SILVER', 'GOLD']);
		expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api/public/tariffs',
		]);
		expect(sandbox.requests[0]?.headers).not.toHaveProperty('authorization');
	});

	it('make a test call without a credential', async () => {
		const { run, sandbox } = bench();
		const { items } = await run(
			'testCall',
			'send',
			{ ...base(), phone: '8 777 123 45 67' },
			{ credential: null },
		);
		expect(items.map(({ json }) => json.number)).toEqual(['+77771234567']);
		expect(sandbox.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
			['POST', '/api/public/test-call', { phone: '7771234567' }],
		]);
		expect(sandbox.requests[0]?.headers).not.toHaveProperty('authorization');
	});

	it('send no key even when the node has a credential', async () => {
		const { run, sandbox } = bench();
		expect((await run('tariff', 'getAll', base())).status).toBe('success');
		expect(sandbox.requests[0]?.headers).not.toHaveProperty('authorization');
	});

	it('go to the public address beside any Base URL', async () => {
		const { run, sandbox } = bench();
		const { origin } = new URL(sandbox.url);
		for (const baseUrl of [origin, `${origin}/`, `${origin}/api/v1/`, ` ${sandbox.url} `]) {
			expect((await run('tariff', 'getAll', { options: { baseUrl } })).status).toBe('success');
		}
		expect(new Set(sandbox.requests.map(({ path }) => path))).toEqual(
			new Set(['/api/public/tariffs']),
		);
	});

	it('say that their Base URL is no web address', async () => {
		const { error } = await bench().run('tariff', 'getAll', { options: { baseUrl: 'autocall' } });
		expect(error?.message).toBe(
			'"Base URL" must be a web address that starts with https://, but is "autocall" [item 0]',
		);
	});
});
