import { SandboxClient } from '../../sandbox/client';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index';

describe('the responses of the sandbox', () => {
	let sandbox: Sandbox;
	let client: SandboxClient;

	async function start(options: SandboxOptions = {}) {
		sandbox = await startSandbox({ now: () => new Date('2026-11-02T07:00:00Z'), ...options });
		client = new SandboxClient(sandbox);
	}

	afterEach(() => sandbox.close());

	describe('the request limit', () => {
		it('is in every response, and a refused request has no effect', async () => {
			await start({ requestsPerMinute: 2 });
			const first = await client.get('/nowhere');
			expect(first.headers.get('x-ratelimit-limit')).toBe('2');
			expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
			const second = await client.get('/balance');
			expect(second.headers.get('x-ratelimit-remaining')).toBe('0');

			const refused = await client.post('/payments', { amount: 500 });
			expect(refused.status).toBe(429);
			expect(refused.json).toEqual({ message: 'Too Many Attempts.' });
			expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
			const wait = Number(refused.headers.get('retry-after'));
			expect(wait).toBeGreaterThanOrEqual(1);
			expect(wait).toBeLessThanOrEqual(60);
			expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(1_700_000_000);
			expect(sandbox.store.transactions.size).toBe(1);
		});

		it('is counted for each key alone', async () => {
			await start({ requestsPerMinute: 1 });
			expect((await client.get('/balance')).status).toBe(200);
			expect((await new SandboxClient(sandbox, 'other').get('/balance')).status).toBe(401);
			expect((await client.get('/balance')).status).toBe(429);
		});

		it('opens again when the window has passed', async () => {
			await start({ requestsPerMinute: 1, rateWindowSeconds: 0.2 });
			await client.get('/balance');
			let response = await client.get('/balance');
			while (response.status === 429) response = await client.get('/balance');
			expect(response.status).toBe(200);
			expect(sandbox.requests.length).toBeGreaterThan(2);
		});
	});

	describe('pages', () => {
		it('are those of Laravel, newest first', async () => {
			await start({ pageSize: 2 });
			for (const name of ['one', 'two', 'three']) sandbox.seedContactList({ name });
			const path = `${sandbox.url}/lists`;

			const first = (await client.get('/lists?order=desc')).json;
			expect(first).toEqual({
				current_page: 1,
				data: [
					expect.objectContaining({ name: 'three' }),
					expect.objectContaining({ name: 'two' }),
				],
				first_page_url: `${path}?page=1`,
				from: 1,
				last_page: 2,
				last_page_url: `${path}?page=2`,
				next_page_url: `${path}?page=2`,
				path,
				per_page: 2,
				prev_page_url: null,
				to: 2,
				total: 3,
			});
			const second = (await client.get('/lists?page=2')).json;
			expect(second).toMatchObject({ from: 3, to: 3, next_page_url: null });
			expect(second.data).toHaveLength(1);
		});

		it('past the end are empty', async () => {
			await start({ pageSize: 2 });
			sandbox.seedContactList();
			const beyond = (await client.get('/lists?page=9')).json;
			expect(beyond).toMatchObject({ current_page: 9, data: [], from: null, to: null, total: 1 });
			expect(sandbox.violations).toEqual([]);
		});

		it('of contacts lie inside their list', async () => {
			await start({ pageSize: 1 });
			const list = sandbox.seedContactList();
			const { contacts } = (await client.get(`/lists/${list.id}?page=2`)).json;
			expect(contacts).toMatchObject({ current_page: 2, last_page: 2, total: 2 });
			expect(contacts.path).toBe(`${sandbox.url}/lists/${list.id}`);
		});

		it('are filtered by day in Almaty, both ends included, and by client_id', async () => {
			await start();
			const days = ['2026-10-01 00:00:00', '2026-10-02 23:59:59', '2026-10-03 00:00:00'];
			for (const day of days) sandbox.seedAutocall({ name: day, created_at: day });
			sandbox.seedAutocall({ name: 'mine', client_id: 'crm-1', created_at: days[0] });
			const names = async (query: string) =>
				(await client.get(`/autocalls?${query}`)).json.data.map(
					({ name }: { name: string }) => name,
				);
			expect(await names('date_from=2026-10-02&date_to=2026-10-02')).toEqual([days[1]]);
			expect(await names('order=asc&date_to=2026-10-01')).toEqual([days[0], 'mine']);
			expect(await names('client_id=crm-1')).toEqual(['mine']);
			expect(await names('client_id=nobody')).toEqual([]);
			expect((await client.get('/lists?client_id=nobody')).status).toBe(404);
		});
	});

	describe('refusals', () => {
		const errorsOf = async (path: string, body?: unknown) => {
			const response = await client.post(path, body);
			expect(response.status).toBe(422);
			expect(response.json.message).toBe('The given data was invalid.');
			return response.json.errors as Record<string, string[]>;
		};

		it('name every field by its dot path, in Russian', async () => {
			await start();
			expect(await errorsOf('/lists')).toEqual({
				name: ['Поле name обязательно.'],
				numbers: ['Поле numbers обязательно.'],
			});
			const errors = await errorsOf('/lists', {
				name: 'x'.repeat(41),
				nmae: 'typo',
				numbers: [{ number: '+77010000001' }, { number: '+77990000001' }],
			});
			expect(Object.keys(errors).sort()).toEqual(['name', 'nmae', 'numbers.1.number']);
			expect(errors.name).toEqual(['Поле name не может быть длиннее 40 символов.']);
		});

		it('look at the kind of entry that was sent, an ID or an object', async () => {
			await start();
			const errors = await errorsOf('/autocalls', {
				name: 'A',
				type: 'regular',
				audio_id: [true],
				list_id: [{ number: '+77010000001' }, { nubmer: '+77010000001' }, 'x'],
			});
			expect(Object.keys(errors).sort()).toEqual([
				'audio_id.0',
				'list_id.1.nubmer',
				'list_id.1.number',
				'list_id.2',
			]);
		});

		it('cover what only the account can tell', async () => {
			await start();
			const errors = await errorsOf('/autocalls', {
				name: 'A',
				type: 'regular',
				list_id: [999],
				time_from: '10:00:00',
				time_to: '20:31:00',
				sms: true,
				caller_id: '+77086469620',
			});
			expect(Object.keys(errors).sort()).toEqual([
				'audio_id',
				'caller_id',
				'list_id.0',
				'text',
				'time_from',
				'time_to',
			]);
			const sound = { name: 'S', type: 'upload', data: [{ file: 'bm8gc291bmQ=' }] };
			expect(Object.keys(await errorsOf('/sounds', sound))).toEqual(['data.0.file']);
			const scenario = { name: 'S', data: '{broken' };
			expect(Object.keys(await errorsOf('/scenarios', scenario))).toEqual(['data']);
		});

		it('leave a bulk without time_from alone, whatever the hour', async () => {
			await start({ now: () => new Date('2026-11-02T20:00:00Z') });
			const list = sandbox.seedContactList();
			const body = { name: 'B', text: 'Hi', list_id: [list.id] };
			expect((await client.post('/bulks', body)).status).toBe(201);
			expect(Object.keys(await errorsOf('/bulks', { ...body, time_from: '23:00:00' }))).toEqual([
				'time_from',
			]);
		});
	});

	describe('faults', () => {
		const pay = () => client.post('/payments', { amount: 500 });
		const payments = () => sandbox.store.transactions.size - 1;

		beforeEach(() => start());

		it('strike as often as asked, after as many as asked', async () => {
			sandbox.faults.add({
				kind: 'status',
				status: 503,
				method: 'GET',
				path: '/balance',
				after: 1,
				times: 2,
				headers: { 'Retry-After': '7' },
			});
			const seen = [];
			for (let index = 0; index < 4; index += 1) seen.push((await client.get('/balance')).status);
			expect(seen).toEqual([200, 503, 503, 200]);
			expect((await client.get('/dashboard')).status).toBe(200);
		});

		it('break the connection before or after the work is done', async () => {
			sandbox.faults.add({ kind: 'reset', path: '/payments' });
			await expect(pay()).rejects.toThrow();
			expect(payments()).toBe(0);
			sandbox.faults.add({ kind: 'resetAfterEffect', path: /payments$/ });
			await expect(pay()).rejects.toThrow();
			expect(payments()).toBe(1);
			expect(sandbox.requests.map(({ status }) => status)).toEqual([null, null]);
		});

		it('return something else before or after the work is done', async () => {
			sandbox.faults.add({ kind: 'html' });
			const page = await pay();
			expect(page.status).toBe(502);
			expect(page.headers.get('content-type')).toContain('text/html');
			expect(payments()).toBe(0);

			sandbox.faults.add({ kind: 'statusAfterEffect', status: 504, body: { message: 'Late' } });
			expect((await pay()).json).toEqual({ message: 'Late' });
			expect(payments()).toBe(1);
			expect(sandbox.violations).toEqual([]);
		});

		it('spoil the body', async () => {
			sandbox.faults.add({ kind: 'emptyBody' });
			expect(await pay()).toMatchObject({ status: 201, text: '' });
			sandbox.faults.add({ kind: 'truncatedJson' });
			const half = await pay();
			expect(half.status).toBe(201);
			expect(() => half.json).toThrow(SyntaxError);
			expect(payments()).toBe(2);
		});

		it('hold a request up', async () => {
			sandbox.faults.add({ kind: 'delay', ms: 60 });
			await client.get('/balance');
			const [held] = sandbox.requests;
			expect((held?.respondedAt ?? 0) - (held?.receivedAt ?? 0)).toBeGreaterThanOrEqual(55);
		});

		it('are forgotten when cleared', async () => {
			sandbox.faults.add({ kind: 'reset' });
			sandbox.faults.clear();
			expect((await client.get('/balance')).status).toBe(200);
		});
	});

	it('notes requests down as they were sent', async () => {
		await start();
		const list = sandbox.seedContactList();
		await client.put(`/lists/${list.id}`, { name: 'New' });
		await client.get(`/lists/${list.id}?page=1`);
		expect(sandbox.requests[0]).toMatchObject({
			method: 'PUT',
			path: `/api/v1/lists/${list.id}`,
			route: '/lists/{id}',
			body: { name: 'New' },
			status: 200,
		});
		expect(sandbox.requests[0]?.headers.authorization).toBe(`Bearer ${sandbox.apiKey}`);
		expect(sandbox.requests[1]).toMatchObject({ query: { page: '1' }, body: undefined });
	});

	it('keeps two sandboxes apart', async () => {
		await start({ requestsPerMinute: 1 });
		const other = await startSandbox({ balance: 1, apiKey: 'sandbox-other' });
		try {
			sandbox.seedContactList();
			sandbox.faults.add({ kind: 'reset' });
			const there = new SandboxClient(other);
			expect((await there.get('/balance')).json.balance).toBe(1);
			expect((await there.get('/lists')).json.total).toBe(0);
			expect(sandbox.requests).toEqual([]);
			expect(other.requests).toHaveLength(2);
		} finally {
			await other.close();
		}
	});
});
