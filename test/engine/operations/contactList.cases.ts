import type { Sandbox } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { noSuch, notChanged, notFound, nothingToChange, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';
import { createdOnce, twoPages } from './requests';

const times = { created_at: NOW, updated_at: NOW };
const list = {
	id: 101,
	client_id: null,
	name: 'Seeded list',
	importing: false,
	nonexistent: null,
	...times,
	contacts_count: 2,
	used: 0,
};

const people = [
	{ phone: '8 701 000-00-01', name: 'Aigul', debt: 15000 },
	{ phone: '+7 (702) 000-00-02', name: 'Bekzat', debt: 3200 },
];
const peopleAsSent = [
	{ number: '+77010000001', extra: 'Aigul', variables: { name: 'Aigul', debt: '15000' } },
	{ number: '+77020000002', extra: 'Bekzat', variables: { name: 'Bekzat', debt: '3200' } },
];

/** Three lists of three days, two of them with an ID of the person's own. */
function listsOfThreeDays(sandbox: Sandbox): void {
	const contacts = [{ number: '+77010000001' }];
	for (const [day, client_id] of [
		['13', 'deal-1'],
		['14', null],
		['15', 'deal-1'],
	] as const) {
		const created_at = `2026-03-${day} 12:00:00`;
		sandbox.seedContactList({ name: `List of ${day}`, client_id, contacts, created_at });
	}
}
const listOf = (day: number) => ({
	...list,
	id: 101 + day - 13,
	client_id: day === 14 ? null : 'deal-1',
	name: `List of ${day}`,
	created_at: `2026-03-${day} 12:00:00`,
	updated_at: `2026-03-${day} 12:00:00`,
	contacts_count: 1,
});

/** A list whose second number turned out not to exist. */
function listWithNonexistent(sandbox: Sandbox): void {
	sandbox.seedContactList({ nonexistent: [10002] });
}

const noSuchList = noSuch('contact list', 999, 'Contact List', { contactListId: byId(999) });

/** Contact List → … */
export const contactListCases: ResourceCases = {
	create: {
		succeeds: [
			{
				title: 'makes a list of all input items, with a remark and variables from their fields',
				parameters: {
					name: 'Debtors of May',
					extraField: 'name',
					variableFields: 'name, debt',
					additionalFields: { clientId: 'crm-2026-05' },
				},
				items: [...people, { phone: 77010000001, name: 'Aigul again' }],
				sends: createdOnce('/lists', {
					name: 'Debtors of May',
					client_id: 'crm-2026-05',
					numbers: peopleAsSent,
				}),
				gives: [
					{
						...list,
						name: 'Debtors of May',
						client_id: 'crm-2026-05',
						contactsReport: { sent: 2, duplicatesRemoved: 1, invalidLeftOut: [] },
					},
				],
				pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
			},
			{
				title: 'makes a list of contacts typed in, and leaves out a number that cannot be',
				parameters: {
					name: 'A few',
					contactsSource: 'define',
					contacts: { contact: [{ number: '87010000001' }, { number: '8701000' }] },
					invalidNumbers: 'skip',
				},
				sends: createdOnce('/lists', { name: 'A few', numbers: [{ number: '+77010000001' }] }),
				gives: [
					{
						...list,
						client_id: derivedClientId(),
						name: 'A few',
						contacts_count: 1,
						contactsReport: {
							sent: 1,
							duplicatesRemoved: 0,
							invalidLeftOut: [
								{
									contact: 'contact 2',
									number: '8701000',
									reason:
										'number must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "8701000"',
								},
							],
						},
					},
				],
			},
		],
		fails: [
			{
				title: 'two of the input items have numbers that cannot be',
				parameters: { name: 'Mixed' },
				items: [{ phone: '8 701 000-00-01' }, { phone: '8 706 000-00-02' }, { name: 'no phone' }],
				sends: [],
				fails: {
					message:
						'"Contacts" has invalid contacts (2): item 1: number must have an operator code that AutoCall.kz can reach here, but "8 706 000-00-02" has 706; item 2: number must be a phone number, but is empty [item 0]',
					description: 'Nothing was sent. Correct them, or set Invalid Numbers to Leave Out.',
				},
				leaves: ({ store }) => expect(store.contactLists.size).toBe(0),
			},
			{
				title: 'the name is longer than 40 characters',
				parameters: { name: 'я'.repeat(41) },
				items: people,
				sends: [],
				fails: refusedHere('Name', 'must have 1 to 40 characters, but has 41'),
			},
		],
	},

	addContacts: {
		succeeds: [
			{
				title: 'adds contacts from JSON to a list',
				given: (sandbox) => sandbox.seedContactList({ client_id: 'deal-1' }),
				parameters: {
					contactListId: byId(101),
					contactsSource: 'json',
					contactsJson: JSON.stringify(peopleAsSent),
				},
				sends: [
					{ request: 'GET /api/v1/lists/101' },
					{ request: 'POST /api/v1/lists/append/101', body: { numbers: peopleAsSent } },
				],
				gives: [
					{
						...list,
						client_id: 'deal-1',
						contacts_count: 4,
						contactsReport: { sent: 2, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				],
			},
			{
				title: 'adds all input items in one request, repeated numbers too when that is wanted',
				given: (sandbox) => sandbox.seedContactList({ contacts: [] }),
				parameters: {
					contactListId: byId(101),
					numberField: 'person.phone',
					removeDuplicates: false,
				},
				items: [{ person: { phone: '7010000001' } }, { person: { phone: '+77010000001' } }],
				sends: [
					{ request: 'GET /api/v1/lists/101' },
					{
						request: 'POST /api/v1/lists/append/101',
						body: { numbers: [{ number: '+77010000001' }, { number: '+77010000001' }] },
					},
				],
				gives: [
					{
						...list,
						contacts_count: 2,
						contactsReport: { sent: 2, duplicatesRemoved: 0, invalidLeftOut: [] },
					},
				],
				pairedItem: [{ item: 0 }, { item: 1 }],
			},
		],
		fails: [
			{ ...noSuchList('GET /api/v1/lists/999'), items: [{ phone: '8 701 000-00-01' }] },
			{
				title: 'what is given for JSON is one contact instead of an array',
				parameters: {
					contactListId: byId(101),
					contactsSource: 'json',
					contactsJson: '{ "number": "+77010000001" }',
				},
				sends: [],
				fails: refusedHere('Contacts (JSON)', 'must be an array of contacts'),
			},
		],
	},

	get: {
		succeeds: [
			{
				title: 'gives a list without its contacts, and how often it was used',
				given: (sandbox) => {
					sandbox.seedContactList();
					sandbox.seedAutocall({ list_id: [101] });
				},
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'GET /api/v1/lists/101' }],
				gives: [{ ...list, used: 1 }],
			},
		],
		fails: [
			{
				title: 'the list was deleted',
				given: (sandbox) => {
					sandbox.seedContactList();
					sandbox.store.contactLists.delete(101);
				},
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'GET /api/v1/lists/101' }],
				fails: notFound('contact list', 101, 'Contact List'),
			},
		],
	},

	getAll: {
		succeeds: [
			{
				title: 'gives the newest lists up to the limit',
				given: listsOfThreeDays,
				parameters: { limit: 2 },
				sends: [{ request: 'GET /api/v1/lists', query: { page: '1' } }],
				gives: [listOf(15), listOf(14)],
			},
			{
				title: 'gives all pages of one client ID, oldest first, of some days only',
				account: { pageSize: 1 },
				given: listsOfThreeDays,
				parameters: {
					returnAll: true,
					filters: {
						clientId: 'deal-1',
						dateFrom: '2026-03-13T00:00:00',
						dateTo: '2026-03-15T00:00:00',
					},
					options: { order: 'asc' },
				},
				sends: twoPages('GET /api/v1/lists', {
					client_id: 'deal-1',
					date_from: '2026-03-13',
					date_to: '2026-03-15',
					order: 'asc',
				}),
				gives: [listOf(13), listOf(15)],
			},
			{
				title: 'gives no item for a client ID that no list has, for which the service returns 404',
				given: listsOfThreeDays,
				parameters: { filters: { clientId: 'deal-2' } },
				sends: [{ request: 'GET /api/v1/lists', query: { client_id: 'deal-2', page: '1' } }],
				gives: [],
			},
		],
		fails: [
			{
				title: 'the date of a filter is none',
				parameters: { filters: { dateFrom: '={{ "last Monday" }}' } },
				sends: [],
				fails: refusedHere(
					'Created From',
					'must be a date such as 2026-03-16, but is "last Monday"',
				),
			},
			{
				title: 'the Base URL leads to another service, which has no lists',
				given: (sandbox) =>
					sandbox.faults.add({ kind: 'status', status: 404, body: { message: 'No route.' } }),
				sends: [{ request: 'GET /api/v1/lists', query: { page: '1' } }],
				fails: {
					message: 'AutoCall.kz found nothing at this address [item 0]',
					description:
						'AutoCall.kz says: “No route”. Check the Base URL of the AutoCall credential.',
					status: 404,
				},
			},
		],
	},

	getContacts: {
		succeeds: [
			{
				title: 'gives the contacts of all pages, each as an item',
				account: { pageSize: 1 },
				given: (sandbox) => sandbox.seedContactList({ contacts: peopleAsSent }),
				parameters: { contactListId: byId(101), returnAll: true },
				sends: twoPages('GET /api/v1/lists/101'),
				gives: [
					{ id: 10001, list_id: 101, ...peopleAsSent[0], ...times },
					{ id: 10002, list_id: 101, ...peopleAsSent[1], ...times },
				],
			},
		],
		fails: [
			noSuchList({ request: 'GET /api/v1/lists/999', query: { page: '1' } }),
			{
				title: 'the limit is nothing',
				parameters: { contactListId: byId(101), limit: 0 },
				sends: [],
				fails: refusedHere('Limit', 'must be at least 1, but is 0'),
			},
		],
	},

	update: {
		succeeds: [
			{
				title: 'renames a list and gives it an ID of the person’s own',
				given: (sandbox) => sandbox.seedContactList(),
				parameters: {
					contactListId: byId(101),
					updateFields: { clientId: 'deal-7', name: 'VIP' },
				},
				sends: [{ request: 'PUT /api/v1/lists/101', body: { client_id: 'deal-7', name: 'VIP' } }],
				gives: [{ ...list, client_id: 'deal-7', name: 'VIP' }],
			},
		],
		fails: [
			nothingToChange({ contactListId: byId(101) }),
			noSuchList(
				{ request: 'PUT /api/v1/lists/999', body: { name: 'VIP' } },
				{ updateFields: { name: 'VIP' } },
			),
			{
				title: 'the own ID is longer than 256 characters',
				parameters: { contactListId: byId(101), updateFields: { clientId: 'x'.repeat(257) } },
				sends: [],
				fails: refusedHere('Client ID', 'must have at most 256 characters, but has 257'),
			},
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes a list with its contacts',
				given: (sandbox) => sandbox.seedContactList(),
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'DELETE /api/v1/lists/101' }],
				gives: [{ deleted: true, id: 101 }],
				leaves: ({ store }) =>
					expect([store.contactLists.size, store.contacts.size]).toEqual([0, 0]),
			},
		],
		fails: [
			{
				title: 'a campaign is still calling the list',
				given: (sandbox) => {
					sandbox.seedContactList();
					sandbox.seedBulk({ status: 'running', list_id: [101] });
				},
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'DELETE /api/v1/lists/101' }],
				fails: notChanged('Contact List: Список используется в незавершённой рассылке'),
				leaves: ({ store }) => expect(store.contactLists.size).toBe(1),
			},
			noSuchList('DELETE /api/v1/lists/999'),
		],
	},

	deleteNonexistent: {
		succeeds: [
			{
				title: 'removes the numbers that turned out not to exist, and keeps the list',
				given: listWithNonexistent,
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'DELETE /api/v1/lists/nonexistent/101' }],
				gives: [{ deleted: true, id: 101 }],
				leaves: ({ store }) => {
					expect(store.contacts.all()).toMatchObject([{ id: 10001 }]);
					expect(store.contactLists.get(101)?.nonexistent).toBeNull();
				},
			},
		],
		fails: [noSuchList('DELETE /api/v1/lists/nonexistent/999')],
	},

	ignoreNonexistent: {
		succeeds: [
			{
				title: 'keeps the numbers that turned out not to exist, without their mark',
				given: listWithNonexistent,
				parameters: { contactListId: byId(101) },
				sends: [{ request: 'PUT /api/v1/lists/nonexistent/101' }],
				gives: [list],
				leaves: ({ store }) => expect(store.contacts.size).toBe(2),
			},
		],
		fails: [noSuchList('PUT /api/v1/lists/nonexistent/999')],
	},
};
