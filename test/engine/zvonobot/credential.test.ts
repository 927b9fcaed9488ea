/** The credential: how a person finds out whether it is right. */
import { startLocalServer } from '../../support/engine/localServer';
import { sent, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot();

const test = async (data: object) =>
	await bench().engine.testCredential('zvonobotApi', { ...bench().credential, ...data });
const accepted = { status: 'OK', message: 'Connection successful!' };
const refused = {
	status: 'Error',
	message:
		'Zvonobot did not accept this API key. Copy it again, or ask your manager at Zvonobot for it.',
};

it('accepts the right key, by asking for the account', async () => {
	expect(await test({})).toEqual(accepted);
	expect(sent(bench())).toEqual(['POST /apiCalls/userInfo']);
	expect(bench().sandbox.requests[0]?.body).toEqual({ apiKey: bench().sandbox.apiKey });
});

it.each(['http', 'dataList', 'data', 'message'] as const)(
	'says that a wrong key is wrong, which comes in the form %s',
	async (shape) => {
		bench().sandbox.surprises.refusals = shape;
		expect(await test({ apiKey: 'wrong' })).toEqual(refused);
	},
);

it.each(['/', '///', ' ', '/ '])('takes a Domain that ends in %p', async (ending) => {
	expect(await test({ domain: bench().credential.domain + ending })).toEqual(accepted);
	expect(sent(bench())).toEqual(['POST /apiCalls/userInfo']);
});

it.each([
	[' key', 'key'],
	['key\n', 'key'],
	['\u200bkey', 'key'],
])('takes a key that was pasted as %p', async (pasted, apiKey) => {
	const server = await startLocalServer();
	server.respondWith({ body: { status: 'success', data: { id: 1, balance: 1 } } });
	try {
		expect(await test({ domain: server.url, apiKey: pasted })).toEqual(accepted);
		expect(server.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ apiKey }]);
		expect(server.requests.map(({ path }) => path)).toEqual(['/apiCalls/userInfo']);
	} finally {
		await server.close();
	}
});

it('a domain alone is asked by https', async () => {
	const { host } = new URL(bench().credential.domain);
	// The sandbox speaks plain HTTP: that the connection fails shows that it was https.
	const result = await test({ domain: host });
	expect(result.status).toBe('Error');
	expect(sent(bench())).toEqual([]);
});
