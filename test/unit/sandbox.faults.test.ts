/** Faults in which the work and the response go separate ways; the plainer ones are with the protocol. */
import { SandboxClient } from '../../sandbox/client';
import { startSandbox, type Sandbox } from '../../sandbox/index';

let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
	sandbox = await startSandbox();
	client = new SandboxClient(sandbox);
});
afterEach(() => sandbox.close());

const pay = () => client.post('/payments', { amount: 500 });
const payments = () => sandbox.store.transactions.size - 1;

it('a gateway gives up at once, and the work is done later', async () => {
	sandbox.faults.add({ kind: 'late', status: 504, ms: 500, body: 'Gave up' });
	expect(await pay()).toMatchObject({ status: 504, text: 'Gave up' });
	expect(payments()).toBe(0);
	await sandbox.faults.settled();
	expect(payments()).toBe(1);
	expect(sandbox.requests[0]?.status).toBe(504);
	expect(sandbox.violations).toEqual([]);
});

it('the connection breaks off at once, and the work is done later', async () => {
	sandbox.faults.add({ kind: 'late', ms: 100 });
	await expect(pay()).rejects.toThrow('fetch failed');
	expect(payments()).toBe(0);
	await sandbox.faults.settled();
	expect(payments()).toBe(1);
	expect(sandbox.violations).toEqual([]);
});

it('what the service refuses after a gateway gave up is told to nobody', async () => {
	sandbox.faults.add({ kind: 'late', status: 502, ms: 1 });
	expect((await client.post('/payments', { amount: 'much' })).status).toBe(502);
	await sandbox.faults.settled();
	expect(payments()).toBe(0);
	expect((await pay()).status).toBe(201);
});

it('a response is held back although the work is done', async () => {
	sandbox.faults.add({ kind: 'delayAfterEffect', ms: 50 });
	let hasResponse = false;
	const response = pay().finally(() => (hasResponse = true));
	while (payments() === 0) await new Promise(setImmediate);
	expect(hasResponse).toBe(false);
	expect(await response).toMatchObject({ status: 201 });
});

it('a request that nobody waits for any more is served all the same', async () => {
	sandbox.faults.add({ kind: 'delay', ms: 500 });
	const impatience = new AbortController();
	const impatient = fetch(`${sandbox.url}/payments`, {
		method: 'POST',
		headers: {
			Authorization: `Bearer ${sandbox.apiKey}`,
			'Content-Type': 'application/json',
		},
		body: '{"amount":500}',
		signal: impatience.signal,
	});
	// Not before it has come in: then nothing would be served.
	while (sandbox.faults.strikes.length === 0) await new Promise(setImmediate);
	impatience.abort();
	await expect(impatient).rejects.toThrow();
	await sandbox.faults.settled();
	expect(payments()).toBe(1);
});

it('nothing is waited for when nothing is held up', async () => {
	sandbox.faults.add({ kind: 'reset' });
	await expect(pay()).rejects.toThrow();
	await sandbox.faults.settled();
	expect(payments()).toBe(0);
});

it('a connection breaks off in the middle of the body', async () => {
	sandbox.faults.add({ kind: 'resetInBody' });
	await expect(pay()).rejects.toThrow();
	expect(payments()).toBe(1);
	// A response without a body has no middle.
	const { id } = sandbox.seedSound();
	sandbox.faults.add({ kind: 'resetInBody' });
	expect((await client.delete(`/sounds/${id}`)).status).toBe(204);
});

it('something happens just before a request is served', async () => {
	sandbox.seedSound();
	sandbox.faults.add({ kind: 'meanwhile', happens: () => sandbox.seedSound(), after: 1 });
	const totals = [];
	for (let index = 0; index < 3; index++) totals.push((await client.get('/sounds')).json.total);
	expect(totals).toEqual([1, 2, 2]);
});

it('a response gives the key away', async () => {
	const shown = `Rejected: Authorization: Bearer ${sandbox.apiKey}`;
	sandbox.faults.add({ kind: 'echo', status: 401, in: 'message' });
	expect((await pay()).json).toEqual({ message: shown });
	sandbox.faults.add({ kind: 'echo', status: 422, in: 'errors' });
	expect((await pay()).json.errors).toEqual({ [shown]: [shown] });
	sandbox.faults.add({ kind: 'echo', status: 500, in: 'html' });
	expect(await pay()).toMatchObject({ status: 500, text: `<pre>${shown}</pre>` });
	sandbox.faults.add({ kind: 'echo', status: 418, in: 'location' });
	expect((await pay()).headers.get('location')).toBe(
		`https://elsewhere.example.com/?authorization=Bearer+${sandbox.apiKey}`,
	);
	expect(payments()).toBe(0);
});

it('what was struck is noted', async () => {
	sandbox.faults.add({ kind: 'html', after: 1 });
	await client.get('/balance');
	await client.get('/balance');
	expect(sandbox.faults.strikes).toMatchObject([
		{ method: 'GET', path: '/api/v1/balance', fault: { kind: 'html' } },
	]);
});
