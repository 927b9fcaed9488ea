/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n's clock can be set.)
 *
 * "Fetch Test Event" in the editor: something to build the workflow with, without any effect.
 */
import { Settings } from 'luxon';

import { notificationTypes } from '../../../sandbox';
import { NOON, useBench } from '../../support/autoCall';
import { activate, withEvents } from './activeWorkflow';

const bench = useBench();

beforeAll(() => {
	Settings.now = () => NOON.getTime();
});
afterAll(() => {
	Settings.now = () => Date.now();
});

const fetchTestEvent = async (options: ReturnType<typeof withEvents>, staticData = {}) =>
	await bench().engine.poll({
		credential: bench().credential,
		mode: 'manual',
		staticData,
		...options,
	});

const eventsOf = async (options: ReturnType<typeof withEvents>) =>
	(await fetchTestEvent(options)).items?.map(({ json }) => json);

const sample = {
	id: '4f227359-cbc5-4b4d-811f-e8846abe6f35',
	createdAt: '2026-03-16T12:00:00+05:00',
};

it('shows the newest notification of a chosen type, read or not', async () => {
	const { sandbox } = bench();
	sandbox.notify(
		'AutocallFinished',
		{ id: 1, name: 'older' },
		{ created_at: '2026-03-10 10:00:00' },
	);
	const newest = sandbox.notify(
		'AutocallFinished',
		{ id: 2, name: 'newest' },
		{ created_at: '2026-03-15 10:00:00' },
	);
	newest.read_at = '2026-03-15 11:00:00';
	sandbox.notify(
		'AutocallFinished',
		{ id: 3, name: 'oldest' },
		{ created_at: '2026-03-01 10:00:00' },
	);
	sandbox.notify('SoundConfirmed', { id: 4, name: 'of another type' });

	expect(await eventsOf(withEvents(['AutocallFinished', 'LowBalance']))).toEqual([
		{
			id: newest.id,
			event: 'AutocallFinished',
			createdAt: '2026-03-15T10:00:00+05:00',
			data: { id: 2, name: 'newest' },
		},
	]);
});

it('shows it with its details when they are asked for', async () => {
	const { sandbox } = bench();
	const sound = sandbox.seedSound({ name: 'Greeting' });
	sandbox.notify('SoundConfirmed', { id: sound.id, name: 'Greeting' });

	expect(await eventsOf(withEvents(['*'], { includeDetails: true }))).toEqual([
		expect.objectContaining({
			event: 'SoundConfirmed',
			details: expect.objectContaining({ id: sound.id, name: 'Greeting', duration: 10 }) as unknown,
		}),
	]);
});

it('leaves the mark alone, marks nothing as read and takes nothing from the active workflow', async () => {
	const options = withEvents(['AutocallFinished'], { markAsRead: true });
	const workflow = await activate(bench(), options);
	const finished = bench().sandbox.notify('AutocallFinished', { id: 42, name: 'Акция' });
	const memory = workflow.memory();

	for (let time = 0; time < 2; time++) {
		const { items, staticData, saved } = await fetchTestEvent(options, memory);
		expect(items?.map(({ json }) => json.id)).toEqual([finished.id]);
		expect(staticData).toEqual(memory);
		expect(saved).toEqual(memory);
	}

	expect(finished.read_at).toBeNull();
	expect((await workflow.poll()).map(({ id }) => id)).toEqual([finished.id]);
});

it.each([
	['AutocallFinished', { id: 42, name: 'November campaign' }],
	['LowBalance', { balance: 45.2, threshold: 100 }],
	['RefreshBalance', { action: 'deposit', amount: '5000' }],
	['ImportComplete', { id: 73, name: 'Customers of March' }],
	['ExportIsReady', { id: 42, name: 'November campaign', type: 'autocall' }],
	['CallerIdExpiringSoon', { id: 42, name: '+77086469620' }],
])('shows a sample of %s while the account has none', async (event, data) => {
	bench().sandbox.notify('SoundConfirmed', { id: 4, name: 'of another type' });

	expect(await eventsOf(withEvents([event]))).toEqual([{ ...sample, event, data }]);
});

it('has a sample of every type, dated now', async () => {
	const samples = [];
	for (const type of notificationTypes)
		samples.push(...((await eventsOf(withEvents([type]))) ?? []));

	expect(samples.map(({ event }) => event)).toEqual([...notificationTypes]);
	for (const shown of samples) {
		expect(shown).toEqual({ ...sample, event: shown.event, data: expect.any(Object) as unknown });
		expect(Object.keys(shown.data as object).length).toBeGreaterThanOrEqual(2);
	}
});

it('shows a finished autocall as the sample of Any Notification', async () => {
	expect(await eventsOf(withEvents(['*']))).toEqual([
		{ ...sample, event: 'AutocallFinished', data: { id: 42, name: 'November campaign' } },
	]);
});

it.each([
	['above', 10_000],
	['below', 10],
])('shows the balance as it is when only that is chosen and it is %s', async (_where, balance) => {
	bench().sandbox.store.balance = balance;

	expect(await eventsOf(withEvents(['balanceBelow'], {}, { balanceThreshold: 500 }))).toEqual([
		{
			id: 'balanceBelow:2026-03-16T12:00:00+05:00',
			event: 'balanceBelow',
			createdAt: '2026-03-16T12:00:00+05:00',
			data: { balance, currency: '₸', threshold: 500 },
		},
	]);
});

it('shows a notification rather than the balance when there is one of a chosen type', async () => {
	const options = withEvents(['LowBalance', 'balanceBelow']);
	expect((await eventsOf(options))?.map(({ event }) => event)).toEqual(['balanceBelow']);

	bench().sandbox.notify('LowBalance', { balance: 45.2, threshold: 100 });

	expect((await eventsOf(options))?.map(({ event }) => event)).toEqual(['LowBalance']);
});

it('says why there is nothing to show', async () => {
	bench().sandbox.faults.add({ kind: 'status', status: 401, path: '/notifications' });

	const { items, error } = await fetchTestEvent(withEvents(['*']));

	expect(items).toBeNull();
	expect(error?.message).toBe('AutoCall.kz did not accept the API key');
});
