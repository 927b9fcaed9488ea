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

	it('a failed look at the balance forgets nothing', async () => {
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

it('is not part of Any Notification: the balance is not even asked for', async () => {
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

it('goes by the amount when the service writes it as text', async () => {
	const workflow = await activate(bench(), below500);
	const answer = (balance: string) =>
		bench().sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: { balance, currency: '₸' },
			path: '/balance',
		});

	answer('6000.00');
	expect(await workflow.poll()).toEqual([]);
	answer('60.00');
	expect((await workflow.poll()).map(({ event }) => event)).toEqual(['balanceBelow']);
});
