import { silentMp3 } from '../../../sandbox/audio';
import { byId } from '../../support/autoCall';
import type { CampaignWay } from './campaign.cases';

const greeting = silentMp3(10);
const allSent = (sent: number) => ({ sent, duplicatesRemoved: 0, invalidLeftOut: [] });

/** The fields of the API for every additional field, as they are sent and as the autocall then has them. */
const everyField = {
	audio_id: [201, 202],
	callback_url: 'https://example.com/reports',
	caller_id: '+77086469620',
	client_id: 'deal-1',
	date_from: '2026-03-20',
	lifetime: true,
	max_tries: 3,
	record: true,
	sms: true,
	sms_unanswered: true,
	text: 'Thank you, {{name}}!',
	text_unanswered: 'We could not reach you, {{name}}.',
	time_from: '11:30:00',
	time_to: '20:00:00',
	tries_interval: 15,
};

/** Every way in which an autocall can be filled in, and once every field there is. */
export const autocallWays: CampaignWay[] = [
	{
		title: 'with a sound of the account, for two contact lists',
		given: (sandbox) => {
			sandbox.seedContactList();
			sandbox.seedContactList({ contacts: [{ number: '+77020000002' }] });
			sandbox.seedSound();
		},
		parameters: {
			name: 'Offer',
			soundId: byId(201),
			contactsSource: 'contactLists',
			contactListIds: [101, 102],
		},
		body: { name: 'Offer', type: 'regular', audio_id: [201], list_id: [101, 102] },
		makes: { audio_id: [201], calls_count: 3 },
		maxCost: 84,
	},
	{
		title: 'with a text that a voice speaks as it does by default',
		parameters: {
			name: 'Code',
			soundSource: 'synthesis',
			text: 'Ваш код: 3075',
			contactsSource: 'define',
			contacts: { contact: [{ number: '8 701 000 00 01' }] },
		},
		body: {
			name: 'Code',
			type: 'regular',
			audio_id: [
				{
					type: 'synthesis',
					data: { text: 'Ваш код: 3075', voice: 'ru-RU-Wavenet-B', speed: 1, pitch: 0 },
				},
			],
			list_id: [{ number: '+77010000001' }],
		},
		makes: { name: 'Code', audio_id: [201], calls_count: 1 },
		maxCost: 2.8,
		report: allSent(1),
	},
	...['alena', 'filipp'].map((voice): CampaignWay => ({
		title: `with a text in the voice ${voice}, which only autocalls have, for all input items`,
		parameters: {
			name: 'Debt',
			soundSource: 'synthesis',
			text: 'Здравствуйте! Напоминаем об оплате.',
			voice,
			speed: 0.5,
			pitch: -2.5,
			contactsSource: 'inputItems',
			extraField: 'name',
			variableFields: 'debt',
		},
		items: [
			{ phone: '8 701 000-00-01', name: 'Aigul', debt: 15000 },
			{ phone: '8 702 000-00-02', name: 'Bekzat', debt: 3200 },
		],
		pairedItem: [{ item: 0 }, { item: 1 }],
		body: {
			name: 'Debt',
			type: 'regular',
			audio_id: [
				{
					type: 'synthesis',
					data: { text: 'Здравствуйте! Напоминаем об оплате.', voice, speed: 0.5, pitch: -2.5 },
				},
			],
			list_id: [
				{ number: '+77010000001', extra: 'Aigul', variables: { debt: '15000' } },
				{ number: '+77020000002', extra: 'Bekzat', variables: { debt: '3200' } },
			],
		},
		makes: { name: 'Debt', audio_id: [201], calls_count: 2 },
		maxCost: 28,
		report: allSent(2),
	})),
	{
		title: 'with an audio file, for contacts from JSON',
		parameters: {
			name: 'Greeting',
			soundSource: 'upload',
			contactsSource: 'json',
			contactsJson: '["87010000001", "87010000001"]',
		},
		inputFile: { name: 'greeting.mp3', content: greeting },
		body: {
			name: 'Greeting',
			type: 'regular',
			audio_id: [{ type: 'upload', data: { file: greeting.toString('base64') } }],
			list_id: [{ number: '+77010000001' }],
		},
		makes: { name: 'Greeting', audio_id: [201], calls_count: 1 },
		maxCost: 28,
		report: { sent: 1, duplicatesRemoved: 1, invalidLeftOut: [] },
	},
	{
		title: 'with a scenario, and no sound even where one is left over',
		given: (sandbox) => {
			sandbox.seedContactList();
			sandbox.seedScenario();
		},
		parameters: {
			name: 'Survey',
			type: 'interactive',
			scenarioId: byId(501),
			soundId: byId(201),
			contactsSource: 'contactLists',
			contactListIds: [101],
		},
		body: { name: 'Survey', type: 'interactive', scenario_id: 501, list_id: [101] },
		makes: {
			name: 'Survey',
			type: 'interactive',
			audio_id: null,
			scenario_id: 501,
			calls_count: 2,
		},
		maxCost: 168,
	},
	{
		title: 'with every additional field at once',
		given: (sandbox) => {
			sandbox.seedContactList({
				contacts: [
					{ number: '+77010000001', variables: { name: 'Aigul' } },
					{ number: '+77010000002', variables: { name: 'Бекзат' } },
				],
			});
			sandbox.seedSound();
			sandbox.seedSound({ duration: 20 });
			sandbox.seedRentedCallerId();
		},
		parameters: {
			name: 'Offer',
			soundId: byId(201),
			contactsSource: 'contactLists',
			contactListIds: [101],
			additionalFields: {
				callbackUrl: 'https://example.com/reports',
				callerId: { __rl: true, mode: 'number', value: '8 (708) 646-96-20' },
				clientId: 'deal-1',
				dateFrom: '2026-03-20T00:00:00',
				lifetime: true,
				maxTries: 3,
				moreSoundIds: [202],
				record: true,
				sms: true,
				smsUnanswered: true,
				text: 'Thank you, {{name}}!',
				textUnanswered: 'We could not reach you, {{name}}.',
				timeFrom: '11:30',
				timeTo: '20:00',
				triesInterval: 15,
			},
		},
		body: { name: 'Offer', type: 'regular', list_id: [101], ...everyField },
		makes: { ...everyField, calls_count: 2 },
		maxCost: 176,
		asks: [{ request: 'GET /api/v1/lists/101', query: { page: '1' } }],
		smsReport: [
			{ text: 'SMS Text After Answer', encoding: 'Unicode', length: 18, segments: 1 },
			{ text: 'SMS Text if Unanswered', encoding: 'Unicode', length: 31, segments: 1 },
		],
	},
	{
		title: 'with the text of an SMS, which is then sent without a further switch',
		given: (sandbox) => {
			sandbox.seedContactList();
			sandbox.seedSound();
		},
		parameters: {
			name: 'Offer',
			soundId: byId(201),
			contactsSource: 'contactLists',
			contactListIds: [101],
			additionalFields: { text: 'Thank you' },
		},
		body: {
			name: 'Offer',
			type: 'regular',
			audio_id: [201],
			list_id: [101],
			sms: true,
			text: 'Thank you',
		},
		makes: { audio_id: [201], sms: true, text: 'Thank you', calls_count: 2 },
		maxCost: 88,
		smsReport: [{ text: 'SMS Text After Answer', encoding: 'GSM-7', length: 9, segments: 1 }],
	},
];
