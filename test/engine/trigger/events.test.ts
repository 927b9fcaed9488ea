/** The events that start workflows, and the item that each becomes. */
import type { IDataObject } from 'n8n-workflow';

import { notificationTypes } from '../../../sandbox/store/entities';
import { useBench } from '../../support/autoCall';
import { activate, withEvents } from './activeWorkflow';

const bench = useBench();

const uuid = (number: number) => `4f227359-cbc5-4b4d-811f-${String(number).padStart(12, '0')}`;

const campaign = { id: 42, name: 'Акция ноябрь' };
const exported = { ...campaign, type: 'autocall' };
const callerId = { id: 41, name: '+77086469620' };

/** The data of each type. */
const DATA: Record<string, IDataObject> = {
	SoundConfirmed: { id: 5, name: 'Приветствие' },
	SoundCommented: { id: 5, name: 'Приветствие' },
	SMSBulkConfirmed: campaign,
	SMSBulkCommented: campaign,
	SMSBulkFinished: campaign,
	ScenarioConfirmed: { id: 512, name: 'Опрос' },
	ScenarioCommented: { id: 512, name: 'Опрос' },
	AutocallConfirmed: campaign,
	AutocallCommented: campaign,
	AutocallFinished: campaign,
	ImportComplete: { id: 73, name: 'Клиенты март' },
	ImportFailure: { id: 73, name: 'Клиенты март' },
	NonexistentContactsDetected: { id: 73, name: 'Клиенты март' },
	ExportIsReady: exported,
	ExportFailure: exported,
	RefreshBalance: { action: 'withdraw', amount: '120.40' },
	LowBalance: { balance: 45.2, threshold: 100 },
	CallerIdExpiringSoon: callerId,
	CallerIdReleased: callerId,
};

/** Sends one notification of every type, a minute apart, in the order of the types. */
function notifyOfEverything() {
	notificationTypes.forEach((type, index) => {
		bench().sandbox.notify(type, DATA[type] as object, {
			id: uuid(index),
			created_at: `2026-03-16 12:${String(index).padStart(2, '0')}:30`,
		});
	});
}

const itemOf = (type: string) => {
	const index = notificationTypes.findIndex((candidate) => candidate === type);
	return {
		id: uuid(index),
		event: type,
		createdAt: `2026-03-16T12:${String(index).padStart(2, '0')}:30+05:00`,
		// The service sends this amount as a text.
		data: type === 'RefreshBalance' ? { action: 'withdraw', amount: 120.4 } : DATA[type],
	};
};

it.each([...notificationTypes])('starts on %s alone when only that is chosen', async (type) => {
	const workflow = await activate(bench(), withEvents([type]));
	notifyOfEverything();

	expect(await workflow.poll()).toEqual([itemOf(type)]);
});

it('starts on every notification when Any Notification is chosen, oldest first', async () => {
	const workflow = await activate(bench(), withEvents(['*']));
	notifyOfEverything();

	expect(await workflow.poll()).toEqual(notificationTypes.map(itemOf));
});

it('starts on several chosen events, each as an item, and not on the others', async () => {
	const workflow = await activate(
		bench(),
		withEvents(['LowBalance', 'AutocallFinished', 'SoundConfirmed']),
	);
	notifyOfEverything();

	expect(await workflow.poll()).toEqual(
		['SoundConfirmed', 'AutocallFinished', 'LowBalance'].map(itemOf),
	);
});

it('starts on Autocall Finished unless the person chooses otherwise', async () => {
	const workflow = await activate(bench());
	notifyOfEverything();

	expect(await workflow.poll()).toEqual([itemOf('AutocallFinished')]);
});

it('gives every notification beside what chosen types add nothing to', async () => {
	const workflow = await activate(bench(), withEvents(['*', 'AutocallFinished']));
	bench().sandbox.notify('AutocallFinished', campaign);

	expect(await workflow.poll()).toHaveLength(1);
});

it("writes times with Almaty's offset of that day: +06:00 until February 2024, then +05:00", async () => {
	const workflow = await activate(bench(), withEvents(['*'], { deliverUnread: true }));
	const { sandbox } = bench();
	sandbox.notify('SoundConfirmed', campaign, { created_at: '2024-02-29 12:00:00' });
	sandbox.notify('SoundConfirmed', campaign, { created_at: '2024-03-01 01:00:00' });

	expect((await workflow.poll()).map(({ createdAt }) => createdAt)).toEqual([
		'2024-02-29T12:00:00+06:00',
		'2024-03-01T01:00:00+05:00',
	]);
});

describe('notifications in odd shapes', () => {
	type Listed = { data: IDataObject[] };
	const each = (change: IDataObject) => (listed: Listed) => ({
		data: listed.data.map((one) => ({ ...one, ...change })),
	});

	it.each<[string, (listed: Listed) => object, IDataObject]>([
		['an entry that is none', ({ data }) => ({ data: [null, ...data] }), {}],
		['gaps, as PHP sends them', ({ data }) => ({ data: { 1: data[0], 3: null } }), {}],
		['a number as its ID', each({ id: 7 }), { id: '7' }],
		['no ID', each({ id: null }), { id: expect.stringContaining('AutocallFinished') }],
		['no type', each({ type: null }), { event: '' }],
		['a list as its data', each({ data: [] }), { data: {} }],
		['no date of reading', each({ read_at: undefined }), {}],
	])('one with %s starts the workflow once', async (_what, alter, told) => {
		const options = { includeDetails: true, markAsRead: true };
		const workflow = await activate(bench(), withEvents(['*'], options));
		bench().sandbox.notify('AutocallFinished', campaign);
		bench().sandbox.faults.add({
			...{ kind: 'altered', alter: (json) => alter(json as Listed), times: 2 },
			...{ method: 'GET', path: '/notifications' },
		});
		expect(await workflow.poll()).toEqual([
			expect.objectContaining({ event: 'AutocallFinished', data: campaign, ...told }),
		]);
		expect(await workflow.poll()).toEqual([]);
	});
});

describe('a type that AutoCall.kz has added since', () => {
	const added = {
		id: uuid(1),
		type: 'RobotsAreLate',
		data: { id: 7, minutes: 3 },
		read_at: null,
		created_at: '2026-03-16 12:00:00',
		updated_at: '2026-03-16 12:00:00',
	};
	const announce = (notification: object) =>
		bench().sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: { data: [notification], unread: 1 },
			method: 'GET',
			path: '/notifications',
		});

	it('starts the workflow under Any Notification', async () => {
		const workflow = await activate(bench(), withEvents(['*'], { includeDetails: true }));
		announce(added);

		expect(await workflow.poll()).toEqual([
			{
				id: uuid(1),
				event: 'RobotsAreLate',
				createdAt: '2026-03-16T12:00:00+05:00',
				data: { id: 7, minutes: 3 },
			},
		]);
	});

	it('is left aside when other events are chosen', async () => {
		const workflow = await activate(bench(), withEvents([...notificationTypes]));
		announce(added);

		expect(await workflow.poll()).toEqual([]);
	});

	it.each([
		['null', null],
		['missing', undefined],
	])('starts it with empty data when its data is %s', async (_what, data) => {
		const workflow = await activate(bench(), withEvents(['*'], { includeDetails: true }));
		announce({ ...added, data });

		expect(await workflow.poll()).toEqual([
			{
				id: uuid(1),
				event: 'RobotsAreLate',
				createdAt: '2026-03-16T12:00:00+05:00',
				data: {},
			},
		]);
	});
});

describe('settings that make no sense', () => {
	it('stop the activation when no event is chosen', async () => {
		await expect(activate(bench(), withEvents([]))).rejects.toMatchObject({
			message: '"Events" is required, but is empty',
			description: 'Choose at least one event to start the workflow.',
		});
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('stop the activation when the threshold is no amount', async () => {
		await expect(
			activate(bench(), withEvents(['balanceBelow'], {}, { balanceThreshold: 'a lot' })),
		).rejects.toThrow('"Balance Threshold" must be an amount of 0 or more, but is "a lot"');
		expect(bench().sandbox.requests).toEqual([]);
	});
});
