/** Include Details: what each event is about comes with it, and is never a reason to lose the event. */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { useBench } from '../../support/autoCall';
import { activate, requestsOf, withEvents, type ActiveWorkflow } from './activeWorkflow';

const bench = useBench();
const withDetails = withEvents(['*'], { includeDetails: true });

const NOW = '2026-03-16 12:00:00';
const times = { created_at: NOW, updated_at: NOW };

let workflow: ActiveWorkflow;
beforeEach(async () => {
	workflow = await activate(bench(), withDetails);
});

const notify = (type: string, data: object) => bench().sandbox.notify(type, data);
const about = (type: string, { id, name }: { id: number; name: string }) =>
	notify(type, { id, name });

/** One poll: what came, and the requests besides that for the notifications. */
async function polled(): Promise<{ events: IDataObject[]; requests: string[] }> {
	let events: IDataObject[] = [];
	const requests = await requestsOf(bench(), async () => {
		events = await workflow.poll();
	});
	expect(requests[0]).toBe('GET /notifications');
	return { events, requests: requests.slice(1) };
}

const detailsOf = ({ events }: { events: IDataObject[] }) => events.map(({ details }) => details);

/** The thing that events of some types are about. */
interface Subject {
	what: string;
	types: string[];
	/** Adds it to a sandbox. @returns the data of the notification */
	seed: (sandbox: Sandbox) => { id: number; name: string } | IDataObject;
	request: string;
	details: IDataObject;
}

const subjects: Subject[] = [
	{
		what: 'the autocall with its counters, without its calls',
		types: ['AutocallFinished', 'AutocallConfirmed', 'AutocallCommented'],
		seed: (sandbox) =>
			sandbox.seedAutocall({
				name: 'November',
				calls: [
					{ status: 'success', duration: 12 },
					{ status: 'no_answer', tries: 2 },
					{ status: 'busy' },
					{ status: 'recalled', r_duration: 9 },
				],
			}),
		request: 'GET /autocalls/301',
		details: {
			id: 301,
			client_id: null,
			name: 'November',
			date_from: '2026-03-16',
			time_from: '12:00:00',
			time_to: '18:00:00',
			max_tries: 1,
			tries_interval: 60,
			type: 'regular',
			status: 'completed',
			max_cost: 245.6,
			final_cost: 120.4,
			...times,
			sms: false,
			sms_unanswered: false,
			text: null,
			text_unanswered: null,
			audio_id: [],
			scenario_id: null,
			processed: 4,
			speeches: 0,
			lifetime: false,
			record: false,
			comment: null,
			callback_url: null,
			caller_id: null,
			finished_at: NOW,
			calls_count: 4,
			processed_percentage: 100,
			counters: {
				success_percentage: 25,
				success: 1,
				recalled: 1,
				no_answer: 1,
				busy: 1,
				error: 0,
				spam: 0,
				tries: 5,
				duration: 12,
				total: 4,
			},
		},
	},
	{
		what: 'the SMS bulk, without its messages',
		types: ['SMSBulkFinished', 'SMSBulkConfirmed', 'SMSBulkCommented'],
		seed: (sandbox) => sandbox.seedBulk({ name: 'Sale', messages: [{}, {}] }),
		request: 'GET /bulks/401',
		details: {
			id: 401,
			client_id: null,
			name: 'Sale',
			status: 'completed',
			date_from: '2026-03-16',
			time_from: '12:00:00',
			text: 'Hello',
			segments: 1,
			recipients: 2,
			list_id: [],
			max_cost: 32,
			final_cost: 32,
			comment: null,
			callback_url: null,
			...times,
		},
	},
	{
		what: 'the sound',
		types: ['SoundConfirmed', 'SoundCommented'],
		seed: (sandbox) => sandbox.seedSound({ name: 'Greeting', comment: 'Too loud' }),
		request: 'GET /sounds/201',
		details: {
			id: 201,
			client_id: null,
			name: 'Greeting',
			duration: 10,
			confirmed: true,
			comment: 'Too loud',
			confirmed_at: NOW,
			...times,
			playback_url: expect.stringMatching(/\/201$/) as string,
			used: 0,
		},
	},
	{
		what: 'the scenario',
		types: ['ScenarioConfirmed', 'ScenarioCommented'],
		seed: (sandbox) => sandbox.seedScenario({ name: 'Survey' }),
		request: 'GET /scenarios/501',
		details: {
			id: 501,
			client_id: null,
			name: 'Survey',
			max_cost: 84,
			comment: null,
			confirmed_at: NOW,
			...times,
			used: 0,
			data: { start: { type: 'record' } },
		},
	},
	{
		what: 'the contact list, without its contacts',
		types: ['NonexistentContactsDetected', 'ImportComplete'],
		seed: (sandbox) => sandbox.seedContactList({ name: 'March', nonexistent: [10_001] }),
		request: 'GET /lists/101',
		details: {
			id: 101,
			client_id: null,
			name: 'March',
			importing: false,
			nonexistent: [10_001],
			...times,
			contacts_count: 2,
			used: 0,
		},
	},
	{
		what: 'the payment summary, without the transactions',
		types: ['LowBalance', 'RefreshBalance'],
		seed: () => ({ balance: 45.2, threshold: 100 }),
		request: 'GET /payments',
		details: {
			balance: 10_000,
			currency: '₸',
			reserved: 0,
			incoming: 10_000,
			outgoing: 0,
			paid: 10_000,
			used: 0,
		},
	},
];

describe.each(subjects)('$what', ({ types, seed, request, details }) => {
	it.each(types)('comes with %s', async (type) => {
		const seeded = seed(bench().sandbox);
		const data = 'name' in seeded ? { id: seeded.id, name: seeded.name } : seeded;
		const { id } = notify(type, data);

		expect(await polled()).toEqual({
			requests: [request],
			events: [{ id, event: type, createdAt: '2026-03-16T12:00:00+05:00', data, details }],
		});
	});
});

it.each([
	'ExportIsReady',
	'ExportFailure',
	'ImportFailure',
	'CallerIdExpiringSoon',
	'CallerIdReleased',
])('%s is about nothing that could be fetched: it comes without details', async (type) => {
	const { id } = notify(type, { id: 42, name: 'November' });

	const { events, requests } = await polled();

	expect(requests).toEqual([]);
	expect(events).toEqual([
		{
			id,
			event: type,
			createdAt: '2026-03-16T12:00:00+05:00',
			data: { id: 42, name: 'November' },
		},
	]);
});

it('each distinct object is fetched once, however many events name it', async () => {
	const { sandbox } = bench();
	const first = sandbox.seedAutocall({ name: 'first' });
	const second = sandbox.seedAutocall({ name: 'second' });
	about('AutocallConfirmed', first);
	about('AutocallFinished', first);
	about('AutocallFinished', second);
	notify('RefreshBalance', { action: 'withdraw', amount: '120.40' });
	notify('LowBalance', { balance: 45.2, threshold: 100 });
	about('AutocallCommented', first);

	const outcome = await polled();

	expect(outcome.requests).toEqual(['GET /autocalls/301', 'GET /autocalls/302', 'GET /payments']);
	expect(detailsOf(outcome)).toMatchObject([
		{ name: 'first' },
		{ name: 'first' },
		{ name: 'second' },
		{ balance: 10_000 },
		{ balance: 10_000 },
		{ name: 'first' },
	]);
});

it('nothing is fetched for events that were not chosen', async () => {
	const { sandbox } = bench();
	const chosen = await activate(bench(), withEvents(['LowBalance'], { includeDetails: true }));
	about('AutocallFinished', sandbox.seedAutocall());

	expect(await requestsOf(bench(), async () => await chosen.poll())).toEqual([
		'GET /notifications',
	]);
});

it('without Include Details nothing is fetched, and no details come', async () => {
	const plain = await activate(bench(), withEvents(['*']));
	const { id } = about('AutocallFinished', bench().sandbox.seedAutocall({ name: 'November' }));

	const requests = await requestsOf(bench(), async () => {
		expect(await plain.poll()).toEqual([
			{
				id,
				event: 'AutocallFinished',
				createdAt: '2026-03-16T12:00:00+05:00',
				data: { id: 301, name: 'November' },
			},
		]);
	});

	expect(requests).toEqual(['GET /notifications']);
});

describe('details that cannot be fetched', () => {
	it.each([
		['AutocallFinished', 'The autocall "777" was not found'],
		['SMSBulkFinished', 'The SMS bulk "777" was not found'],
		['SoundConfirmed', 'The sound "777" was not found'],
		['ScenarioConfirmed', 'The scenario "777" was not found'],
		['ImportComplete', 'The contact list "777" was not found'],
	])('of %s are said in the item, which comes all the same', async (type, error) => {
		const { id } = notify(type, { id: 777, name: 'deleted meanwhile' });

		expect((await polled()).events).toEqual([
			{
				id,
				event: type,
				createdAt: '2026-03-16T12:00:00+05:00',
				data: { id: 777, name: 'deleted meanwhile' },
				details: { error },
			},
		]);
		expect(await workflow.poll()).toEqual([]);
	});

	it('leave the other events of the poll whole', async () => {
		const sound = bench().sandbox.seedSound({ name: 'Greeting' });
		notify('AutocallFinished', { id: 777, name: 'deleted meanwhile' });
		about('SoundConfirmed', sound);

		expect(detailsOf(await polled())).toMatchObject([
			{ error: 'The autocall "777" was not found' },
			{ id: 201, name: 'Greeting' },
		]);
	});

	it.each([
		[401, 'AutoCall.kz did not accept the API key'],
		[403, 'AutoCall.kz refused the request (status 403)'],
		[404, 'AutoCall.kz found nothing at this address'],
	])('of Low Balance are said in the item when the response is %i', async (status, error) => {
		notify('LowBalance', { balance: 45.2, threshold: 100 });
		bench().sandbox.faults.add({
			kind: 'status',
			status,
			body: { message: 'Not now.' },
			path: '/payments',
		});

		expect(detailsOf(await polled())).toEqual([{ error }]);
	});

	it('because of a fault of the service are tried three times, then said in the item', async () => {
		about('AutocallFinished', bench().sandbox.seedAutocall());
		bench().sandbox.faults.add({ kind: 'status', status: 500, path: '/autocalls', times: 3 });

		const outcome = await polled();

		expect(outcome.requests).toHaveLength(3);
		expect(detailsOf(outcome)).toEqual([
			{ error: 'AutoCall.kz returned a server error (status 500) after 3 tries' },
		]);
		expect(await workflow.poll()).toEqual([]);
	});

	it('for want of an ID are left out', async () => {
		const { id } = notify('AutocallFinished', { name: 'without an ID' });

		const { events, requests } = await polled();

		expect(requests).toEqual([]);
		expect(events).toEqual([
			{
				id,
				event: 'AutocallFinished',
				createdAt: '2026-03-16T12:00:00+05:00',
				data: { name: 'without an ID' },
			},
		]);
	});
});
