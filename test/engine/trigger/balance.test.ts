/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n's clock can be set.)
 *
 * Balance Below Threshold Set Here: the person's own threshold, once each time the balance falls below it.
 */
import { Settings } from 'luxon';

import { NOON, useBench } from '../../support/autoCall';
import { activate, ActiveWorkflow, restarted, STORES, withEvents } from './activeWorkflow';

const bench = useBench({ balance: 10_000 });

beforeAll(() => {
	Settings.now = () => NOON.getTime();
});
afterAll(() => {
	Settings.now = () => Date.now();
});

const below500 = withEvents(['balanceBelow'], {}, { balanceThreshold: 500 });

const setBalance = (tenge: number) => {
	bench().sandbox.store.balance = tenge;
};

const eventAt = (balance: number) => ({
	id: 'balanceBelow:2026-03-16T12:00:00+05:00',
	event: 'balanceBelow',
	createdAt: '2026-03-16T12:00:00+05:00',
	data: { balance, currency: '₸', threshold: 500 },
});

describe.each(STORES)('with the memory in n8n\'s store "%s"', (cursor) => {
	const options = { ...below500, cursor };

	it('starts once when the balance falls below the threshold, and again after it was above', async () => {
		const workflow = await activate(bench(), options);
		expect(await workflow.poll()).toEqual([]);

		setBalance(499.99);
		expect(await workflow.poll()).toEqual([eventAt(499.99)]);
		setBalance(120);
		expect(await workflow.poll()).toEqual([]);

		setBalance(5000);
		expect(await workflow.poll()).toEqual([]);
		setBalance(45.2);
		expect(await workflow.poll()).toEqual([eventAt(45.2)]);
		expect(await workflow.poll()).toEqual([]);
	});

	it('does not start while the balance is exactly the threshold', async () => {
		setBalance(500);
		const workflow = await activate(bench(), options);

		expect(await workflow.poll()).toEqual([]);
	});

	it('starts at activation when the balance is below already, once', async () => {
		setBalance(45.2);
		const { workflow, atOnce } = await ActiveWorkflow.activated(bench(), options);

		expect(atOnce).toEqual([eventAt(45.2)]);
		expect(await workflow.poll()).toEqual([]);
	});

	it('does not start a second time after a restart while the balance stays below', async () => {
		const workflow = await activate(bench(), options);
		setBalance(45.2);
		expect(await workflow.poll()).toEqual([eventAt(45.2)]);

		const { workflow: again, atOnce } = await restarted(bench(), workflow, options);

		expect(atOnce).toEqual([]);
		expect(await again.poll()).toEqual([]);
	});

	it('starts after a restart when the balance fell while n8n was down', async () => {
		const workflow = await activate(bench(), options);
		setBalance(45.2);

		const { atOnce } = await restarted(bench(), workflow, options);

		expect(atOnce).toEqual([eventAt(45.2)]);
	});

	it('starts again after a restart at which the balance was above', async () => {
		setBalance(45.2);
		const { workflow } = await ActiveWorkflow.activated(bench(), options);
		setBalance(5000);

		const { workflow: again, atOnce } = await restarted(bench(), workflow, options);
		expect(atOnce).toEqual([]);
		setBalance(30);

		expect(await again.poll()).toEqual([eventAt(30)]);
	});

	it('a failed poll of the balance forgets nothing', async () => {
		setBalance(45.2);
		const { workflow } = await ActiveWorkflow.activated(bench(), options);
		bench().sandbox.faults.add({ kind: 'status', status: 401, path: '/balance' });

		expect((await workflow.failingPoll()).message).toBe('AutoCall.kz did not accept the API key');

		expect(await workflow.poll()).toEqual([]);
	});
});

it('starts on the balance beside notifications, which come first', async () => {
	const workflow = await activate(
		bench(),
		withEvents(['LowBalance', 'balanceBelow'], {}, { balanceThreshold: 500 }),
	);
	setBalance(45.2);
	const told = bench().sandbox.notify('LowBalance', { balance: 45.2, threshold: 100 });

	expect(await workflow.poll()).toEqual([
		{
			id: told.id,
			event: 'LowBalance',
			createdAt: '2026-03-16T12:00:00+05:00',
			data: { balance: 45.2, threshold: 100 },
		},
		eventAt(45.2),
	]);
	expect(await workflow.poll()).toEqual([]);
});

it('is not part of Any Notification: the balance is not even fetched', async () => {
	const workflow = await activate(bench(), withEvents(['*']));
	setBalance(1);

	expect(await workflow.poll()).toEqual([]);
	expect(bench().sandbox.requests.map(({ route }) => route)).not.toContain('/balance');
});

it('has 1,000 tenge as the threshold unless the person sets another', async () => {
	setBalance(999.5);
	const { atOnce } = await ActiveWorkflow.activated(bench(), withEvents(['balanceBelow']));

	expect(atOnce.map(({ data }) => data)).toEqual([
		{ balance: 999.5, currency: '₸', threshold: 1000 },
	]);
});

/** Sets the service's next response to a request for the balance. */
const respondWith = (body: unknown) => {
	bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/balance' });
};

it.each([
	['6000.00', '60.00', 60],
	['1 450.75', '450.75', 450.75],
	['1\u00a0450,75', '450,75', 450.75],
	['1\u202f450.75', '-1 450.75', -1450.75],
])('goes by the amount when the service writes it as the text %j', async (above, below, read) => {
	const workflow = await activate(bench(), below500);

	respondWith({ balance: above, currency: '₸' });
	expect(await workflow.poll()).toEqual([]);
	respondWith({ balance: below, currency: '₸' });
	expect(await workflow.poll()).toMatchObject([
		{ event: 'balanceBelow', data: { balance: read, threshold: 500 } },
	]);
});

it.each([
	[{ currency: '₸' }, 'empty'],
	[{ balance: null }, 'empty'],
	[{ balance: 'enough' }, '"enough"'],
	[{ balance: '1,250' }, '"1,250"'],
	[{ balance: true }, 'a boolean'],
])('says so when the balance is %j, and forgets nothing', async (body, shown) => {
	setBalance(45.2);
	const { workflow } = await ActiveWorkflow.activated(bench(), below500);

	respondWith(body);
	expect(await workflow.failingPoll()).toMatchObject({
		message: `AutoCall.kz did not return the balance: balance must be an amount, but is ${shown}`,
		description:
			'It could not be compared with Balance Threshold. The next check tries again. If this keeps happening, ask AutoCall.kz support at info@autocall.kz.',
	});
	expect(await workflow.poll()).toEqual([]);
});

describe('Balance Threshold', () => {
	const activated = async (balanceThreshold: unknown, events = ['balanceBelow']) => {
		const parameters = { events, balanceThreshold: balanceThreshold as number };
		return await bench().engine.poll({
			parameters,
			credential: bench().credential,
			whileActivating: true,
		});
	};

	it.each(['', ' ', null, '={{ $vars.limit }}'])(
		'that is %j is an error at activation: the workflow would never start',
		async (threshold) => {
			await expect(activated(threshold)).rejects.toMatchObject({
				message: '"Balance Threshold" is required, but is empty',
				description:
					'Enter the amount in tenge. When the balance falls below it, the workflow starts.',
			});
			expect(bench().sandbox.requests).toEqual([]);
		},
	);

	it.each([
		['little', '"little"'],
		['1,000', '"1,000"'],
		[-1, '-1'],
		[true, 'a boolean'],
	])('that is %j is an error at activation', async (threshold, shown) => {
		await expect(activated(threshold)).rejects.toMatchObject({
			message: `"Balance Threshold" must be an amount of 0 or more, but is ${shown}`,
		});
		expect(bench().sandbox.requests).toEqual([]);
	});

	it.each(['1 000', '1\u00a0000,00', '1000.00'])('may be written %j', async (threshold) => {
		setBalance(999.99);
		const { items } = await activated(threshold);
		expect(items?.map(({ json }) => json.data)).toEqual([
			{ balance: 999.99, currency: '₸', threshold: 1000 },
		]);
	});

	it('does not matter where the balance is no event', async () => {
		const { items } = await activated('', ['LowBalance']);
		expect(items).toBeNull();
	});
});
