import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { campaignCases, withOwn, type CampaignWay } from './campaign.cases';
import { notAccepted, notChanged, refusedHere } from './failures';
import { NOW, type FailureCase, type ResourceCases, type SentRequest } from './operationCase';
import { FIVE_THOUSAND_AND_ONE } from './people';
import { HOURS_ASKED, twoPages } from './requests';

const bulk = {
	id: 401,
	client_id: null,
	name: 'Sale',
	status: 'moderation',
	date_from: '2026-03-16',
	time_from: '12:00:00',
	text: 'Sale today',
	segments: 1,
	recipients: 2,
	list_id: [101],
	max_cost: 32,
	created_at: NOW,
	updated_at: NOW,
	final_cost: null,
	comment: null,
	callback_url: null,
};
const { final_cost: _finalCost, comment: _comment, callback_url: _url, ...row } = bulk;
const summary = {
	...row,
	name: 'Seeded bulk',
	status: 'completed',
	text: 'Hello',
	recipients: 0,
	list_id: [],
	max_cost: 32,
};

const message = {
	bulk_id: 401,
	number: '+77010000001',
	extra: null,
	variables: null,
	status: 'delivered',
	provider: 'kcell',
	init_time: NOW,
	status_time: NOW,
	created_at: NOW,
	updated_at: NOW,
};

const seedList = (sandbox: Sandbox) => sandbox.seedContactList();

const toList = {
	name: 'Sale',
	text: 'Sale today',
	contactsSource: 'contactLists',
	contactListIds: [101],
};
const toListBody = { name: 'Sale', text: 'Sale today', list_id: [101] };

const shortText = [{ text: 'Text', encoding: 'GSM-7', length: 10, segments: 1 }];

/** The fields of the API for every additional field, as they are sent and as the bulk then has them. */
const everyField = {
	callback_url: 'https://example.com/sms-reports',
	client_id: 'deal-1',
	date_from: '2026-03-20',
	time_from: '11:30:00',
};

const ways: CampaignWay[] = [
	{
		title: 'to a contact list',
		given: seedList,
		parameters: toList,
		body: toListBody,
		maxCost: 32,
		smsReport: shortText,
	},
	{
		title: 'to all input items, with variables in the text and a Cyrillic value',
		parameters: {
			name: 'Debt',
			text: 'Dear {{name}}, your debt is {{debt}}',
			contactsSource: 'inputItems',
			extraField: 'contract',
			variableFields: 'name,debt',
		},
		items: [
			{ phone: '8 701 000-00-01', name: 'Aigul', debt: 15000, contract: 'A-123' },
			{ phone: '8 702 000-00-02', name: `Бекзат${'!'.repeat(40)}`, debt: 3200 },
		],
		pairedItem: [{ item: 0 }, { item: 1 }],
		body: {
			name: 'Debt',
			text: 'Dear {{name}}, your debt is {{debt}}',
			list_id: [
				{
					number: '+77010000001',
					extra: 'A-123',
					variables: { name: 'Aigul', debt: '15000' },
				},
				{
					number: '+77020000002',
					variables: { name: `Бекзат${'!'.repeat(40)}`, debt: '3200' },
				},
			],
		},
		makes: { name: 'Debt', text: 'Dear {{name}}, your debt is {{debt}}', segments: 2 },
		maxCost: 64,
		smsReport: [{ text: 'Text', encoding: 'Unicode', length: 71, segments: 2 }],
		report: { sent: 2, duplicatesRemoved: 0, invalidLeftOut: [] },
	},
	{
		title: 'with every additional field at once',
		given: seedList,
		parameters: {
			...toList,
			additionalFields: {
				callbackUrl: 'https://example.com/sms-reports',
				clientId: 'deal-1',
				dateFrom: '2026-03-20T00:00:00',
				timeFrom: '11:30',
			},
		},
		body: { ...toListBody, ...everyField },
		makes: everyField,
		maxCost: 32,
		smsReport: shortText,
	},
];

/** Refusals of both POST /bulks and its calculation. @param sent the requests with a body */
function refusals(sent: (body: IDataObject) => SentRequest[]): FailureCase[] {
	return [
		{
			title: 'the contact list is not there',
			parameters: { ...toList, contactListIds: [999] },
			sends: sent({ ...toListBody, list_id: [999] }),
			fails: notAccepted('Contact List Names or IDs, entry 1: Список 999 не найден'),
		},
		{
			title: 'a remark has more than the 60 characters that a bulk takes',
			parameters: {
				name: 'Sale',
				text: 'Sale today',
				contactsSource: 'define',
				contacts: { contact: [{ number: '87010000001', extra: 'x'.repeat(61) }] },
			},
			sends: [],
			fails: {
				message:
					'"Contacts" has invalid contacts (1): contact 1: extra must have at most 60 characters, but has 61 [item 0]',
				description: 'Nothing was sent. Correct them, or set Invalid Numbers to Leave Out.',
			},
		},
		{
			title: 'the text is longer than 1,600 characters',
			parameters: { ...toList, text: 'x'.repeat(1601) },
			sends: [],
			fails: refusedHere('Text', 'must have 1 to 1600 characters, but has 1601'),
		},
	];
}

const shared = campaignCases({
	noun: 'SMS bulk',
	label: 'SMS Bulk',
	idParameter: 'smsBulkId',
	id: 401,
	path: '/bulks',
	seed: (sandbox, state) => sandbox.seedBulk(state),
	seedWithPart: (sandbox) => sandbox.seedBulk({ messages: [{}] }),
	stored: ({ store }) => [store.bulks, store.messages],
	first: ({ store }) => store.bulks.get(401),
	created: () => bulk,
	summary,
	ways,
	refusals,
	simplest: { given: seedList, parameters: toList, body: toListBody },
	tooDear: { costs: '32 tenge', balance: 31 },
	outside: {
		timeFrom: '20:31',
		plan: 'The SMS bulk would start on 2026-03-16 at 20:31',
		hours: '11:00 to 20:30',
		says: 'Time From: Поле time_from должно быть между 11:00:00 и 20:30:00',
	},
	update: {
		status: 'moderation',
		updateFields: {
			callbackUrl: 'https://example.com/sms-reports',
			clientId: 'deal-2',
			dateFrom: '2026-03-20T00:00:00',
			name: 'Later',
			timeFrom: '20:30',
		},
		body: {
			callback_url: 'https://example.com/sms-reports',
			client_id: 'deal-2',
			date_from: '2026-03-20',
			name: 'Later',
			time_from: '20:30:00',
		},
		unchanged: { ...bulk, text: 'Hello', recipients: 0, list_id: [] },
		tooLate: {
			title: 'the bulk is finished',
			status: 'completed',
			says: 'status: Изменить можно только рассылку, которая ещё не началась',
		},
	},
	underWay: {
		title: 'the bulk is being sent',
		message: 'The SMS bulk cannot be deleted while it is being sent',
		says: 'status: Нельзя удалить выполняющуюся рассылку',
	},
});

/** SMS Bulk → … */
export const smsBulkCases: ResourceCases = {
	create: shared.create,

	calculateCost: withOwn(shared.calculateCost, {
		succeeds: [
			{
				title: 'for 5,001 people, in two parts whose costs add up',
				parameters: {
					name: 'Sale',
					text: 'Sale today',
					contactsSource: 'json',
					contactsJson: JSON.stringify(FIVE_THOUSAND_AND_ONE),
				},
				sends: [FIVE_THOUSAND_AND_ONE.slice(0, 5000), FIVE_THOUSAND_AND_ONE.slice(5000)].map(
					(part) => ({
						request: 'POST /api/v1/bulks/calculate',
						body: { ...toListBody, list_id: part },
					}),
				),
				gives: [
					{
						max_cost: 80_016,
						contactsReport: { sent: 5001, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				],
			},
		],
	}),

	get: withOwn(shared.get, {
		succeeds: [
			{
				title: 'tells, simplified, what a bulk says and costs',
				given: (sandbox) =>
					sandbox.seedBulk({ status: 'denied', comment: 'Spam', messages: [{}, {}] }),
				parameters: { smsBulkId: byId(401) },
				sends: [{ request: 'GET /api/v1/bulks/401' }],
				gives: [
					{
						id: 401,
						client_id: null,
						name: 'Seeded bulk',
						status: 'denied',
						text: 'Hello',
						segments: 1,
						recipients: 2,
						max_cost: 32,
						final_cost: null,
						comment: 'Spam',
					},
				],
			},
			{
				title: 'gives everything but the messages when it is not simplified',
				given: (sandbox) => sandbox.seedBulk({ messages: [{}] }),
				parameters: { smsBulkId: byId(401), simplify: false },
				sends: [{ request: 'GET /api/v1/bulks/401' }],
				gives: [{ ...bulk, ...summary, recipients: 1, max_cost: 32, final_cost: 32 }],
			},
		],
	}),

	getAll: withOwn(shared.getAll, {
		fails: [
			{
				title: 'the date of a filter is a number',
				parameters: { filters: { dateFrom: '={{ 20260313 }}' } },
				sends: [],
				fails: refusedHere('Created From', 'must be a date such as 2026-03-16, but is 20260313'),
			},
		],
	}),

	getMessages: withOwn(shared.getParts, {
		succeeds: [
			{
				title: 'gives the messages of all pages, each as an item',
				account: { pageSize: 1 },
				given: (sandbox) =>
					sandbox.seedBulk({ messages: [{}, { number: '+77770000002', status: 'expired' }] }),
				parameters: { smsBulkId: byId(401), returnAll: true },
				sends: twoPages('GET /api/v1/bulks/401'),
				gives: [
					{ ...message, id: 90001 },
					{
						...message,
						id: 90002,
						number: '+77770000002',
						status: 'expired',
						provider: 'beeline',
					},
				],
			},
		],
	}),

	update: withOwn(shared.update, {
		fails: [
			{
				title: 'it would be sent outside of the permitted hours, which the error names',
				account: { allowedTo: '19:00:00' },
				given: (sandbox) => sandbox.seedBulk({ status: 'moderation' }),
				parameters: { smsBulkId: byId(401), updateFields: { timeFrom: '19:01' } },
				sends: [{ request: 'PUT /api/v1/bulks/401', body: { time_from: '19:01:00' } }, HOURS_ASKED],
				fails: notChanged(
					'Time From: Поле time_from должно быть между 11:00:00 и 19:00:00',
					'11:00 to 19:00',
				),
				leaves: ({ store }) => expect(store.bulks.get(401)?.time_from).toBe('12:00:00'),
			},
			{
				title: 'the time is none',
				parameters: { smsBulkId: byId(401), updateFields: { timeFrom: '25:00' } },
				sends: [],
				fails: refusedHere('Time From', 'must be a time such as 10:00, but is "25:00"'),
			},
		],
	}),

	delete: shared.delete,
};
