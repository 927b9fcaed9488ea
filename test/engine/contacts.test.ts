/** Whom a list or a campaign is for: how contacts are given in the node, checked, and what is sent. */
import type { IDataObject } from 'n8n-workflow';

import type { NewContact, RecordedRequest } from '../../sandbox';
import { byId, useBench, type Bench } from '../support/autoCall';
import { derivedClientId } from '../support/derivedClientId';

const bench = useBench({ balance: 10_000_000 });

/** An operation that takes contacts. */
interface Taker {
	resource: string;
	operation: string;
	/** The endpoint that the contacts are sent to. */
	route: string;
	/** The other parameters that it needs. */
	parameters: IDataObject;
	/** Key of the contacts in the request. */
	key: 'numbers' | 'list_id';
}

/** IDs of the sandbox's first list and first sound, which every test finds. */
const LIST = 101;
const SOUND = 201;

const autocall = { name: 'Debts', soundId: byId(SOUND) };
const smsBulk = { name: 'Debts', text: 'Hello' };
const list = { resource: 'contactList', key: 'numbers' } as const;
const campaign = { key: 'list_id' } as const;

const createList: Taker = {
	...list,
	operation: 'create',
	route: '/lists',
	parameters: { name: 'Debtors' },
};
const addContacts: Taker = {
	...list,
	operation: 'addContacts',
	route: '/lists/append/{id}',
	parameters: { contactListId: byId(LIST) },
};
const createAutocall: Taker = {
	...campaign,
	resource: 'autocall',
	operation: 'create',
	route: '/autocalls',
	parameters: autocall,
};
const autocallCost: Taker = {
	...createAutocall,
	operation: 'calculateCost',
	route: '/autocalls/calculate',
};
const createBulk: Taker = {
	...campaign,
	resource: 'smsBulk',
	operation: 'create',
	route: '/bulks',
	parameters: smsBulk,
};
const bulkCost: Taker = { ...createBulk, operation: 'calculateCost', route: '/bulks/calculate' };

const lists = [createList, addContacts];
const campaigns = [createAutocall, autocallCost, createBulk, bulkCost];
const named = (takers: Taker[]) =>
	takers.map((taker) => [`${taker.resource}.${taker.operation}`, taker] as const);
const all = named([...lists, ...campaigns]);
/** A list and a campaign, for what all of them have from the same code. */
const oneOfEach = named([createList, createBulk]);

beforeEach(() => {
	bench().sandbox.seedContactList({ contacts: [] });
	bench().sandbox.seedSound();
});

/** Runs an operation with contacts in its parameters. */
async function run(
	{ resource, operation, parameters }: Taker,
	contacts: IDataObject,
	options: Parameters<Bench['run']>[3] = {},
) {
	return await bench().run(resource, operation, { ...parameters, ...contacts }, options);
}

/** Runs an operation with each item as a contact. */
async function runWithItems(taker: Taker, items: IDataObject[], contacts: IDataObject = {}) {
	return await run(taker, { contactsSource: 'inputItems', ...contacts }, { items });
}

/** The bodies sent to an endpoint, request by request. */
function sentTo(route: string): RecordedRequest[] {
	return bench().sandbox.requests.filter(
		(request) => request.method === 'POST' && request.route === route,
	);
}

/** Every request in order, with its status: `POST /lists 201`. */
const sent = () =>
	bench().sandbox.requests.map(({ method, route, status }) => `${method} ${route} ${status}`);

/** The contacts that an operation's requests carried, request by request. */
function contactsSent({ route, key }: Taker): Array<Array<NewContact | number>> {
	return sentTo(route).map(({ body }) => (body as Record<string, NewContact[]>)[key] ?? []);
}

/** A valid number for each index, all different. */
const numberAt = (index: number) => `+7701${String(index).padStart(7, '0')}`;
const people = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: numberAt(index) }));
const numbersOf = (contacts: Array<NewContact | number> = []) =>
	contacts.map((contact) => (contact as NewContact).number);

describe.each(all)('%s', (_name, taker) => {
	it('takes every input item as a contact, in one go', async () => {
		const result = await runWithItems(
			taker,
			[
				{
					phone: '8 701 123-45-67',
					customer: { name: 'Aigul', debt: 15000 },
					'contract.id': 'A-123',
				},
				{ phone: 77021234567, customer: { name: 'Берік', debt: null }, 'contract.id': '' },
				{ phone: '+7 (705) 123 45 67' },
			],
			{ extraField: 'customer.name', variableFields: 'customer.name, customer.debt, contract.id' },
		);

		expect(result.status).toBe('success');
		expect(contactsSent(taker)).toEqual([
			[
				{
					number: '+77011234567',
					extra: 'Aigul',
					variables: { name: 'Aigul', debt: '15000', id: 'A-123' },
				},
				{ number: '+77021234567', extra: 'Берік', variables: { name: 'Берік', id: '' } },
				{ number: '+77051234567' },
			],
		]);
		expect(result.items).toHaveLength(1);
		expect(result.items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(result.items[0]?.json.contactsReport).toEqual({
			sent: 3,
			duplicatesRemoved: 0,
			invalidLeftOut: [],
		});
	});

	it('says in the output that Execute Once took one item of many', async () => {
		const items = people(250);
		const once = await run(
			taker,
			{ contactsSource: 'inputItems' },
			{ items, settings: { executeOnce: true } },
		);
		expect(contactsSent(taker).map(numbersOf)).toEqual([[numberAt(0)]]);
		expect(once.items[0]?.json.contactsReport).toEqual({
			sent: 1,
			duplicatesRemoved: 0,
			invalidLeftOut: [],
			executeOnce:
				'Only the first of 250 input items was used, because Execute Once is on in the settings of the node.',
		});

		const single = await run(
			taker,
			{ contactsSource: 'inputItems' },
			{ items: people(1), settings: { executeOnce: true } },
		);
		expect(single.items[0]?.json.contactsReport).not.toHaveProperty('executeOnce');
		const all = await run(taker, { contactsSource: 'inputItems' }, { items });
		expect(all.items[0]?.json.contactsReport).not.toHaveProperty('executeOnce');
	});

	it('takes variables of defined contacts as name and value, by expressions too', async () => {
		await run(
			taker,
			{
				contactsSource: 'define',
				contacts: {
					contact: [
						{
							number: '={{ $json.phone }}',
							variableValues: {
								variable: [
									{ name: 'name', value: '={{ $json.name }}' },
									{ name: ' debt ', value: '15000' },
									{ name: '', value: '' },
								],
							},
						},
						{ number: '8 702 123 45 67', variableValues: {} },
					],
				},
			},
			{ items: [{ phone: numberAt(1), name: 'Aigul' }] },
		);
		expect(contactsSent(taker)).toEqual([
			[
				{ number: numberAt(1), variables: { name: 'Aigul', debt: '15000' } },
				{ number: '+77021234567' },
			],
		]);
	});

	it('takes contacts defined in the node, filled by expressions, for each item', async () => {
		const result = await run(
			taker,
			{
				contactsSource: 'define',
				contacts: {
					contact: [
						{ number: '={{ $json.phone }}', extra: '={{ $json.name }}', variables: '{}' },
						{ number: '8 702 123 45 67', extra: '', variables: '{ "name": "Bekzat", "debt": 5 }' },
						{ number: '705 123 45 67' },
					],
				},
			},
			{
				items: [
					{ phone: '77011234567', name: 'Aigul' },
					{ phone: 77471234567, name: 42 },
				],
			},
		);

		const fixed = [
			{ number: '+77021234567', variables: { name: 'Bekzat', debt: '5' } },
			{ number: '+77051234567' },
		];
		expect(contactsSent(taker)).toEqual([
			[{ number: '+77011234567', extra: 'Aigul' }, ...fixed],
			[{ number: '+77471234567', extra: '42' }, ...fixed],
		]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each([
		['an array of an expression', '={{ $json.people }}'],
		['a text', '={{ JSON.stringify($json.people) }}'],
	])('takes %s', async (_form, contactsJson) => {
		await run(
			taker,
			{ contactsSource: 'json', contactsJson },
			{
				items: [
					{
						people: [
							{ number: '8 701 123 45 67', extra: 'Aigul', variables: { debt: 15000 } },
							{ number: 7021234567, extra: null, variables: {} },
							'+7 705 123 45 67',
							77471234567,
						],
					},
				],
			},
		);

		expect(contactsSent(taker)).toEqual([
			[
				{ number: '+77011234567', extra: 'Aigul', variables: { debt: '15000' } },
				{ number: '+77021234567' },
				{ number: '+77051234567' },
				{ number: '+77471234567' },
			],
		]);
	});

	it('sends nothing while a number is wrong, and names the first ten with their place and why', async () => {
		const wrong = Array.from({ length: 12 }, (_, index) => ({ phone: `wrong ${index}` }));
		const result = await runWithItems(taker, [
			{ phone: '8 701 123 45 67' },
			...wrong,
			{ phone: '8 702 123 45 67' },
		]);

		const reasons = wrong
			.slice(0, 10)
			.map(
				({ phone }, index) =>
					`item ${index + 1}: number must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "${phone}"`,
			);
		expect(result.error?.message).toBe(
			`"Contacts" has invalid contacts (12): ${reasons.join('; ')}; and 2 more [item 0]`,
		);
		expect(result.error?.description).toBe(
			'Nothing was sent. Correct them, or set Invalid Numbers to Leave Out.',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('sends the others when wrong ones are left out, and the output lists those', async () => {
		const result = await runWithItems(
			taker,
			[
				{ phone: '8 701 123 45 67' },
				{ phone: '12345' },
				{ phone: '8 701 123 45 67' },
				{},
				{ phone: '8 702 123 45 67' },
			],
			{ invalidNumbers: 'skip' },
		);

		expect(contactsSent(taker).map(numbersOf)).toEqual([['+77011234567', '+77021234567']]);
		expect(result.items[0]?.json.contactsReport).toEqual({
			sent: 2,
			duplicatesRemoved: 1,
			invalidLeftOut: [
				{
					contact: 'item 1',
					number: '12345',
					reason:
						'number must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "12345"',
				},
				{
					contact: 'item 3',
					number: 'empty',
					reason: 'number must be a phone number, but is empty',
				},
			],
		});
	});

	it('keeps the first of several with the same number, however it is written', async () => {
		const result = await runWithItems(
			taker,
			[
				{ phone: '8 701 123 45 67', name: 'first' },
				{ phone: '+77011234567', name: 'second' },
				{ phone: 7011234567, name: 'third' },
				{ phone: '8 702 123 45 67', name: 'other' },
			],
			{ extraField: 'name' },
		);

		expect(contactsSent(taker)).toEqual([
			[
				{ number: '+77011234567', extra: 'first' },
				{ number: '+77021234567', extra: 'other' },
			],
		]);
		expect(result.items[0]?.json.contactsReport).toMatchObject({ sent: 2, duplicatesRemoved: 2 });
	});

	it('keeps them all when told to', async () => {
		const result = await runWithItems(
			taker,
			[{ phone: '8 701 123 45 67' }, { phone: '+77011234567' }],
			{ removeDuplicates: false },
		);

		expect(contactsSent(taker).map(numbersOf)).toEqual([['+77011234567', '+77011234567']]);
		expect(result.items[0]?.json.contactsReport).toMatchObject({ sent: 2, duplicatesRemoved: 0 });
	});

	it.each([
		['there are no contacts', { contactsSource: 'json', contactsJson: '[]' }],
		['none are defined', { contactsSource: 'define' }],
		[
			'all are wrong and left out',
			{ contactsSource: 'json', contactsJson: '["1", "2"]', invalidNumbers: 'skip' },
		],
		['the JSON was left as it was', { contactsSource: 'json' }],
	])('is an error when %s', async (_what, contacts) => {
		const result = await run(taker, contacts);

		expect(result.error?.message).toBe('"Contacts" has no valid contacts [item 0]');
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('becomes a failed item paired to all input items with continue-on-fail', async () => {
		const result = await run(
			taker,
			{ contactsSource: 'inputItems' },
			{
				items: [{ phone: 'wrong' }, { phone: numberAt(1) }],
				continueOnFail: 'continueRegularOutput',
			},
		);

		expect(result.items).toMatchObject([
			{
				json: { error: expect.stringMatching(/^"Contacts" has invalid contacts \(1\): item 0: /) },
				pairedItem: [{ item: 0 }, { item: 1 }],
			},
		]);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe.each(oneOfEach)('the fields of the contacts of %s', (_name, taker) => {
	it('takes a number field inside of nested data, or of a name with a dot', async () => {
		await runWithItems(taker, [{ person: { phones: [{ work: '7011234567' }] } }], {
			numberField: 'person.phones.0.work',
		});
		await runWithItems(taker, [{ 'person.phone': '7021234567', person: { phone: 'other' } }], {
			numberField: 'person.phone',
		});

		expect(contactsSent(taker).map(numbersOf)).toEqual([['+77011234567'], ['+77021234567']]);
	});

	it('says once that no item has the field of the numbers, and which fields there are', async () => {
		const items = Array.from({ length: 250 }, (_none, index) => ({
			Телефон: numberAt(index),
			name: 'Aigul',
		}));
		const { error } = await runWithItems(taker, items);
		expect(error?.message).toBe(
			'"Number Field" cannot be found: no item has the field phone. Fields of the items: Телефон, name [item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was sent. Write the name of the field as the input shows it, without braces.',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it.each<[string, IDataObject, IDataObject, string]>([
		[
			'Extra Field',
			{ extraField: 'Name' },
			{ name: 'Aigul' },
			'no item has the field Name. Fields of the items: phone, name',
		],
		[
			'Variable Fields',
			{ variableFields: 'name, dept' },
			{ name: 'Aigul', debt: 5 },
			'no item has the field dept. Fields of the items: phone, name, debt',
		],
		[
			'Variable Fields',
			{ variableFields: 'name=ФИО' },
			{ Имя: 'Aigul' },
			'no item has the field ФИО. Fields of the items: phone, Имя',
		],
		[
			'Extra Field',
			{ extraField: 'client.Name' },
			{ client: { name: 'Aigul', id: 5 }, tags: [] },
			'no item has the field client.Name. Fields of the items: phone, client.name, client.id, tags',
		],
	])('says the same of %s: %p', async (label, contacts, fields, words) => {
		const { error } = await runWithItems(taker, [{ phone: numberAt(1), ...fields }], contacts);
		expect(error?.message).toBe(`"${label}" cannot be found: ${words} [item 0]`);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('takes a field that one item has at least, blank in the others', async () => {
		const { status } = await runWithItems(
			taker,
			[{ phone: numberAt(1) }, { phone: numberAt(2), name: null }],
			{ extraField: 'name' },
		);
		expect(status).toBe('success');
	});

	it('names fields with long and hostile names on one line, and not all of many', async () => {
		const fields = Object.fromEntries(
			Array.from({ length: 30 }, (_none, index) => [`field${index}`, 1]),
		);
		const hostile = await runWithItems(taker, [
			{ [`a\nb\u202e${'c'.repeat(100)}`]: 1, ...fields },
			{ more: 1 },
		]);
		const named = Array.from({ length: 19 }, (_none, index) => `field${index}`).join(', ');
		expect(hostile.error?.message).toBe(
			`"Number Field" cannot be found: no item has the field phone. Fields of the items: a b ${'c'.repeat(35)}…, ${named}, … [item 0]`,
		);
		const none = await runWithItems(taker, [{}]);
		expect(none.error?.message).toBe(
			'"Number Field" cannot be found: no item has the field phone. The items have no fields [item 0]',
		);
	});

	it.each([
		['Number Field', { numberField: '={{ $json.phone }}' }],
		['Extra Field', { extraField: '={{ $json.phone }}' }],
		['Variable Fields', { variableFields: '={{ $json.phone }}' }],
	])('says that %s takes a name when it gets a phone number', async (label, contacts) => {
		const { error } = await runWithItems(
			taker,
			[{ phone: '8 701 123 45 67' }, { phone: '87021234567' }],
			contacts,
		);
		expect(error?.message).toBe(
			`"${label}" must be the name of a field, but is a phone number: "8 701 123 45 67" [item 0]`,
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('says once that a Cyrillic field needs a Latin name as a variable, and how it gets one', async () => {
		const items = Array.from({ length: 12 }, (_none, index) => ({
			phone: numberAt(index),
			Имя: 'Айгуль',
		}));
		const { error } = await runWithItems(taker, items, { variableFields: 'Имя' });
		expect(error?.message).toBe(
			'"Variable Fields" has "Имя", but a variable must be named with at most 30 Latin letters, digits and _ [item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was sent. Put a name before it, such as name=Имя, and write {{name}} in the text.',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('gives a field another name as a variable', async () => {
		await runWithItems(
			taker,
			[{ phone: numberAt(1), Имя: 'Айгуль', сумма: { долг: 5 }, city: 'A' }],
			{
				variableFields: 'name=Имя, debt = сумма.долг, city',
			},
		);
		expect(contactsSent(taker)).toEqual([
			[{ number: numberAt(1), variables: { name: 'Айгуль', debt: '5', city: 'A' } }],
		]);
	});

	it.each([
		['имя=Имя', 'Имя'],
		['first name=Имя', 'Имя'],
		['__proto__=Имя', 'Имя'],
		['=Имя', 'Имя'],
		['name=', 'phone'],
	])('refuses the name of a variable in %s', async (entry, field) => {
		const { error } = await runWithItems(taker, [{ phone: numberAt(1), Имя: 'Айгуль' }], {
			variableFields: `phone, ${entry}`,
		});
		expect(error?.message).toBe(
			`"Variable Fields" has "${entry}", but a variable must be named with at most 30 Latin letters, digits and _ [item 0]`,
		);
		expect(error?.description).toContain(`such as name=${field},`);
	});

	it.each<[string, IDataObject]>([
		['JSON', { variables: '{ "name": "Bekzat", "debt": 5 }' }],
		['JSON of an expression', { variables: '={{ { name: "Bekzat", debt: 5 } }}' }],
		[
			'JSON beside name and value',
			{
				variables: '{ "name": "Bekzat" }',
				variableValues: { variable: [{ name: 'debt', value: '5' }] },
			},
		],
	])(
		'takes variables of defined contacts as saved workflows have them: %s',
		async (_how, given) => {
			const { status } = await run(taker, {
				contactsSource: 'define',
				contacts: { contact: [{ number: numberAt(1), extra: '', ...given }] },
			});
			expect(status).toBe('success');
			expect(contactsSent(taker)).toEqual([
				[{ number: numberAt(1), variables: { name: 'Bekzat', debt: '5' } }],
			]);
		},
	);

	it.each<[string, IDataObject, string]>([
		[
			'twice',
			{
				variableValues: {
					variable: [
						{ name: 'name', value: 'A' },
						{ name: 'name', value: 'B' },
					],
				},
			},
			'"Contacts, contact 1, Variables" has the variable "name" twice [item 0]',
		],
		[
			'as JSON too',
			{
				variables: '{ "name": "A" }',
				variableValues: { variable: [{ name: 'name', value: 'B' }] },
			},
			'"Contacts, contact 1, Variables" has the variable "name" twice [item 0]',
		],
		[
			'without a name',
			{ variableValues: { variable: [{ name: '', value: 'B' }] } },
			'"Contacts" has invalid contacts (1): contact 1: variable "" must be named with at most 30 Latin letters, digits and _ [item 0]',
		],
	])('refuses a variable of a defined contact that is there %s', async (_how, given, message) => {
		const { error } = await run(taker, {
			contactsSource: 'define',
			contacts: { contact: [{ number: numberAt(1), ...given }] },
		});
		expect(error?.message).toBe(message);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('refuses two fields that would become the same variable', async () => {
		const result = await runWithItems(taker, [{ phone: numberAt(1) }], {
			variableFields: 'customer.name, customer.name, company.name',
		});

		expect(result.error?.message).toBe(
			'"Variable Fields" has two fields for the variable "name": customer.name and company.name [item 0]',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it.each<[string, unknown, string]>([
		['of a list', [1, 2], 'variables must be an object, but is a list'],
		[
			'with a Cyrillic name',
			{ имя: 'Айгуль' },
			'variable "имя" must be named with at most 30 Latin letters, digits and _',
		],
		[
			'with a value of 256 characters',
			{ name: 'ы'.repeat(256) },
			'variable "name" must have at most 255 characters, but has 256',
		],
		['with a list as value', { name: ['A'] }, 'variable "name" must be a text, but is a list'],
	])('refuses variables %s', async (_what, variables, reason) => {
		const { error } = await run(
			taker,
			{ contactsSource: 'json', contactsJson: '={{ $json.people }}' },
			{ items: [{ people: [{ number: numberAt(1), variables }] } as IDataObject] },
		);
		expect(error?.message).toBe(
			`"Contacts" has invalid contacts (1): contact 1: ${reason} [item 0]`,
		);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe.each(named(lists))('%s', (_name, taker) => {
	it('refuses codes that lists do not take, such as 706', async () => {
		const result = await runWithItems(taker, [{ phone: '8 706 123 45 67' }]);

		expect(result.error?.message).toBe(
			'"Contacts" has invalid contacts (1): item 0: number must have an operator code that AutoCall.kz can reach here, but "8 706 123 45 67" has 706 [item 0]',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe.each(named(campaigns))('%s', (_name, taker) => {
	it('takes the input items where Contacts was left as it was', async () => {
		await run(taker, {}, { items: people(2) });
		expect(contactsSent(taker).map(numbersOf)).toEqual([people(2).map(({ phone }) => phone)]);
	});

	it('leaves the code of a number to the service, as the contract does', async () => {
		await runWithItems(taker, [{ phone: '8 706 123 45 67' }]);
		expect(contactsSent(taker)).toEqual([[{ number: '+77061234567' }]]);
	});

	it.each([
		['chosen from the list', [LIST, LIST + 1], [LIST, LIST + 1]],
		['of an expression', `={{ "${LIST}, ${LIST + 1}" }}`, [LIST, LIST + 1]],
		['given twice, once', [LIST, LIST + 1, LIST], [LIST, LIST + 1]],
	])('takes existing lists %s', async (_how, contactListIds, sent) => {
		bench().sandbox.seedContactList();

		const result = await run(taker, { contactsSource: 'contactLists', contactListIds });

		expect(contactsSent(taker)).toEqual([sent]);
		expect(result.items[0]?.json).not.toHaveProperty('contactsReport');
	});

	it('is refused without any list', async () => {
		const result = await run(taker, {
			contactsSource: 'contactLists',
			contactListIds: '={{ [] }}',
		});

		expect(result.error?.message).toBe(
			'"Contact List Names or IDs" is required, but is empty [item 0]',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('names the entry that the service did not accept', async () => {
		const result = await run(taker, {
			contactsSource: 'contactLists',
			contactListIds: [LIST, 999],
		});

		expect(result.error?.message).toBe(
			'AutoCall.kz did not accept: Contact List Names or IDs, entry 2: Список 999 не найден [item 0]',
		);
	});
});

it('an SMS with variables for a list that is not there names the list, before anything is sent', async () => {
	const result = await run(createBulk, {
		text: 'Hello {{name}}',
		contactsSource: 'contactLists',
		contactListIds: [LIST, 999],
	});

	expect(result.error?.message).toBe(
		'"Contact List Names or IDs" names the contact list 999, which was not found [item 0]',
	);
	expect(result.error?.description).toBe(
		'Nothing was sent. The list may have been deleted, or belong to another account.',
	);
	expect(sent()).toEqual(['GET /lists/{id} 200', 'GET /lists/{id} 404']);
});

describe('more contacts than one request takes', () => {
	const APPEND = '/lists/append/{id}';
	/** Two full requests and one contact more. */
	const MANY = 20_001;
	const parts = [
		people(10_000),
		people(MANY).slice(10_000, 20_000),
		people(MANY).slice(20_000),
	].map((part) => part.map(({ phone }) => ({ number: phone })));

	it('become a list and are added to it, in their order', async () => {
		const result = await runWithItems(createList, people(MANY), {
			additionalFields: { clientId: 'crm-7' },
		});

		expect(sent()).toEqual([
			'GET /lists 404',
			'POST /lists 201',
			'POST /lists/append/{id} 201',
			'POST /lists/append/{id} 201',
		]);
		const [looked, created, ...appended] = bench().sandbox.requests;
		expect(looked?.query).toEqual({ client_id: 'crm-7', order: 'desc' });
		expect(created?.body).toEqual({ name: 'Debtors', client_id: 'crm-7', numbers: parts[0] });
		expect(appended.map(({ path }) => path)).toEqual([
			'/api/v1/lists/append/102',
			'/api/v1/lists/append/102',
		]);
		expect(appended.map(({ body }) => body)).toEqual([
			{ numbers: parts[1] },
			{ numbers: parts[2] },
		]);
		expect(
			bench()
				.sandbox.store.contacts.all()
				.map(({ number }) => number),
		).toEqual(people(MANY).map(({ phone }) => phone));
		expect(result.items).toHaveLength(1);
		expect(result.items[0]?.json).toMatchObject({
			id: 102,
			name: 'Debtors',
			client_id: 'crm-7',
			contacts_count: MANY,
			contactsReport: { sent: MANY, duplicatesRemoved: 0, invalidLeftOut: [] },
		});
	});

	it('are added to a list in parts', async () => {
		const result = await runWithItems(addContacts, people(MANY));

		expect(sent()).toEqual(['GET /lists/{id} 200', ...parts.map(() => `POST ${APPEND} 201`)]);
		expect(sentTo(APPEND).map(({ body }) => body)).toEqual(parts.map((numbers) => ({ numbers })));
		expect(result.items[0]?.json).toMatchObject({ id: LIST, contacts_count: MANY });
	});

	it.each([
		['a new list', createList, 102],
		['a list', addContacts, LIST],
	])('say how many are in %s when a later part is refused', async (_what, taker, id) => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 422,
			body: { message: 'Неверно заполнены поля.', errors: {} },
			method: 'POST',
			path: /^\/lists/,
			after: 2,
		});

		const result = await runWithItems(taker, people(MANY));

		expect(result.error?.message).toBe(
			`AutoCall.kz did not accept the values. Already done: the contact list ${id} holds the first 20000 of 20001 contacts, up to +77010019999 [item 0]`,
		);
		expect(result.error?.description).toContain(
			'add only the others instead, with Contact List → Add Contacts.',
		);
		expect(result.error?.description).toContain('AutoCall.kz says: “Неверно заполнены поля”.');
		expect(result.error?.description).not.toMatch(/nothing was sent/i);
		expect(bench().sandbox.store.contacts.size).toBe(20_000);
	});

	it('name the list that is already there when the second part is refused', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 401,
			body: { message: 'Unauthenticated.' },
			path: '/lists/append',
		});

		const result = await runWithItems(createList, people(10_001));

		expect(result.error?.message).toBe(
			'AutoCall.kz did not accept the API key. Already done: the contact list 102 holds the first 10000 of 10001 contacts, up to +77010009999 [item 0]',
		);
		expect(result.error?.description).toContain(
			'add only the others instead, with Contact List → Add Contacts.',
		);
	});

	it('are all in when the response for a part was lost, which is looked for and not sent again', async () => {
		const { faults, store } = bench().sandbox;
		faults.add({ kind: 'statusAfterEffect', status: 500, path: '/lists/append' });

		const result = await runWithItems(createList, people(10_001));

		expect(result.items[0]?.json).toMatchObject({ id: 102, contacts_count: 10_001 });
		expect(store.contacts.size).toBe(10_001);
		expect(sentTo(APPEND)).toHaveLength(1);
		expect(sent().slice(2)).toEqual(['GET /lists/{id} 200', 'GET /lists/{id} 200']);
	});

	it('warn that a part may be in although its response was lost, where there is no time to look', async () => {
		const { faults, store } = bench().sandbox;
		faults.add({ kind: 'statusAfterEffect', status: 502, path: '/lists/append' });

		const result = await runWithItems(createList, people(10_001), { options: { longestWait: 0 } });

		expect(store.contacts.size).toBe(10_001);
		expect(sent()).toEqual(['POST /lists 201', `POST ${APPEND} 502`]);
		expect(result.error?.message).toMatch(/^AutoCall\.kz returned a server error \(status 502\)/);
		expect(result.error?.message).toContain('the contact list 102 holds');
		expect(result.error?.description).toContain(
			'Use Contact List → Get Many to check whether it exists, and how many contacts it has, before you run this again.',
		);
	});

	it('are an ordinary failure when nothing was added yet', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 401,
			body: { message: 'Unauthenticated.' },
			path: '/lists',
		});

		const result = await runWithItems(createList, people(10_001));

		expect(result.error?.message).toBe('AutoCall.kz did not accept the API key [item 0]');
		expect(bench().sandbox.requests).toHaveLength(1);
	});

	it('fit into one request up to its limit', async () => {
		await runWithItems(createList, people(10_000));
		await runWithItems(createAutocall, people(5_000));
		await runWithItems(createBulk, people(5_000));

		expect(sent().filter((request) => request.startsWith('POST'))).toEqual([
			'POST /lists 201',
			'POST /autocalls 201',
			'POST /bulks 201',
		]);
	});
});

describe('a campaign for more than 5,000 contacts', () => {
	it('of calls makes a contact list first; the service makes it in the background', async () => {
		const { sandbox } = bench();
		const result = await runWithItems(createAutocall, people(5_001));

		expect(sent()).toEqual(['GET /settings 200', 'POST /lists 201', 'POST /autocalls 202']);
		const [, list, campaign] = sandbox.requests;
		expect(list?.body).toEqual({
			name: 'Debts',
			client_id: derivedClientId(),
			numbers: people(5_001).map(({ phone }) => ({ number: phone })),
		});
		expect(campaign?.body).toEqual({
			name: 'Debts',
			client_id: derivedClientId(),
			type: 'regular',
			audio_id: [SOUND],
			list_id: [102],
		});
		expect(result.items.map(({ json }) => json)).toEqual([
			{
				name: 'Debts',
				status: 'creating',
				client_id: (campaign?.body as IDataObject).client_id,
				contactListId: 102,
				contactsReport: { sent: 5_001, duplicatesRemoved: 0, invalidLeftOut: [] },
			},
		]);

		sandbox.advance();
		expect(sandbox.store.autocalls.all()).toMatchObject([{ name: 'Debts', list_id: [102] }]);
		expect(sandbox.store.calls.size).toBe(5_001);
	});

	it('of SMS makes a contact list first too', async () => {
		const { sandbox } = bench();
		const items = people(5_001).map((person) => ({ ...person, name: 'A' }));
		const text = 'Hello {{name}}';
		const result = await runWithItems(createBulk, items, { text, variableFields: 'name' });

		expect(sent()).toEqual(['GET /settings 200', 'POST /lists 201', 'POST /bulks 201']);
		expect(sandbox.requests[2]?.body).toEqual({
			...smsBulk,
			text,
			client_id: derivedClientId(),
			list_id: [102],
		});
		expect(result.items).toHaveLength(1);
		expect(result.items[0]?.json).toMatchObject({
			id: 401,
			name: 'Debts',
			recipients: 5_001,
			contactListId: 102,
			contactsReport: { sent: 5_001 },
		});
		expect(result.items[0]?.json).not.toHaveProperty('messages');
		expect(sandbox.store.messages.all().at(-1)).toMatchObject({
			number: numberAt(5_000),
			text: 'Hello A',
		});
	});

	it.each([
		['of calls', createAutocall, '/autocalls'],
		['of SMS', createBulk, '/bulks'],
	])('%s names the list that is made when it is refused itself', async (_what, taker, path) => {
		const { sandbox } = bench();
		// As if the hours of the account had been changed after the node had read them.
		sandbox.faults.add({
			kind: 'status',
			status: 422,
			body: {
				message: 'Неверно заполнены поля.',
				errors: { time_from: ['Поле time_from должно быть между 15:00:00 и 16:00:00.'] },
			},
			method: 'POST',
			path,
		});

		const result = await runWithItems(taker, people(5_001));

		expect(result.error?.message).toMatch(
			/^AutoCall\.kz did not accept: .*time_from должно быть между 15:00:00 и 16:00:00\. Already done: the contact list 102 was created with all 5001 contacts \[item 0\]$/,
		);
		expect(result.error?.description).toContain('choose this list under Contacts → Contact Lists');
		expect(result.error?.description).not.toMatch(/nothing was sent/i);
		expect(sandbox.store.contactLists.get(102)?.name).toBe('Debts');
		expect(sandbox.store.autocalls.size + sandbox.store.bulks.size).toBe(0);
	});

	it.each([
		['of calls', createAutocall],
		['of SMS', createBulk],
	])('%s outside of the allowed hours is refused before its list is made', async (_what, taker) => {
		const result = await runWithItems(taker, people(5_001), {
			additionalFields: { timeFrom: '03:00' },
		});

		expect(result.error?.message).toContain('may call and text from 11:00 to 20:30');
		expect(sent()).toEqual(['GET /settings 200']);
	});

	it('is refused for numbers that lists do not take, before anything is made', async () => {
		const result = await runWithItems(createAutocall, [
			...people(5_000),
			{ phone: '8 706 123 45 67' },
		]);

		expect(result.error?.message).toBe(
			'"Contacts" has invalid contacts (1): item 5000: number must have an operator code that AutoCall.kz can reach here, but "8 706 123 45 67" has 706 [item 0]',
		);
		expect(sent()).toEqual([]);
	});

	it('leaves out what the list cannot take when told to', async () => {
		const result = await runWithItems(
			createAutocall,
			[...people(5_001), { phone: '8 706 123 45 67' }],
			{ invalidNumbers: 'skip' },
		);

		expect(result.items[0]?.json.contactsReport).toMatchObject({
			sent: 5_001,
			invalidLeftOut: [{ contact: 'item 5001' }],
		});
	});

	it.each(named([autocallCost, bulkCost]))(
		'costs what its parts cost: %s',
		async (_name, taker) => {
			const one = await runWithItems(taker, people(1));
			const price = one.items[0]?.json.max_cost as number;
			bench().sandbox.requests.length = 0;

			const many = await runWithItems(taker, people(12_345));

			expect(contactsSent(taker).map(({ length }) => length)).toEqual([5_000, 5_000, 2_345]);
			expect(contactsSent(taker).flatMap(numbersOf)).toEqual(
				people(12_345).map(({ phone }) => phone),
			);
			expect(price).toBeGreaterThan(0);
			expect(many.items.map(({ json }) => json)).toEqual([
				{
					max_cost: Math.round(price * 12_345 * 100) / 100,
					contactsReport: { sent: 12_345, duplicatesRemoved: 0, invalidLeftOut: [] },
				},
			]);
			expect(bench().sandbox.store.contactLists.size).toBe(1);
		},
	);
});
