import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SandboxClient } from '../../sandbox/client';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index';

const noonInAlmaty = new Date('2026-11-02T07:00:00Z');

describe('campaigns in the sandbox', () => {
	let sandbox: Sandbox;
	let client: SandboxClient;

	async function start(options: SandboxOptions = {}) {
		sandbox = await startSandbox({ now: () => noonInAlmaty, ...options });
		client = new SandboxClient(sandbox);
	}

	afterEach(async () => {
		expect(sandbox.violations).toEqual([]);
		await sandbox.close();
	});

	const statusOf = async (path: string) => (await client.get(path)).json.status as string;

	const numbers = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			number: `+7701${String(index).padStart(7, '0')}`,
		}));

	it('calls a list, step by step, and tells how every call ended', async () => {
		await start();
		const outcomes = ['success', 'recalled', 'no_answer', 'busy', 'error', 'spam'] as const;
		const contacts = numbers(outcomes.length);
		outcomes.forEach((outcome, index) => {
			sandbox.store.callOutcomes.set(contacts[index]?.number ?? '', outcome);
		});
		const list = (await client.post('/lists', { name: 'Clients', numbers: contacts })).json;
		const sound = sandbox.seedSound({ duration: 20 });
		const made = (
			await client.post('/autocalls', {
				name: 'Offer',
				type: 'regular',
				audio_id: [sound.id],
				list_id: [list.id],
				max_tries: 2,
				record: true,
				sms_unanswered: true,
				text_unanswered: 'Call us',
			})
		).json;
		const path = `/autocalls/${made.id}`;

		expect(made.status).toBe('moderation');
		sandbox.advance();
		expect(await statusOf(path)).toBe('awaiting');
		sandbox.advance();
		expect(await statusOf(path)).toBe('running');
		sandbox.finish();

		const done = (await client.get(path)).json;
		expect(done.status).toBe('completed');
		expect(done.counters).toMatchObject({
			success: 1,
			recalled: 1,
			no_answer: 1,
			busy: 1,
			error: 1,
			spam: 1,
			total: 6,
			tries: 8,
			success_percentage: 16.67,
		});
		const [answered] = done.calls.data;
		expect(answered).toMatchObject({ status: 'success', tries: 1, status_tries: ['success'] });
		expect(answered.duration).toBeGreaterThanOrEqual(10);
		expect(done.calls.data[2].status_tries).toEqual(['no_answer', 'no_answer']);
		// SILVER: 2.8 a second talked, 0.8 a second recorded, 16 for each of two SMS.
		expect(done.final_cost).toBeCloseTo(answered.duration * 3.6 + 32, 2);
		expect((await client.get('/balance')).json.balance).toBeCloseTo(10_000 - done.final_cost, 2);

		const recording = await client.get(`/calls/recordings/${answered.id}`);
		expect(recording.headers.get('content-type')).toContain('audio/mpeg');
		expect(recording.headers.get('content-disposition')).toContain('attachment');
		expect((await client.get(`/calls/recordings/${done.calls.data[2].id}`)).status).toBe(404);

		const types = sandbox.store.notifications.map(({ type }) => type);
		expect(types).toEqual([
			'AutocallConfirmed',
			'RefreshBalance',
			'NonexistentContactsDetected',
			'AutocallFinished',
		]);
	});

	it('names the numbers that do not exist, until they are deleted', async () => {
		await start({ moderation: false });
		sandbox.store.callOutcomes.set('+77010000001', 'error').set('+77010000002', 'success');
		const list = sandbox.seedContactList();
		const sound = sandbox.seedSound();
		await client.post('/autocalls', {
			name: 'A',
			type: 'regular',
			audio_id: [sound.id],
			list_id: [list.id],
		});
		expect((await client.delete(`/lists/${list.id}`)).status).toBe(422);
		sandbox.finish();

		const [wrong] = sandbox.store.contacts.all();
		expect((await client.get(`/lists/${list.id}`)).json.nonexistent).toEqual([wrong?.id]);
		expect((await client.delete(`/lists/nonexistent/${list.id}`)).status).toBe(204);
		const left = (await client.get(`/lists/${list.id}`)).json;
		expect(left.nonexistent).toBeNull();
		expect(left.contacts_count).toBe(1);
	});

	it('denies what has "deny" in its name and says why', async () => {
		await start();
		const list = sandbox.seedContactList();
		const bulk = (
			await client.post('/bulks', { name: 'Please deny', text: 'Hi', list_id: [list.id] })
		).json;
		const sound = (
			await client.post('/sounds', { name: 'deny', type: 'synthesis', data: [{ text: 'Hi' }] })
		).json;
		sandbox.finish();
		expect((await client.get(`/bulks/${bulk.id}`)).json).toMatchObject({
			status: 'denied',
			comment: expect.any(String),
		});
		expect((await client.get(`/sounds/${sound.id}`)).json).toMatchObject({
			confirmed: false,
			comment: expect.any(String),
		});
		const types = sandbox.store.notifications.map(({ type }) => type);
		expect(types).toEqual(
			expect.arrayContaining(['SMSBulkConfirmed', 'SMSBulkCommented', 'SoundCommented']),
		);
	});

	it('records answers of interactive calls, to be downloaded or read', async () => {
		await start({ moderation: false });
		sandbox.store.callOutcomes.set('+77010000001', 'success');
		const scenario = (await client.post('/scenarios', { name: 'S', data: '{"a":{}}' })).json;
		const made = (
			await client.post('/autocalls', {
				name: 'Poll',
				type: 'interactive',
				scenario_id: scenario.id,
				list_id: [{ number: '+77010000001' }],
			})
		).json;
		sandbox.finish();
		const [call] = (await client.get(`/autocalls/${made.id}`)).json.calls.data;
		const file = `/sounds/listen/${call.data.record}`;
		const before = sandbox.store.balance;

		const download = await client.get(`${file}?type=download`);
		expect(download.headers.get('content-disposition')).toContain(call.data.record);
		expect(sandbox.store.balance).toBe(before);

		expect((await client.get(`${file}?type=text`)).json).toEqual({ text: expect.any(String) });
		expect(sandbox.store.balance).toBeLessThan(before);

		sandbox.store.balance = 0;
		expect((await client.get(`${file}?type=text`)).status).toBe(402);
	});

	it('sends every recipient of a bulk a text of their own', async () => {
		await start({ moderation: false });
		const made = (
			await client.post('/bulks', {
				name: 'Debts',
				text: 'Здравствуйте, {{name}}! Долг {{debt}} тг.',
				list_id: [
					{ number: '+77010000001', variables: { name: 'Иван', debt: '15000' } },
					{ number: '+77010000002', variables: { name: 'Пётр' } },
				],
			})
		).json;
		expect(made).toMatchObject({ segments: 1, recipients: 2, max_cost: 32 });
		const texts = sandbox.store.messages.all().map(({ text }) => text);
		expect(texts).toEqual(['Здравствуйте, Иван! Долг 15000 тг.', 'Здравствуйте, Пётр! Долг  тг.']);

		sandbox.store.messageOutcomes.set('+77010000001', 'delivered').set('+77010000002', 'failed');
		sandbox.finish();
		const done = (await client.get(`/bulks/${made.id}`)).json;
		expect(done).toMatchObject({ status: 'completed', final_cost: 16 });
		expect(done.messages.data.map((message: { status: string }) => message.status)).toEqual([
			'delivered',
			'failed',
		]);
	});

	it('freezes what unfinished campaigns could cost', async () => {
		await start({ balance: 40 });
		const list = sandbox.seedContactList();
		const body = { name: 'B', text: 'Hi', list_id: [list.id] };
		expect((await client.post('/bulks', body)).status).toBe(201);
		expect((await client.get('/payments')).json).toMatchObject({ balance: 40, reserved: 32 });

		const refused = await client.post('/bulks', body);
		expect(refused.status).toBe(422);
		expect(Object.keys(refused.json.errors)).toEqual(['balance']);
		sandbox.finish();
		expect((await client.get('/payments')).json.reserved).toBe(0);
	});

	it('gives calls every kind of end, the same ones for the same seed', async () => {
		const endings = async (seed: number) => {
			await start({ seed, moderation: false, balance: 1_000_000 });
			const list = sandbox.seedContactList({ contacts: numbers(300) });
			const sound = sandbox.seedSound();
			await client.post('/autocalls', {
				name: 'A',
				type: 'regular',
				audio_id: [sound.id],
				list_id: [list.id],
			});
			sandbox.finish();
			const statuses = sandbox.store.calls.all().map(({ status }) => status);
			await sandbox.close();
			return statuses;
		};
		const first = await endings(7);
		expect(new Set(first).size).toBe(6);
		expect(await endings(7)).toEqual(first);
		expect(await endings(8)).not.toEqual(first);
		await start();
	});

	it('posts a finished campaign to its callback_url on this machine', async () => {
		await start({ moderation: false });
		const reports: unknown[] = [];
		const receiver = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += chunk));
			request.on('end', () => {
				reports.push(JSON.parse(body));
				response.end();
				receiver.emit('report');
			});
		}).listen(0, '127.0.0.1');
		await once(receiver, 'listening');
		const { port } = receiver.address() as AddressInfo;
		const list = sandbox.seedContactList();
		await client.post('/bulks', {
			name: 'B',
			text: 'Hi',
			list_id: [list.id],
			callback_url: `http://127.0.0.1:${port}/reports`,
		});
		const reported = once(receiver, 'report');
		sandbox.finish();
		await reported;
		receiver.close();
		receiver.closeAllConnections();
		expect(reports).toEqual([expect.objectContaining({ name: 'B', status: 'completed' })]);
	});
});
