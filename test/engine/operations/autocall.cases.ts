import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { autocallWays } from './autocall.ways';
import { campaignCases, withOwn, type CampaignWay } from './campaign.cases';
import { noSuch, notAccepted, notChanged, refusedHere } from './failures';
import { NOW, type FailureCase, type ResourceCases, type SentRequest } from './operationCase';
import { FIVE_THOUSAND_AND_ONE } from './people';
import { createdOnce, HOURS_ASKED, twoPages } from './requests';

const noOutcomes = { success: 0, recalled: 0, no_answer: 0, busy: 0, error: 0, spam: 0 };

/** An autocall as the service shows it, made at noon with nothing but a name, all defaults. */
const autocall = {
	id: 301,
	client_id: null,
	name: 'Offer',
	date_from: '2026-03-16',
	time_from: '12:00:00',
	time_to: '18:00:00',
	max_tries: 1,
	tries_interval: 60,
	type: 'regular',
	status: 'moderation',
	max_cost: 0,
	final_cost: null,
	created_at: NOW,
	updated_at: NOW,
	sms: false,
	sms_unanswered: false,
	text: null,
	text_unanswered: null,
	audio_id: [] as number[] | null,
	scenario_id: null,
	processed: 0,
	speeches: 0,
	lifetime: false,
	record: false,
	comment: null,
	callback_url: null,
	caller_id: null,
	finished_at: null,
	calls_count: 0,
	processed_percentage: 0,
	counters: { success_percentage: 0, ...noOutcomes, tries: 0, duration: 0, total: 0 },
};

const summary = {
	id: 301,
	client_id: null,
	name: 'Seeded autocall',
	date_from: '2026-03-16',
	time_from: '12:00:00',
	time_to: '18:00:00',
	max_tries: 1,
	tries_interval: 60,
	type: 'regular',
	status: 'completed',
	max_cost: 245.6,
	final_cost: 120.4,
	created_at: NOW,
	updated_at: NOW,
};

const call = {
	autocall_id: 301,
	number: '+77010000001',
	extra: null,
	variables: null,
	lock: false,
	tries: 1,
	date_tries: [NOW],
	status_tries: ['success'],
	last_try_at: NOW,
	duration: 10,
	r_duration: 0,
	status: 'success',
	data: null,
	created_at: NOW,
	updated_at: NOW,
};

/** The output for an autocall that was created. */
const created = ({ makes = {} }: CampaignWay) => ({
	...autocall,
	counters: { ...autocall.counters, total: makes.calls_count as number },
});

/** A list, a sound and what to fill in to have the list called with it. */
const seedListAndSound = (sandbox: Sandbox) => {
	sandbox.seedContactList();
	sandbox.seedSound();
};
const regular = {
	name: 'Offer',
	soundId: byId(201),
	contactsSource: 'contactLists',
	contactListIds: [101],
};
const regularBody = { name: 'Offer', type: 'regular', audio_id: [201], list_id: [101] };

/** Refusals of both POST /autocalls and its calculation. @param sent the requests with a body */
function refusals(sent: (body: IDataObject) => SentRequest[]): FailureCase[] {
	return [
		{
			title: 'a sound of two seconds for a thousand people looks like spam',
			account: { balance: 100_000 },
			given: (sandbox) => {
				sandbox.seedContactList({ contacts: FIVE_THOUSAND_AND_ONE.slice(0, 1001) });
				sandbox.seedSound({ duration: 2 });
			},
			parameters: regular,
			sends: sent(regularBody),
			fails: {
				message: 'AutoCall.kz considers this autocall spam [item 0]',
				description:
					'AutoCall.kz says: “Sound Source: Слишком много номеров для короткой аудиозаписи”. Many numbers with a very short sound look like spam. Use a longer sound or fewer numbers, or ask AutoCall.kz support at info@autocall.kz. Nobody was called.',
				status: 403,
			},
		},
		{
			title: 'neither the second list nor the sound is there',
			given: (sandbox) => sandbox.seedContactList(),
			parameters: { ...regular, contactListIds: [101, 999] },
			sends: sent({ ...regularBody, list_id: [101, 999] }),
			fails: notAccepted(
				'Contact List Names or IDs, entry 2: Список 999 не найден; Sound: Аудиозапись 201 не найдена',
			),
		},
		{
			title: 'the scenario is not there',
			given: (sandbox) => sandbox.seedContactList(),
			parameters: {
				name: 'Survey',
				type: 'interactive',
				scenarioId: byId(999),
				contactsSource: 'contactLists',
				contactListIds: [101],
			},
			sends: sent({ name: 'Survey', type: 'interactive', scenario_id: 999, list_id: [101] }),
			fails: notAccepted('Scenario: Сценарий 999 не найден'),
		},
		{
			title: 'the caller ID is not rented',
			given: seedListAndSound,
			parameters: {
				...regular,
				additionalFields: { callerId: { __rl: true, mode: 'number', value: '+77086469621' } },
			},
			sends: sent({ ...regularBody, caller_id: '+77086469621' }),
			fails: notAccepted('Caller ID: Номер не арендован'),
		},
		{
			title: 'an SMS is to follow, but has no text',
			given: seedListAndSound,
			parameters: { ...regular, additionalFields: { smsUnanswered: true } },
			sends: [],
			fails: refusedHere('SMS Text if Unanswered', 'is required for "SMS if Unanswered"'),
		},
		{
			title: 'the text to speak is longer than 400 characters',
			parameters: {
				name: 'Code',
				soundSource: 'synthesis',
				text: 'x'.repeat(401),
				contactsSource: 'contactLists',
				contactListIds: [101],
			},
			sends: [],
			fails: refusedHere('Text', 'must have 1 to 400 characters, but has 401'),
		},
		{
			title: 'the file is no audio',
			parameters: {
				name: 'Greeting',
				soundSource: 'upload',
				contactsSource: 'contactLists',
				contactListIds: [101],
			},
			inputFile: { name: 'notes.txt', content: Buffer.from('not a sound') },
			sends: [],
			fails: {
				message: 'The file "notes.txt" is not an mp3, wav or ogg file [item 0]',
				description:
					'AutoCall.kz takes mp3, wav and ogg files. Convert the file, or choose another one. Nothing was sent.',
			},
		},
	];
}

const shared = campaignCases({
	noun: 'autocall',
	label: 'Autocall',
	idParameter: 'autocallId',
	id: 301,
	path: '/autocalls',
	seed: (sandbox, state) => sandbox.seedAutocall(state),
	seedWithPart: (sandbox) => sandbox.seedAutocall({ calls: [{}] }),
	stored: ({ store }) => [store.autocalls, store.calls],
	first: ({ store }) => store.autocalls.get(301),
	created,
	summary,
	ways: autocallWays,
	refusals,
	simplest: { given: seedListAndSound, parameters: regular, body: regularBody },
	tooDear: { costs: '56 tenge', balance: 50 },
	outside: {
		account: { allowedFrom: '10:30:00' },
		timeFrom: '10:00',
		plan: 'The autocall would call from 10:00 to 18:00 (the default)',
		hours: '10:30 to 20:30',
		says: 'Time From: Поле time_from должно быть между 10:30:00 и 20:30:00',
	},
	update: {
		status: 'awaiting',
		updateFields: {
			callbackUrl: 'https://example.com/reports',
			clientId: 'deal-2',
			dateFrom: '2026-03-20T00:00:00',
			name: 'Later',
			timeFrom: '11:00',
			timeTo: '20:30',
			triesInterval: 120,
		},
		body: {
			callback_url: 'https://example.com/reports',
			client_id: 'deal-2',
			date_from: '2026-03-20',
			name: 'Later',
			time_from: '11:00:00',
			time_to: '20:30:00',
			tries_interval: 120,
		},
		unchanged: { ...autocall, status: 'awaiting', max_cost: 245.6 },
		tooLate: {
			title: 'the autocall has started',
			status: 'running',
			says: 'status: Изменить можно только обзвон, который ещё не начался',
		},
	},
	underWay: {
		title: 'the autocall is calling people',
		message: 'The autocall cannot be deleted while it is calling people',
		says: 'status: Нельзя удалить выполняющийся обзвон',
	},
});
const noSuchAutocall = noSuch('autocall', 999, 'Autocall', { autocallId: byId(999) });

/** Autocall → … */
export const autocallCases: ResourceCases = {
	create: withOwn(shared.create, {
		succeeds: [
			{
				title: 'for 5,001 people, of whom a contact list is made first, in the background',
				account: { balance: 1_000_000 },
				given: (sandbox) => sandbox.seedSound(),
				parameters: {
					name: 'Offer',
					soundId: byId(201),
					contactsSource: 'json',
					contactsJson: JSON.stringify(FIVE_THOUSAND_AND_ONE),
				},
				sends: [
					HOURS_ASKED,
					...createdOnce('/lists', { name: 'Offer', numbers: FIVE_THOUSAND_AND_ONE }),
					...createdOnce('/autocalls', regularBody),
				],
				gives: [
					{
						name: 'Offer',
						status: 'creating',
						client_id: derivedClientId(),
						contactListId: 101,
						contactsReport: { sent: 5001, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				],
				leaves: (sandbox) => {
					sandbox.advance();
					expect(sandbox.store.calls.size).toBe(5001);
				},
			},
		],
	}),

	calculateCost: shared.calculateCost,

	get: withOwn(shared.get, {
		succeeds: [
			{
				title: 'tells, simplified, how far an autocall is and what came of it',
				given: (sandbox) =>
					sandbox.seedAutocall({
						status: 'running',
						client_id: 'deal-1',
						calls: [{}, { status: 'no_answer' }, { status: 'in_queue' }, { status: 'in_queue' }],
					}),
				parameters: { autocallId: byId(301) },
				sends: [{ request: 'GET /api/v1/autocalls/301' }],
				gives: [
					{
						id: 301,
						client_id: 'deal-1',
						name: 'Seeded autocall',
						status: 'running',
						processed_percentage: 50,
						calls_count: 4,
						success: 1,
						no_answer: 1,
						max_cost: 245.6,
						final_cost: null,
					},
				],
			},
			{
				title: 'gives everything but the calls when it is not simplified',
				given: (sandbox) => sandbox.seedAutocall({ audio_id: [201], calls: [{}] }),
				parameters: { autocallId: byId(301), simplify: false },
				sends: [{ request: 'GET /api/v1/autocalls/301' }],
				gives: [
					{
						...autocall,
						name: 'Seeded autocall',
						status: 'completed',
						max_cost: 245.6,
						final_cost: 120.4,
						audio_id: [201],
						processed: 1,
						finished_at: NOW,
						calls_count: 1,
						processed_percentage: 100,
						counters: {
							...autocall.counters,
							success_percentage: 100,
							success: 1,
							tries: 1,
							duration: 10,
							total: 1,
						},
					},
				],
			},
		],
	}),

	getAll: withOwn(shared.getAll, {
		fails: [
			{
				title: 'the date of a filter is none',
				parameters: { filters: { dateTo: '={{ "31.02.2026" }}' } },
				sends: [],
				fails: refusedHere(
					'Created Until',
					'must be a date such as 2026-03-16, but is "31.02.2026"',
				),
			},
			{
				title: 'the order is none that there is',
				parameters: { options: { order: '={{ "newest" }}' } },
				sends: [],
				fails: refusedHere('Sort by Creation', 'must be one of desc, asc, but is "newest"'),
			},
		],
	}),

	getCalls: withOwn(shared.getParts, {
		succeeds: [
			{
				title: 'gives the calls of all pages, each as an item',
				account: { pageSize: 1 },
				given: (sandbox) =>
					sandbox.seedAutocall({ calls: [{}, { number: '+77020000002', extra: 'Bekzat' }] }),
				parameters: { autocallId: byId(301), returnAll: true, simplify: false },
				sends: twoPages('GET /api/v1/autocalls/301'),
				gives: [
					{ ...call, id: 50001 },
					{ ...call, id: 50002, number: '+77020000002', extra: 'Bekzat' },
				],
			},
		],
		fails: [
			{
				title: 'the ID is a name',
				parameters: { autocallId: byId('Offer') },
				sends: [],
				fails: refusedHere('Autocall', 'must be an ID such as 73, but is "Offer"'),
			},
		],
	}),

	relaunch: {
		succeeds: [
			{
				title: 'makes a contact list of those who were not reached',
				given: (sandbox) =>
					sandbox.seedAutocall({
						name: 'Offer',
						calls: [{}, { number: '+77020000002', status: 'no_answer', extra: 'Bekzat' }],
					}),
				parameters: { autocallId: byId(301) },
				sends: [{ request: 'GET /api/v1/autocalls/relaunch/301' }],
				gives: [
					{
						id: 101,
						name: 'Перезапуск Offer',
						created_at: NOW,
						updated_at: NOW,
						used: 0,
						contacts_count: 1,
						importing: false,
					},
				],
				leaves: ({ store }) =>
					expect(store.contacts.all()).toMatchObject([{ number: '+77020000002', extra: 'Bekzat' }]),
			},
		],
		fails: [
			{
				title: 'the autocall is still running',
				given: (sandbox) => sandbox.seedAutocall({ status: 'running' }),
				parameters: { autocallId: byId(301) },
				sends: [{ request: 'GET /api/v1/autocalls/relaunch/301' }],
				fails: {
					message: 'The autocall is not completed yet [item 0]',
					description:
						'AutoCall.kz says: “status: Обзвон ещё не завершён”. Relaunch works once the status of the autocall is completed. Use Get to see the status.',
					status: 403,
				},
			},
			noSuchAutocall('GET /api/v1/autocalls/relaunch/999'),
		],
	},

	update: withOwn(shared.update, {
		fails: [
			{
				title: 'it would call outside of the permitted hours, which the error names',
				account: { allowedFrom: '10:30:00', allowedTo: '19:00:00' },
				given: (sandbox) => sandbox.seedAutocall({ status: 'awaiting' }),
				parameters: {
					autocallId: byId(301),
					updateFields: { timeFrom: '10:00', timeTo: '20:00' },
				},
				sends: [
					{
						request: 'PUT /api/v1/autocalls/301',
						body: { time_from: '10:00:00', time_to: '20:00:00' },
					},
					HOURS_ASKED,
				],
				fails: notChanged(
					'Time From: Поле time_from должно быть между 10:30:00 и 19:00:00; Time To: Поле time_to должно быть между 10:30:00 и 19:00:00',
					'10:30 to 19:00',
				),
				leaves: ({ store }) =>
					expect(store.autocalls.get(301)).toMatchObject({
						time_from: '12:00:00',
						time_to: '18:00:00',
					}),
			},
			{
				title: 'it would end before it begins',
				given: (sandbox) => sandbox.seedAutocall({ status: 'awaiting' }),
				parameters: { autocallId: byId(301), updateFields: { timeTo: '11:30' } },
				sends: [
					{ request: 'PUT /api/v1/autocalls/301', body: { time_to: '11:30:00' } },
					HOURS_ASKED,
				],
				fails: notChanged('Time To: Поле time_to должно быть позже time_from'),
			},
			{
				title: 'the callback URL is no web address',
				parameters: { autocallId: byId(301), updateFields: { callbackUrl: 'example.com' } },
				sends: [],
				fails: refusedHere(
					'Callback URL',
					'must be a web address that starts with https://, but is "example.com"',
				),
			},
		],
	}),

	delete: shared.delete,
};
