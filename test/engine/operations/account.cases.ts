import { byId } from '../../support/autoCall';
import {
	keyRevoked,
	notChanged,
	nothingToChange,
	PACE_REFUSED,
	refusedHere,
	TOO_MANY_ATTEMPTS,
} from './failures';
import { NOW, type ResourceCases } from './operationCase';

const newAccount = {
	name: 'Sandbox',
	phone: '7010000000',
	sms_verified_at: NOW,
	moderation: true,
	time_from: '11:00:00',
	time_to: '20:30:00',
	recalled: 24,
	subscribe: true,
	notifications_subscribe: false,
	visit_card_audio: null,
	visit_card_text: null,
	price: 2.8,
	sms_price: 16,
	sip_price: 2.8,
	speech_price: 1.8,
	synthesis_price: 1.8,
	recording_price: 0.8,
	confirmed_numbers: [],
	statistics: {
		duration: 0,
		calls: 0,
		confirmed_numbers: 0,
		spam_reports: 0,
		lists: 0,
		contacts: 0,
		autocalls: 0,
		bulks: 0,
		sms: 0,
	},
};

const noCalls = { all: 0, success: 0, recalled: 0, no_answer: 0, busy: 0, error: 0, spam: 0 };

/** Account → … */
export const accountCases: ResourceCases = {
	getBalance: {
		succeeds: [
			{
				title: 'tells what is left on the account',
				account: { balance: 1450.75 },
				sends: [{ request: 'GET /api/v1/balance' }],
				gives: [{ balance: 1450.75, currency: '₸' }],
			},
		],
		fails: [keyRevoked({ request: 'GET /api/v1/balance' })],
	},

	getDashboard: {
		succeeds: [
			{
				title: 'tells, simplified, what is under way and what came of all calls',
				given: (sandbox) => {
					sandbox.seedAutocall({
						status: 'running',
						max_cost: 100,
						calls: [{}, { status: 'busy' }],
					});
					sandbox.seedAutocall({
						status: 'awaiting',
						max_cost: 50,
						calls: [{ status: 'in_queue' }],
					});
				},
				sends: [{ request: 'GET /api/v1/dashboard' }],
				gives: [
					{
						'running&awaiting': 2,
						in_queue: 1,
						reserved: 150,
						balance: 10_000,
						currency: '₸',
						all: 2,
						success: 1,
						recalled: 0,
						no_answer: 0,
						busy: 1,
					},
				],
			},
			{
				title: 'gives every day of the week when it is not simplified',
				given: (sandbox) =>
					sandbox.seedAutocall({
						calls: [{ status: 'spam' }, { status: 'error', last_try_at: '2026-03-14 18:00:00' }],
					}),
				parameters: { simplify: false },
				sends: [{ request: 'GET /api/v1/dashboard' }],
				gives: [
					{
						'running&awaiting': 0,
						in_queue: 0,
						reserved: 0,
						balance: 10_000,
						currency: '₸',
						week_activity: {
							'2026-03-10': noCalls,
							'2026-03-11': noCalls,
							'2026-03-12': noCalls,
							'2026-03-13': noCalls,
							'2026-03-14': { ...noCalls, all: 1, error: 1 },
							'2026-03-15': noCalls,
							'2026-03-16': { ...noCalls, all: 1, spam: 1 },
						},
						full_activity: { ...noCalls, all: 2, error: 1, spam: 1 },
					},
				],
			},
		],
		fails: [
			{
				title: 'the service wants a longer pause than a workflow can wait',
				given: (sandbox) => sandbox.faults.add(TOO_MANY_ATTEMPTS),
				sends: [{ request: 'GET /api/v1/dashboard' }],
				fails: PACE_REFUSED,
			},
		],
	},

	getSettings: {
		succeeds: [
			{
				title: 'tells, simplified, the prices and the permitted hours',
				account: { tariff: 'GOLD', allowedFrom: '09:00:00' },
				sends: [{ request: 'GET /api/v1/settings' }],
				gives: [
					{
						name: 'Sandbox',
						phone: '7010000000',
						moderation: true,
						time_from: '09:00:00',
						time_to: '20:30:00',
						price: 2.2,
						sms_price: 14,
						synthesis_price: 1.5,
						speech_price: 1.5,
						recording_price: 0.5,
					},
				],
			},
			{
				title: 'gives everything when it is not simplified',
				given: (sandbox) => {
					sandbox.seedConfirmedNumber();
					sandbox.seedAutocall({ calls: [{ duration: 7 }] });
				},
				parameters: { simplify: false },
				sends: [{ request: 'GET /api/v1/settings' }],
				gives: [
					{
						...newAccount,
						confirmed_numbers: [
							{
								id: 1,
								number: '+77020000001',
								verified_at: NOW,
								created_at: NOW,
								updated_at: NOW,
							},
						],
						statistics: {
							...newAccount.statistics,
							duration: 7,
							calls: 1,
							confirmed_numbers: 1,
							autocalls: 1,
						},
					},
				],
			},
		],
		fails: [
			{
				title: 'the Base URL leads to a page that redirects to a login',
				given: (sandbox) =>
					sandbox.faults.add({
						kind: 'status',
						status: 302,
						headers: { Location: 'https://autocall.kz/login' },
					}),
				sends: [{ request: 'GET /api/v1/settings' }],
				fails: {
					message: 'AutoCall.kz returned a redirect (status 302) [item 0]',
					description:
						'It points to https://autocall.kz/login. Redirects are not followed, so that the API key stays with the host you chose. Check the Base URL of the AutoCall credential.',
					status: 302,
				},
			},
		],
	},

	updateSettings: {
		succeeds: [
			{
				title: 'changes every setting at once',
				given: (sandbox) => sandbox.seedSound(),
				parameters: {
					updateFields: {
						name: 'Zhandos',
						notificationsSubscribe: true,
						subscribe: false,
						visitCardAudio: byId(201),
						visitCardText: 'AutoCall.kz, +77470000000',
					},
				},
				sends: [
					{
						request: 'PUT /api/v1/settings',
						body: {
							name: 'Zhandos',
							notifications_subscribe: true,
							subscribe: false,
							visit_card_audio: 201,
							visit_card_text: 'AutoCall.kz, +77470000000',
						},
					},
				],
				gives: [
					{
						...newAccount,
						name: 'Zhandos',
						notifications_subscribe: true,
						subscribe: false,
						visit_card_audio: 201,
						visit_card_text: 'AutoCall.kz, +77470000000',
					},
				],
			},
			{
				title: 'sends only what was added: a subscription that is turned off',
				parameters: { updateFields: { subscribe: false } },
				sends: [{ request: 'PUT /api/v1/settings', body: { subscribe: false } }],
				gives: [{ ...newAccount, subscribe: false }],
			},
		],
		fails: [
			{
				title: 'the sound of the visit card has not passed moderation',
				given: (sandbox) => sandbox.seedSound({ confirmed: false, confirmed_at: null }),
				parameters: { updateFields: { visitCardAudio: byId(201) } },
				sends: [{ request: 'PUT /api/v1/settings', body: { visit_card_audio: 201 } }],
				fails: notChanged('Visit Card Sound: Аудиозапись не прошла модерацию'),
				leaves: ({ store }) => expect(store.settings.visit_card_audio).toBeNull(),
			},
			{
				title: 'the text of the visit card is longer than one SMS',
				parameters: { updateFields: { visitCardText: 'x'.repeat(161) } },
				sends: [],
				fails: refusedHere('Visit Card Text', 'must have at most 160 characters, but has 161'),
			},
			nothingToChange({}),
		],
	},

	deleteVisitCard: {
		succeeds: [
			{
				title: 'removes the SMS that callers get',
				given: ({ store }) => {
					store.settings.visit_card_text = 'AutoCall.kz';
				},
				sends: [{ request: 'DELETE /api/v1/settings/visit_card_text' }],
				gives: [{ deleted: true, id: 'visit_card_text' }],
				leaves: ({ store }) => expect(store.settings.visit_card_text).toBeNull(),
			},
			{
				title: 'removes the sound that callers hear, and leaves their SMS',
				given: ({ store }) => {
					store.settings.visit_card_audio = 201;
					store.settings.visit_card_text = 'AutoCall.kz';
				},
				parameters: { visitCardType: 'visit_card_audio' },
				sends: [{ request: 'DELETE /api/v1/settings/visit_card_audio' }],
				gives: [{ deleted: true, id: 'visit_card_audio' }],
				leaves: ({ store }) =>
					expect(store.settings).toMatchObject({
						visit_card_audio: null,
						visit_card_text: 'AutoCall.kz',
					}),
			},
		],
		fails: [
			{
				title: 'an expression names a visit card that does not exist',
				parameters: { visitCardType: '={{ "visit_card_video" }}' },
				sends: [],
				fails: refusedHere(
					'Visit Card',
					'must be one of visit_card_audio, visit_card_text, but is "visit_card_video"',
				),
			},
		],
	},
};
