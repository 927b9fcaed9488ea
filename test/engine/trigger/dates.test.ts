/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n's clock can be set.)
 *
 * Dates of notifications in other forms than the `Y-m-d H:i:s` of the contract's examples; its schemas speak of
 * ISO 8601.
 */
import { Settings } from 'luxon';

import { loadEngine } from '../../support/engine';
import { NOON } from '../../support/autoCall';
import { NotificationService, type ListedNotification } from '../../support/notificationService';

let service: NotificationService;
let credential: { apiKey: string; baseUrl: string };

beforeEach(async () => {
	Settings.now = () => NOON.getTime();
	service = new NotificationService();
	credential = await service.start();
});
afterEach(async () => {
	await service.stop();
	Settings.now = () => Date.now();
});

/** A notification of a name, created when the service says it in these words. */
const notification = (name: string, createdAt: unknown): ListedNotification => ({
	id: `id of ${name}`,
	type: 'AutocallFinished',
	data: { id: 1, name },
	read_at: null,
	created_at: createdAt as string,
	updated_at: createdAt as string,
});

/** An active workflow that knows what is listed. @returns a poll, which gives what it delivers */
async function active() {
	const engine = await loadEngine();
	const trigger = await engine.activateTrigger({ credential, parameters: { events: ['*'] } });
	expect((await trigger.poll(true)).items).toBeNull();
	return async () => {
		const { items, error } = await trigger.poll();
		expect(error).toBeUndefined();
		return (items ?? []).map(({ json }) => [(json.data as { name: string }).name, json.createdAt]);
	};
}

/** Five minutes ago, in Almaty 11:55. */
const KNOWN = notification('known', '2026-03-16 11:55:00');

it.each([
	['of UTC', '2026-03-16T06:59:30Z'],
	['of UTC with fractions, as Laravel writes it', '2026-03-16T06:59:30.000000Z'],
	['with Almaty’s offset', '2026-03-16T11:59:30+05:00'],
	['with another offset', '2026-03-16T08:59:30.250+02:00'],
	['without an offset, which is Almaty’s time', '2026-03-16T11:59:30'],
	['with a blank in place of the T', '2026-03-16 06:59:30Z'],
	['as the contract’s examples have it', '2026-03-16 11:59:30'],
])('reads a date %s, and delivers the notification once', async (_how, createdAt) => {
	service.listed = [KNOWN];
	const poll = await active();

	service.listed = [notification('new', createdAt), KNOWN];

	expect(await poll()).toEqual([['new', expect.stringMatching(/^2026-03-16T11:59:30\S*\+05:00$/)]]);
	expect(await poll()).toEqual([]);
});

it('delivers in the order of their moments, however each is written', async () => {
	const poll = await active();

	service.listed = [
		notification('third', '2026-03-16T06:59:30Z'),
		notification('second', '2026-03-16 11:59:20'),
		notification('first', '2026-03-16T09:59:10+03:00'),
	];

	expect((await poll()).map(([name]) => name)).toEqual(['first', 'second', 'third']);
});

it('delivers nothing a second time when the service changes from one form to the other', async () => {
	service.listed = [KNOWN, notification('older', '2026-03-16 07:00:00')];
	const poll = await active();

	service.listed = [
		notification('known', '2026-03-16T06:55:00.000000Z'),
		notification('older', '2026-03-16T02:00:00.000000Z'),
	];
	expect(await poll()).toEqual([]);

	service.listed.unshift(notification('new', '2026-03-16T06:59:30.000000Z'));
	expect((await poll()).map(([name]) => name)).toEqual(['new']);
});

it.each([[null], ['yesterday'], [''], [17], [{ date: '2026-03-16' }], [undefined]])(
	'delivers a notification without a date that can be read (%j) once, and the others as ever',
	async (createdAt) => {
		service.listed = [KNOWN];
		const poll = await active();

		service.listed = [
			notification('undated', createdAt),
			notification('dated', '2026-03-16 11:59:30'),
			KNOWN,
		];
		expect(new Map((await poll()) as Array<[string, unknown]>)).toEqual(
			new Map<string, unknown>([
				['undated', null],
				['dated', '2026-03-16T11:59:30+05:00'],
			]),
		);
		expect(await poll()).toEqual([]);
	},
);
