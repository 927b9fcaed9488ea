import { SandboxClient } from '../../sandbox/client';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index';

describe('the account in the sandbox', () => {
	let sandbox: Sandbox;
	let client: SandboxClient;
	let now: Date;

	async function start(options: SandboxOptions = {}) {
		now = new Date('2026-11-02T07:00:00Z');
		sandbox = await startSandbox({ now: () => now, ...options });
		client = new SandboxClient(sandbox);
	}

	const pass = (minutes: number) => {
		now = new Date(now.getTime() + minutes * 60_000);
	};

	afterEach(async () => {
		expect(sandbox.violations).toEqual([]);
		await sandbox.close();
	});

	describe('caller IDs', () => {
		const rent = async (id: number) =>
			(await client.post('/caller-ids', { caller_id_id: id })).status;

		it('are not to be had on BRONZE, one on SILVER, two on GOLD', async () => {
			await start({ balance: 100_000 });
			sandbox.store.tariff = 'BRONZE';
			expect(await rent(41)).toBe(403);
			sandbox.store.tariff = 'SILVER';
			expect([await rent(41), await rent(42)]).toEqual([201, 403]);
			sandbox.store.tariff = 'GOLD';
			expect([await rent(42), await rent(43)]).toEqual([201, 403]);
			const { data, max_caller_id_rentals: most } = (await client.get('/caller-ids')).json;
			expect(data.map(({ id }: { id: number }) => id)).toEqual([41, 42]);
			expect(most).toBe(2);
		});

		it('are held for a month or until released, and then are free for calls no more', async () => {
			await start();
			await rent(41);
			expect((await client.delete('/caller-ids/42')).status).toBe(404);
			pass(29 * 24 * 60);
			sandbox.advance();
			pass(3 * 24 * 60);
			sandbox.advance();
			expect((await client.get('/caller-ids')).json.data).toEqual([]);
			const types = sandbox.store.notifications.map(({ type }) => type);
			expect(types).toEqual(['RefreshBalance', 'CallerIdExpiringSoon', 'CallerIdReleased']);
			expect((await client.delete('/caller-ids/41')).status).toBe(404);
		});
	});

	it('confirms a number in two steps, within 10 minutes', async () => {
		await start();
		const path = '/settings/confirmed_numbers';
		await client.post(path, { number: '+77020000001' });
		const code = sandbox.store.confirmedNumbers.all()[0]?.verification_code ?? 0;
		const wrong = code === 99_999 ? 10_000 : code + 1;
		expect((await client.post(path, { verification_code: wrong })).status).toBe(422);
		const confirmed = (await client.post(path, { verification_code: code })).json;
		expect(confirmed).toMatchObject({
			number: '+77020000001',
			verified_at: '2026-11-02 12:00:00',
		});

		await client.post(path, { number: '+77020000002' });
		expect((await client.get(path)).json).toHaveLength(2);
		pass(10);
		expect((await client.get(path)).json).toEqual([confirmed]);
	});

	it('places at most 3 flash calls to a number in 5 minutes', async () => {
		await start();
		const send = (body: object) => client.post('/flash-calls', { number: '+77060000000', ...body });
		expect((await send({ code: '7823' })).json.code).toBe('7823');
		expect((await send({ digits: 6 })).json.code).toMatch(/^\d{6}$/);
		await send({ digits: 3 });
		pass(1);
		const refused = await send({ digits: 4 });
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('240');
		pass(4);
		expect((await send({ digits: 4 })).status).toBe(201);
		expect((await send({ code: '0001' })).json.errors).toHaveProperty('code');
		sandbox.store.balance = 0;
		expect((await send({ digits: 4 })).status).toBe(402);
	});

	it('gives a test call to a number once a day, by daylight, twice a minute', async () => {
		await start();
		const call = async (phone: string) =>
			(await client.post(`${sandbox.publicUrl}/test-call`, { phone })).status;
		expect([await call('7771234567'), await call('7771234567')]).toEqual([200, 429]);
		const limited = await client.post(`${sandbox.publicUrl}/test-call`, { phone: '7771234568' });
		expect(limited.status).toBe(429);
		expect(limited.headers.get('retry-after')).not.toBeNull();
		expect(sandbox.store.testCalls.size).toBe(1);
	});

	it('gives no test call at night or to a blocked number', async () => {
		await start();
		const call = async (phone: string) =>
			(await client.post(`${sandbox.publicUrl}/test-call`, { phone })).status;
		expect(await call('7000000000')).toBe(403);
		pass(12 * 60);
		expect(await call('7771234567')).toBe(422);
	});

	it('gets its money when the payment page is opened', async () => {
		await start({ balance: 100 });
		expect((await client.post('/payments', { amount: 199 })).json.errors).toHaveProperty('amount');
		const { payment_url: page } = (await client.post('/payments', { amount: 200 })).json;
		expect((await client.get('/balance')).json.balance).toBe(100);
		await fetch(page);
		const summary = (await client.get('/payments')).json;
		expect(summary).toMatchObject({ balance: 300, incoming: 300, outgoing: 0, paid: 300 });
		expect(summary.transactions.data[0]).toMatchObject({ confirmed: true, total: 200 });
		expect((await fetch(page)).status).toBe(404);
	});

	it('is warned once when the balance falls below the threshold', async () => {
		await start({ balance: 515, lowBalanceThreshold: 500 });
		const flash = (number: string) => client.post('/flash-calls', { number, digits: 4 });
		await flash('+77060000001');
		const warnings = () =>
			sandbox.store.notifications.filter(({ type }) => type === 'LowBalance').length;
		expect(warnings()).toBe(0);
		await flash('+77060000002');
		await flash('+77060000003');
		expect(warnings()).toBe(1);
	});

	it('charges for synthesis and takes real sound files only', async () => {
		await start({ balance: 5 });
		const upload = (content: Buffer) =>
			client.post('/sounds', {
				name: 'S',
				type: 'upload',
				data: [{ file: content.toString('base64') }],
			});
		const wav = Buffer.alloc(44 + 16_000);
		wav.write('RIFF', 0);
		wav.write('WAVE', 8);
		wav.writeUInt32LE(8000, 28);
		expect((await upload(wav)).json).toMatchObject({ duration: 2, confirmed: false });
		expect((await upload(Buffer.from('ID3 tag'))).status).toBe(201);
		expect((await upload(Buffer.from([0xff, 0xfb, 0x90, 0x00]))).status).toBe(201);
		expect((await upload(Buffer.from('OggS page'))).status).toBe(201);
		expect((await upload(Buffer.from('plain text'))).status).toBe(422);

		const speak = (text: string) =>
			client.post('/sounds', { name: 'S', type: 'synthesis', data: [{ text }] });
		expect((await speak('Two seconds of text.')).status).toBe(201);
		expect(sandbox.store.balance).toBe(1.4);
		expect((await speak('Two seconds of text.')).status).toBe(402);
		expect(sandbox.store.sounds.size).toBe(5);
	});

	it('counts and forgets notifications', async () => {
		await start();
		const { id } = sandbox.notify('AutocallFinished', { id: 1, name: 'A' });
		const older = '00000000-0000-4000-8000-000000000001';
		sandbox.notify('LowBalance', {}, { id: older, created_at: '2026-11-01 00:00:00' });
		const all = (await client.get('/notifications')).json;
		expect(all.unread).toBe(2);
		expect(all.data.map((notification: { id: string }) => notification.id)).toEqual([id, older]);
		await client.put(`/notifications/${id}`);
		expect((await client.get('/notifications')).json.unread).toBe(1);
		await client.delete(`/notifications/${id}`);
		expect((await client.get('/notifications')).json.data).toHaveLength(1);
		expect((await client.put(`/notifications/${id}`)).status).toBe(404);
	});
});
