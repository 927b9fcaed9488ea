/** The rate limit of the service, over real HTTP and in real windows. */
import type { RecordedRequest, Sandbox } from '../../sandbox';
import { byId, itWaits, onBench, type Bench } from '../support/autoCall';
import { loadEngine } from '../support/engine';

/** 300 a minute in small: what the node takes for granted until it has learned the window. */
const limited = { requestsPerMinute: 10, rateWindowSeconds: 2, pageSize: 2 };

const seedLists = (sandbox: Sandbox, count: number) =>
	Array.from({ length: count }, () => sandbox.seedContactList({ contacts: [] }).id);

/** Runs Contact List → Get for each ID, an item each. */
const getEach = async ({ run }: Bench, ids: number[], options: object = {}) =>
	await run(
		'contactList',
		'get',
		{ contactListId: '={{ $json.id }}', options },
		{ items: ids.map((id) => ({ id })) },
	);

/** Sends as many requests with the same key as another program does. */
async function anotherProcess({ sandbox }: Bench, count: number): Promise<void> {
	for (let sent = 0; sent < count; sent++) {
		const headers = { Authorization: `Bearer ${sandbox.apiKey}`, Accept: 'application/json' };
		await (await fetch(`${sandbox.url}/balance`, { headers })).text();
	}
}

/** A refusal with a Retry-After of two seconds. */
const refusal = {
	kind: 'status',
	status: 429,
	body: { message: 'Too Many Attempts.' },
	headers: { 'Retry-After': '2' },
} as const;

/** Level and text of what was written to n8n's log about an operation. */
async function logged(start: string): Promise<string[][]> {
	const lines = (await loadEngine()).log.lines();
	return lines
		.filter(({ message }) => message.startsWith(`${start}:`))
		.map(({ level, message }) => [level, message]);
}

const refused = ({ sandbox }: Bench) => sandbox.requests.filter(({ status }) => status === 429);
const toLists = ({ path }: RecordedRequest) => path.startsWith('/api/v1/lists');

describe('past the limit', () => {
	itWaits(
		'Return All over several windows is refused nothing, and gives every record once',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 50);

			const { items, error } = await own.run('contactList', 'getAll', { returnAll: true });

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(ids.reverse());
			// More than two windows hold.
			expect(own.sandbox.requests).toHaveLength(26);
			expect(refused(own)).toEqual([]);
		}),
	);

	itWaits(
		'two executions at the same time share the rate limit of their key',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 18);
			const halves = [ids.slice(0, 9), ids.slice(9)];

			const results = await Promise.all(halves.map(async (half) => await getEach(own, half)));

			expect(results.map(({ items }) => items.map(({ json }) => json.id))).toEqual(halves);
			expect(own.sandbox.requests).toHaveLength(18);
			expect(refused(own)).toEqual([]);
		}),
	);

	itWaits(
		'two operations at the same time share it too',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 8);
			const names = Array.from({ length: 8 }, (_none, index) => `New ${index}`);

			const [read, made] = await Promise.all([
				getEach(own, ids),
				own.run(
					'contactList',
					'create',
					{ name: '={{ $json.name }}', contactsSource: 'json', contactsJson: '["+77010000001"]' },
					{ items: names.map((name) => ({ name })) },
				),
			]);

			expect(read.items.map(({ json }) => json.id)).toEqual(ids);
			expect(made.items.map(({ json }) => json.name)).toEqual(names);
			expect(own.sandbox.requests).toHaveLength(16);
			expect(refused(own)).toEqual([]);
		}),
	);

	itWaits(
		'a manual run says in the log and in the editor until when it waits',
		onBench({}, async ({ sandbox, run }) => {
			const { id } = sandbox.seedSound();
			sandbox.faults.add(refusal);

			const { consoleMessages } = await run('sound', 'get', { soundId: byId(id) });

			expect(consoleMessages).toEqual([
				expect.stringMatching(/^AutoCall, Sound → Get: waiting until \d{4}-\d\d-\d\dT[\d:.]+Z$/),
			]);
			expect(await logged('AutoCall, Sound → Get')).toEqual([['info', consoleMessages[0]]]);
		}),
	);

	itWaits(
		'a production run says it in the log only',
		onBench({}, async ({ sandbox, run }) => {
			const { id } = sandbox.seedScenario();
			sandbox.faults.add(refusal);

			const { consoleMessages } = await run(
				'scenario',
				'get',
				{ scenarioId: byId(id) },
				{ mode: 'trigger' },
			);

			expect(consoleMessages).toEqual([]);
			expect(await logged('AutoCall, Scenario → Get')).toEqual([
				['info', expect.stringContaining(': waiting until ')],
			]);
		}),
	);

	itWaits(
		'where another process uses the same key, refusals are waited out and nothing is lost',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 12);
			await anotherProcess(own, 10);

			const { items, error } = await getEach(own, ids);

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(ids);
			expect(refused(own).length).toBeGreaterThan(0);
			// Those that were under way when the first was refused, at the end of one window or of two.
			expect(refused(own).length).toBeLessThanOrEqual(2 * 10);
			expect(
				own.sandbox.requests.filter((each) => toLists(each) && each.status === 200),
			).toHaveLength(12);
		}),
	);

	itWaits(
		'where it does so in the middle of Return All, every record comes once all the same',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 30);
			const running = own.run('contactList', 'getAll', { returnAll: true });
			while (own.sandbox.requests.length < 4) await new Promise((next) => setImmediate(next));
			await anotherProcess(own, 10);

			const { items, error } = await running;

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(ids.reverse());
		}),
	);

	itWaits(
		'where it does so, what is created is created once',
		onBench(limited, async (own) => {
			await anotherProcess(own, 10);
			const names = ['A', 'B', 'C'];

			const { items } = await own.run(
				'contactList',
				'create',
				{ name: '={{ $json.name }}', contactsSource: 'json', contactsJson: '["+77010000001"]' },
				{ items: names.map((name) => ({ name })) },
			);

			expect(items.map(({ json }) => json.name)).toEqual(names);
			expect(own.sandbox.store.contactLists.all().map(({ name }) => name)).toEqual(names);
			expect(own.sandbox.requests.filter(toLists).map(({ status }) => status)).toEqual([
				...[429, 201, 201, 201],
			]);
		}),
	);

	itWaits(
		'an execution that is stopped while it waits sends nothing more, and keeps no other waiting',
		onBench(limited, async (own) => {
			const ids = seedLists(own.sandbox, 30);
			// Ten are sent before the first response shows the limit; then all others wait.
			const waits = async () => {
				while (own.sandbox.requests.filter(({ status }) => status === 200).length < 10) {
					await new Promise((next) => setImmediate(next));
				}
			};
			const { status } = await own.run(
				'contactList',
				'get',
				{ contactListId: '={{ $json.id }}' },
				{ items: ids.map((id) => ({ id })), stopWhen: waits() },
			);
			expect(status).toBe('canceled');
			const sent = own.sandbox.requests.length;

			// First come, first served: this one is sent after all that had been waiting.
			const next = await own.run('account', 'getBalance');

			expect(next.status).toBe('success');
			expect(own.sandbox.requests.slice(sent).map(({ path }) => path)).toEqual(['/api/v1/balance']);
		}),
	);
});

describe('Max Wait', () => {
	const atOnce = { longestWait: 0 };

	it(
		'of 0 fails at once when the limit is used up, and sends nothing',
		onBench({}, async (own) => {
			await anotherProcess(own, 299);
			const [id] = seedLists(own.sandbox, 1);
			expect((await getEach(own, [id!], atOnce)).items).toHaveLength(1);

			const { error } = await getEach(own, [id!], atOnce);

			expect(error?.message).toMatch(
				/^The rate limit of AutoCall\.kz is used up for another \d+ s \[item 0\]$/,
			);
			expect(error).toMatchObject({
				description:
					'That is longer than Options → Max Wait allows. Raise it, or run this again later. Nothing was sent.',
				httpCode: '429',
			});
			expect(own.sandbox.requests).toHaveLength(300);
		}),
	);

	it(
		'shorter than the wait fails at once too',
		onBench({}, async (own) => {
			await anotherProcess(own, 299);
			const [id] = seedLists(own.sandbox, 1);
			await getEach(own, [id!]);

			// Of the minute that a window takes at least 30 s are left.
			const { error } = await getEach(own, [id!], { longestWait: 30 });

			expect(error?.message).toMatch(/^The rate limit of AutoCall\.kz is used up/);
			expect(own.sandbox.requests).toHaveLength(300);
		}),
	);

	it(
		'of 0 fails at the first refusal, without another try',
		onBench({ requestsPerMinute: 5 }, async (own) => {
			await anotherProcess(own, 5);
			const [id] = seedLists(own.sandbox, 1);

			const { error } = await getEach(own, [id!], atOnce);

			expect(error?.message).toBe('AutoCall.kz refused the request: too many requests [item 0]');
			expect(own.sandbox.requests.filter(toLists)).toHaveLength(1);
		}),
	);

	it(
		'of 0 still lets ten at a time wait for each other',
		onBench({ latencyMs: 20 }, async (own) => {
			const ids = seedLists(own.sandbox, 25);

			const { items, error } = await getEach(own, ids, atOnce);

			expect(error).toBeUndefined();
			expect(items).toHaveLength(25);
		}),
	);

	it(
		'of 0 fails only the items for which the limit has no room, with On Error set to continue',
		onBench({}, async (own) => {
			await anotherProcess(own, 297);
			const ids = seedLists(own.sandbox, 5);

			const { items } = await own.run(
				'contactList',
				'get',
				{ contactListId: '={{ $json.id }}', options: atOnce },
				{ items: ids.map((id) => ({ id })), continueOnFail: 'continueRegularOutput' },
			);

			expect(items).toHaveLength(5);
			expect(items.filter(({ error }) => !error)).toHaveLength(3);
			for (const { error } of items.filter((item) => item.error)) {
				expect(error).toMatchObject({ httpCode: '429' });
			}
		}),
	);

	it(
		'of 0 waits for no detail of an error either',
		onBench({ balance: 0 }, async (own) => {
			await anotherProcess(own, 299);

			const { error } = await own.run('flashCall', 'send', {
				number: '+77010000001',
				options: atOnce,
			});

			// The balance, which is fetched otherwise, is left out.
			expect(error).toMatchObject({
				message: 'The balance of the AutoCall.kz account is too low for this [item 0]',
				description:
					'AutoCall.kz says: “Недостаточно средств на балансе”. Top up the account (Payment → Create Top-Up creates a payment link) and run this again. Nothing was sent.',
			});
			expect(own.sandbox.requests).toHaveLength(300);
		}),
	);
});

describe('refusals not about the rate limit of the key', () => {
	it(
		'a flash call that is refused for its number keeps nothing else waiting',
		onBench({}, async (own) => {
			const call = async (number: string) => await own.run('flashCall', 'send', { number });
			for (let calls = 0; calls < 3; calls++) await call('+77010000001');
			const { error } = await call('+77010000001');
			expect(error?.message).toBe(
				'AutoCall.kz refused the flash call: too many requests, or too many calls to this number [item 0]',
			);

			const options = { longestWait: 0 };
			const other = await own.run('flashCall', 'send', { number: '+77010000002', options });
			const balance = await own.run('account', 'getBalance', { options });

			expect([other.status, balance.status]).toEqual(['success', 'success']);
			expect(own.sandbox.requests.map(({ status }) => status)).toEqual([
				...[201, 201, 201, 429, 201, 200],
			]);
		}),
	);

	it(
		'another key is not slowed, at the same address or at another',
		onBench({}, async (own) => {
			await anotherProcess(own, 299);
			const options = { longestWait: 0 };
			await own.run('account', 'getBalance', { options });
			expect((await own.run('account', 'getBalance', { options })).error).toMatchObject({
				httpCode: '429',
			});

			const credential = { ...own.credential, apiKey: 'another-key' };
			const sameAddress = await own.run('account', 'getBalance', { options }, { credential });
			// It was asked, and doesn't know this key.
			expect(sameAddress.error).toMatchObject({ httpCode: '401' });
			await onBench({}, async (other) => {
				expect((await other.run('account', 'getBalance', { options })).status).toBe('success');
			})();
		}),
	);

	it(
		'an operation without a key is not counted',
		onBench({}, async (own) => {
			await anotherProcess(own, 299);
			await own.run('account', 'getBalance');

			const { status } = await own.run('tariff', 'getAll', {
				options: { baseUrl: own.sandbox.url, longestWait: 0 },
			});

			expect(status).toBe('success');
		}),
	);
});
