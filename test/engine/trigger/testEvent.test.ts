/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n's clock can be set.)
 *
 * "Fetch Test Event" in the editor: something to build the workflow with, without any effect.
 */
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { notificationTypes, type NotificationType } from '../../../sandbox/store/entities';
import { byId, NOON, useBench } from '../../support/autoCall';
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
	example: true,
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

it('shows it with its details when they are chosen', async () => {
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
	['AutocallFinished', { id: 999_999_999, name: 'Example campaign' }],
	['LowBalance', { balance: 45.2, threshold: 100 }],
	['RefreshBalance', { action: 'deposit', amount: '5000' }],
	['ImportComplete', { id: 999_999_999, name: 'Example list' }],
	['ExportIsReady', { id: 999_999_999, name: 'Example campaign', type: 'autocall' }],
	['CallerIdExpiringSoon', { id: 999_999_999, name: '+77000000000' }],
])('shows an example of %s, marked as one, while the account has none', async (event, data) => {
	bench().sandbox.notify('SoundConfirmed', { id: 4, name: 'of another type' });

	expect(await eventsOf(withEvents([event]))).toEqual([{ ...sample, event, data }]);
});

it('has an example of every type, dated now', async () => {
	const samples = [];
	for (const type of notificationTypes)
		samples.push(...((await eventsOf(withEvents([type]))) ?? []));

	expect(samples.map(({ event }) => event)).toEqual([...notificationTypes]);
	for (const shown of samples) {
		expect(shown).toEqual({ ...sample, event: shown.event, data: expect.any(Object) as unknown });
		expect(Object.keys(shown.data as object).length).toBeGreaterThanOrEqual(2);
	}
});

it('gives examples an ID that finds nobody’s campaign', async () => {
	for (const type of notificationTypes) {
		const [shown] = (await eventsOf(withEvents([type], { includeDetails: true }))) ?? [];
		const ids = [shown?.data, shown?.details].flatMap((part) => (part as IDataObject)?.id ?? []);
		expect(ids.filter((id) => id !== 999_999_999)).toEqual([]);
	}
	const { run } = bench();
	const { error } = await run('autocall', 'getCalls', { autocallId: byId(999_999_999) });
	expect(error?.message).toBe('The autocall "999999999" was not found [item 0]');
});

describe('with Include Details', () => {
	const details = { includeDetails: true };

	it.each<[string, (sandbox: Sandbox) => IDataObject]>([
		['AutocallFinished', (sandbox) => ({ ...sandbox.seedAutocall() })],
		['AutocallConfirmed', (sandbox) => ({ ...sandbox.seedAutocall() })],
		['SMSBulkFinished', (sandbox) => ({ ...sandbox.seedBulk() })],
		['SoundConfirmed', (sandbox) => ({ ...sandbox.seedSound() })],
		['ScenarioCommented', (sandbox) => ({ ...sandbox.seedScenario() })],
		['ImportComplete', (sandbox) => ({ ...sandbox.seedContactList() })],
		['NonexistentContactsDetected', (sandbox) => ({ ...sandbox.seedContactList() })],
		['LowBalance', () => ({})],
	])('an example of %s has some, with names that real ones have', async (type, seed) => {
		const { sandbox } = bench();
		const [shown] = (await eventsOf(withEvents([type], details))) ?? [];
		sandbox.notify(type as NotificationType, { id: seed(sandbox).id, name: 'Real' });
		const [real] = (await eventsOf(withEvents([type], details))) ?? [];

		const names = Object.keys((shown?.details as object) ?? {});
		expect(names.length).toBeGreaterThan(3);
		expect(Object.keys(real?.details as object)).toEqual(expect.arrayContaining(names));
		expect([shown?.example, real?.example]).toEqual([true, undefined]);
	});

	it('an example of an event that has none has none', async () => {
		const [shown] = (await eventsOf(withEvents(['ExportFailure'], details))) ?? [];
		expect(shown).not.toHaveProperty('details');
	});
});

it('shows a finished autocall as the example of Any Notification', async () => {
	expect(await eventsOf(withEvents(['*']))).toEqual([
		{
			...sample,
			event: 'AutocallFinished',
			data: { id: 999_999_999, name: 'Example campaign' },
		},
	]);
});

describe('of a balance below the threshold set here', () => {
	const shownAt = async (balance: number, balanceThreshold: number) => {
		bench().sandbox.store.balance = balance;
		return await eventsOf(withEvents(['balanceBelow'], {}, { balanceThreshold }));
	};
	const event = {
		id: 'balanceBelow:2026-03-16T12:00:00+05:00',
		event: 'balanceBelow',
		createdAt: '2026-03-16T12:00:00+05:00',
	};

	it.each([
		[39_539.8, 1000, 900],
		[10_000, 500.5, 450.45],
		[500, 500, 450],
		[10, 0, -1],
	])(
		'shows an example, marked as one, while %d tenge are left of a threshold of %d',
		async (balance, threshold, shown) => {
			expect(await shownAt(balance, threshold)).toEqual([
				{ ...event, data: { balance: shown, currency: '₸', threshold }, example: true },
			]);
		},
	);

	it('shows the balance as it is when it is below', async () => {
		expect(await shownAt(10, 500)).toEqual([
			{ ...event, data: { balance: 10, currency: '₸', threshold: 500 } },
		]);
	});
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
