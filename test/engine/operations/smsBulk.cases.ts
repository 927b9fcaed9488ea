import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { pagesOfAll } from '../../support/pageWalk';
import { createdOnce, HOURS_ASKED } from './createRequests';
import {
	campaignTooDear,
	noSuch,
	notAccepted,
	notChanged,
	notFound,
	nothingToChange,
	outsideHours,
	refusedHere,
} from './failures';
import {
	NOW,
	type FailureCase,
	type ResourceCases,
	type SentRequest,
	type SuccessCase,
} from './operationCase';
import { FIVE_THOUSAND_AND_ONE } from './people';

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

/** A way to fill in a bulk, which its creation and its cost calculation take alike. */
interface BulkWay extends Pick<
	SuccessCase,
	'title' | 'given' | 'parameters' | 'items' | 'pairedItem'
> {
	body: IDataObject;
	/** In what the bulk made of it differs from `bulk`. */
	makes?: IDataObject;
	/** Tenge: 16 for a segment. */
	maxCost: number;
	report?: IDataObject;
	/** The report on the text in the output of its creation. */
	smsReport: IDataObject[];
}

const shortText = [{ text: 'Text', encoding: 'GSM-7', length: 10, segments: 1 }];

const ways: BulkWay[] = [
	{
		title: 'to a contact list',
		given: seedList,
		parameters: {
			name: 'Sale',
			text: 'Sale today',
			contactsSource: 'contactLists',
			contactListIds: [101],
		},
		body: { name: 'Sale', text: 'Sale today', list_id: [101] },
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
			name: 'Sale',
			text: 'Sale today',
			contactsSource: 'contactLists',
			contactListIds: [101],
			additionalFields: {
				callbackUrl: 'https://example.com/sms-reports',
				clientId: 'deal-1',
				dateFrom: '2026-03-20T00:00:00',
				timeFrom: '11:30',
			},
		},
		body: {
			name: 'Sale',
			text: 'Sale today',
			list_id: [101],
			callback_url: 'https://example.com/sms-reports',
			client_id: 'deal-1',
			date_from: '2026-03-20',
			time_from: '11:30:00',
		},
		makes: {
			callback_url: 'https://example.com/sms-reports',
			client_id: 'deal-1',
			date_from: '2026-03-20',
			time_from: '11:30:00',
		},
		maxCost: 32,
		smsReport: shortText,
	},
];

/** The requests that create a bulk of the body as it was filled in, and that calculate its cost. */
const toCreate = (body: IDataObject) => [HOURS_ASKED, ...createdOnce('/bulks', body)];
const toCalculate = (body: IDataObject) => [{ request: 'POST /api/v1/bulks/calculate', body }];

const createdIn = ({
	body,
	makes,
	maxCost,
	report,
	smsReport,
	...situation
}: BulkWay): SuccessCase => ({
	...situation,
	sends: toCreate(body),
	gives: [
		{
			...bulk,
			client_id: derivedClientId(),
			max_cost: maxCost,
			...makes,
			smsReport,
			...(report && { contactsReport: report }),
		},
	],
});

const calculatedIn = ({
	body,
	makes: _makes,
	maxCost,
	report,
	smsReport: _smsReport,
	...situation
}: BulkWay): SuccessCase => ({
	...situation,
	sends: toCalculate(body),
	gives: [{ max_cost: maxCost, ...(report && { contactsReport: report }) }],
	leaves: ({ store }) => expect(store.bulks.size).toBe(0),
});

const late = {
	name: 'Sale',
	text: 'Sale today',
	contactsSource: 'contactLists',
	contactListIds: [101],
	additionalFields: { timeFrom: '20:31' },
};
const lateBody = { name: 'Sale', text: 'Sale today', list_id: [101], time_from: '20:31:00' };

/** Refusals of both POST /bulks and its calculation. @param sent the requests with a body */
function refusals(sent: (body: IDataObject) => SentRequest[]): FailureCase[] {
	return [
		{
			title: 'the contact list is not there',
			parameters: {
				name: 'Sale',
				text: 'Sale today',
				contactsSource: 'contactLists',
				contactListIds: [999],
			},
			sends: sent({ name: 'Sale', text: 'Sale today', list_id: [999] }),
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
			parameters: {
				name: 'Sale',
				text: 'x'.repeat(1601),
				contactsSource: 'contactLists',
				contactListIds: [101],
			},
			sends: [],
			fails: refusedHere('Text', 'must have 1 to 1600 characters, but has 1601'),
		},
	];
}

/** SMS Bulk → … */
export const smsBulkCases: ResourceCases = {
	create: {
		succeeds: ways.map(createdIn),
		fails: [
			...refusals(toCreate),
			{
				title: 'it would be sent outside of the permitted hours, which the error names',
				given: seedList,
				parameters: late,
				sends: [HOURS_ASKED],
				fails: outsideHours('The SMS bulk would start on 2026-03-16 at 20:31', '11:00 to 20:30'),
				leaves: ({ store }) => expect(store.bulks.size).toBe(0),
			},
			{
				title: 'the balance does not cover what it may cost',
				account: { balance: 31 },
				given: seedList,
				parameters: {
					name: 'Sale',
					text: 'Sale today',
					contactsSource: 'contactLists',
					contactListIds: [101],
				},
				sends: [
					...toCreate({ name: 'Sale', text: 'Sale today', list_id: [101] }),
					{
						request: 'POST /api/v1/bulks/calculate',
						body: { name: 'Sale', text: 'Sale today', list_id: [101] },
					},
					{ request: 'GET /api/v1/balance' },
				],
				fails: campaignTooDear('32 tenge', '31 tenge'),
				leaves: ({ store }) => expect(store.bulks.size).toBe(0),
			},
		],
	},

	calculateCost: {
		succeeds: [
			...ways.map(calculatedIn),
			{
				title: 'for 5,001 people, in two parts whose costs add up',
				parameters: {
					name: 'Sale',
					text: 'Sale today',
					contactsSource: 'json',
					contactsJson: JSON.stringify(FIVE_THOUSAND_AND_ONE),
				},
				sends: [FIVE_THOUSAND_AND_ONE.slice(0, 5000), FIVE_THOUSAND_AND_ONE.slice(5000)].flatMap(
					(part) => toCalculate({ name: 'Sale', text: 'Sale today', list_id: part }),
				),
				gives: [
					{
						max_cost: 80_016,
						contactsReport: { sent: 5001, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				],
			},
		],
		fails: [
			...refusals(toCalculate),
			{
				title: 'it would be sent outside of the permitted hours, which the error names',
				given: seedList,
				parameters: late,
				sends: [...toCalculate(lateBody), HOURS_ASKED],
				fails: notAccepted(
					'Time From: Поле time_from должно быть между 11:00:00 и 20:30:00',
					'11:00 to 20:30',
				),
			},
		],
	},

	get: {
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
		fails: [noSuch('SMS bulk', 999, 'SMS Bulk', { smsBulkId: byId(999) }, 'GET /api/v1/bulks/999')],
	},

	getAll: {
		succeeds: [
			{
				title: 'gives the newest up to the limit',
				given: (sandbox) => {
					sandbox.seedBulk();
					sandbox.seedBulk({ name: 'Second' });
				},
				parameters: { limit: 1 },
				sends: [{ request: 'GET /api/v1/bulks', query: { page: '1' } }],
				gives: [{ ...summary, id: 402, name: 'Second' }],
			},
			{
				title: 'gives all pages of one client ID, oldest first, of some days only',
				account: { pageSize: 1 },
				given: (sandbox) => {
					for (const created_at of ['2026-03-12 23:59:59', '2026-03-13 00:00:00', NOW]) {
						sandbox.seedBulk({ client_id: 'deal-1', created_at });
						sandbox.seedBulk({ created_at });
					}
				},
				parameters: {
					returnAll: true,
					filters: {
						clientId: 'deal-1',
						dateFrom: '2026-03-13T00:00:00',
						dateTo: '2026-03-16T00:00:00',
					},
					options: { order: 'asc' },
				},
				sends: pagesOfAll(2).map((page) => ({
					request: 'GET /api/v1/bulks',
					query: {
						client_id: 'deal-1',
						date_from: '2026-03-13',
						date_to: '2026-03-16',
						order: 'asc',
						page: String(page),
					},
				})),
				gives: [
					{ ...summary, id: 403, client_id: 'deal-1', created_at: '2026-03-13 00:00:00' },
					{ ...summary, id: 405, client_id: 'deal-1' },
				],
			},
		],
		fails: [
			{
				title: 'the date of a filter is a number',
				parameters: { filters: { dateFrom: '={{ 20260313 }}' } },
				sends: [],
				fails: refusedHere('Created From', 'must be a date such as 2026-03-16, but is 20260313'),
			},
		],
	},

	getMessages: {
		succeeds: [
			{
				title: 'gives the messages of all pages, each as an item',
				account: { pageSize: 1 },
				given: (sandbox) =>
					sandbox.seedBulk({ messages: [{}, { number: '+77770000002', status: 'expired' }] }),
				parameters: { smsBulkId: byId(401), returnAll: true },
				sends: pagesOfAll(2).map((page) => ({
					request: 'GET /api/v1/bulks/401',
					query: { page: String(page) },
				})),
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
		fails: [
			{
				title: 'there is no such bulk',
				parameters: { smsBulkId: byId(999) },
				sends: [{ request: 'GET /api/v1/bulks/999', query: { page: '1' } }],
				fails: notFound('SMS bulk', 999, 'SMS Bulk'),
			},
		],
	},

	update: {
		succeeds: [
			{
				title: 'changes everything that can be changed of a bulk that has not started',
				given: (sandbox) => sandbox.seedBulk({ status: 'moderation' }),
				parameters: {
					smsBulkId: byId(401),
					updateFields: {
						callbackUrl: 'https://example.com/sms-reports',
						clientId: 'deal-2',
						dateFrom: '2026-03-20T00:00:00',
						name: 'Later',
						timeFrom: '20:30',
					},
				},
				sends: [
					{
						request: 'PUT /api/v1/bulks/401',
						body: {
							callback_url: 'https://example.com/sms-reports',
							client_id: 'deal-2',
							date_from: '2026-03-20',
							name: 'Later',
							time_from: '20:30:00',
						},
					},
				],
				gives: [
					{
						...bulk,
						text: 'Hello',
						recipients: 0,
						list_id: [],
						callback_url: 'https://example.com/sms-reports',
						client_id: 'deal-2',
						date_from: '2026-03-20',
						name: 'Later',
						time_from: '20:30:00',
					},
				],
			},
		],
		fails: [
			{
				title: 'the bulk is finished',
				given: (sandbox) => sandbox.seedBulk({ status: 'completed' }),
				parameters: { smsBulkId: byId(401), updateFields: { name: 'Later' } },
				sends: [{ request: 'PUT /api/v1/bulks/401', body: { name: 'Later' } }],
				fails: notChanged('status: Изменить можно только рассылку, которая ещё не началась'),
				leaves: ({ store }) => expect(store.bulks.get(401)?.name).toBe('Seeded bulk'),
			},
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
			nothingToChange({ smsBulkId: byId(401) }),
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes a bulk with its messages',
				given: (sandbox) => sandbox.seedBulk({ messages: [{}] }),
				parameters: { smsBulkId: byId(401) },
				sends: [{ request: 'DELETE /api/v1/bulks/401' }],
				gives: [{ deleted: true, id: 401 }],
				leaves: ({ store }) => expect([store.bulks.size, store.messages.size]).toEqual([0, 0]),
			},
		],
		fails: [
			{
				title: 'the bulk is being sent',
				given: (sandbox) => sandbox.seedBulk({ status: 'running' }),
				parameters: { smsBulkId: byId(401) },
				sends: [{ request: 'DELETE /api/v1/bulks/401' }],
				fails: {
					message: 'The SMS bulk cannot be deleted while it is being sent [item 0]',
					description:
						'AutoCall.kz says: “status: Нельзя удалить выполняющуюся рассылку”. Delete it once its status is completed. Use Get to see the status.',
					status: 422,
				},
				leaves: ({ store }) => expect(store.bulks.size).toBe(1),
			},
		],
	},
};
