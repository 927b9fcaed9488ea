/** Texts of SMS: what they take, and whether everybody has what they say. */
import type { IDataObject } from 'n8n-workflow';

import { byId, onBench, useBench, type Bench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { countOf, FIRST, jsonOf, numberAt, people, posted, seen, sent } from './scenarios';

const bench = useBench({ balance: 1_000_000 });

/** Creates an SMS bulk of a text. */
async function sendBulk(
	text: string,
	contacts: IDataObject,
	options: IDataObject = {},
	runOptions: Partial<RunNodeOptions> = {},
) {
	return await bench().run(
		'smsBulk',
		'create',
		{ name: 'Debts', text, ...contacts, options },
		runOptions,
	);
}

/** Contacts as JSON, one for each set of variables. */
const withVariables = (...all: Array<IDataObject | undefined>): IDataObject => ({
	contactsSource: 'json',
	contactsJson: all.map((variables, index) => ({ number: numberAt(index), variables })),
});

const allow = { missingVariables: 'allow' };
const reportOf = (json?: IDataObject) => json?.smsReport as IDataObject[] | undefined;

describe('the output says what the SMS take', () => {
	it.each<[string, string, string, number, number]>([
		['161 Latin letters', 'a'.repeat(161), 'GSM-7', 161, 2],
		['the longest text that there is', 'a'.repeat(1_600), 'GSM-7', 1_600, 11],
		['one Kazakh letter among Latin ones', `${'a'.repeat(70)}ә`, 'Unicode', 71, 2],
	])('%s', async (_what, text, encoding, length, segments) => {
		const { items } = await sendBulk(text, people(1));
		expect(reportOf(items[0]?.json)).toEqual([{ text: 'Text', encoding, length, segments }]);
	});

	it('as the service counts it', async () => {
		const texts = ['a'.repeat(161), 'ы'.repeat(135), '€'.repeat(81), `${'a'.repeat(70)}ә`];
		for (const text of texts) {
			const { items } = await sendBulk(text, people(1));
			expect(reportOf(items[0]?.json)?.[0]?.segments).toBe(items[0]?.json.segments);
		}
	});

	it('for both texts of an autocall, by their labels', async () => {
		bench().sandbox.seedSound();
		const { items } = await bench().run('autocall', 'create', {
			name: 'Debts',
			soundId: byId(FIRST.sound),
			...people(2),
			additionalFields: { text: 'Thank you', textUnanswered: 'Позвоните нам' },
		});
		expect(reportOf(items[0]?.json)).toEqual([
			{ text: 'SMS Text After Answer', encoding: 'GSM-7', length: 9, segments: 1 },
			{ text: 'SMS Text if Unanswered', encoding: 'Unicode', length: 13, segments: 1 },
		]);
	});

	it('and says nothing of an autocall without SMS', async () => {
		bench().sandbox.seedSound();
		const { items } = await bench().run('autocall', 'create', {
			...{ name: 'Debts', soundId: byId(FIRST.sound) },
			...people(2),
		});
		expect(items[0]?.json).not.toHaveProperty('smsReport');
	});

	it('beside what became of more than 5,000 contacts, and of their list', async () => {
		const { items } = await sendBulk('Hello', people(5_001));
		expect(items[0]?.json).toMatchObject({
			contactListId: FIRST.list,
			contactsReport: { sent: 5_001 },
			smsReport: [{ text: 'Text', encoding: 'GSM-7', length: 5, segments: 1 }],
		});
	});
});

describe('with the longest values that the contacts have', () => {
	it.each<[string, string, IDataObject[], string, number, number]>([
		[
			'of each variable, whoever has them',
			'{{name}}: {{debt}}',
			[
				{ name: 'Al', debt: '1000000' },
				{ name: 'Alexander', debt: '5' },
			],
			...(['GSM-7', 18, 1] as const),
		],
		[
			'a Latin one of one variable beside a Cyrillic one of another',
			'{{name}} {{city}}',
			[
				{ name: 'Яна', city: 'Aktau' },
				{ name: 'Alexander', city: 'a'.repeat(70) },
			],
			...(['Unicode', 74, 2] as const),
		],
	])('%s', async (_what, text, variables, encoding, length, segments) => {
		const { items, error } = await sendBulk(text, withVariables(...variables));
		expect(error).toBeUndefined();
		expect(reportOf(items[0]?.json)).toEqual([{ text: 'Text', encoding, length, segments }]);
		// Never less than what the service counts.
		expect(segments).toBeGreaterThanOrEqual(Number(items[0]?.json.segments));
	});

	it('of the input items', async () => {
		const { items } = await sendBulk(
			'{{name}}, {{debt}}',
			{ contactsSource: 'inputItems', variableFields: 'client.name, debt' },
			{},
			{
				items: [
					{ phone: numberAt(0), client: { name: 'Aigul' }, debt: 15_000 },
					{ phone: numberAt(1), client: { name: 'Bo' }, debt: 5 },
				],
			},
		);
		expect(reportOf(items[0]?.json)).toEqual([
			{ text: 'Text', encoding: 'GSM-7', length: 12, segments: 1 },
		]);
	});
});

describe('a variable that the text uses and somebody lacks', () => {
	const nothingSent =
		'Nothing was sent. Give these contacts a value (see Variable Fields), or set Options → Missing Variables to Send a Blank.';

	it('is an error that names the input item, and nothing is sent', async () => {
		const result = await sendBulk(
			'Hello {{name}}',
			{ contactsSource: 'inputItems', variableFields: 'name' },
			{},
			{
				items: [
					{ phone: numberAt(0), name: 'Aigul' },
					{ phone: numberAt(1) },
					{ phone: numberAt(2), name: ' ' },
				],
			},
		);
		expect(seen(result)).toEqual({
			status: 'error',
			message: '"Text" uses {{name}}, but 2 contacts have no value for it: item 1, item 2 [item 0]',
			description: nothingSent,
		});
		expect(sent(bench())).toEqual([]);
	});

	it('is an error that names a contact defined in the node', async () => {
		const { message } = seen(
			await sendBulk('Hello {{name}}', {
				contactsSource: 'define',
				contacts: {
					contact: [
						{ number: numberAt(0), variables: '{ "name": "Aigul" }' },
						{ number: numberAt(1), variables: '{}' },
					],
				},
			}),
		);
		expect(message).toBe(
			'"Text" uses {{name}}, but 1 contact has no value for it: contact 2 [item 0]',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('is an error that names ten contacts of JSON, and how many more', async () => {
		const lacking = Array.from({ length: 12 }, () => ({}));
		const { message } = seen(
			await sendBulk('Hello {{name}}', withVariables({ name: 'Aigul' }, ...lacking)),
		);
		const ten = Array.from({ length: 10 }, (_none, index) => `contact ${index + 2}`).join(', ');
		expect(message).toBe(
			`"Text" uses {{name}}, but 12 contacts have no value for it: ${ten} and 2 more [item 0]`,
		);
		expect(sent(bench())).toEqual([]);
	});

	it('is an error about the first variable of the text that anybody lacks', async () => {
		const { message } = seen(
			await sendBulk(
				'{{name}} {{debt}} {{city}}',
				withVariables({ name: 'Aigul', city: 'Aktau' }, { name: 'Bolat', debt: '5' }),
			),
		);
		expect(message).toBe(
			'"Text" uses {{debt}}, but 1 contact has no value for it: contact 1 [item 0]',
		);
	});

	it('is an error under the label of the text of the autocall that uses it', async () => {
		bench().sandbox.seedSound();
		const result = await bench().run('autocall', 'create', {
			...{ name: 'Debts', soundId: byId(FIRST.sound) },
			...withVariables({ name: 'Aigul' }, {}),
			additionalFields: { text: 'Thank you', textUnanswered: 'Call us, {{name}}' },
		});
		expect(seen(result)).toEqual({
			status: 'error',
			message:
				'"SMS Text if Unanswered" uses {{name}}, but 1 contact has no value for it: contact 2 [item 0]',
			description: nothingSent,
		});
		expect(sent(bench())).toEqual([]);
	});

	it('is found for the last item before anything is sent for the first', async () => {
		const { message } = seen(
			await sendBulk(
				'Hello {{name}}',
				{
					contactsSource: 'json',
					contactsJson: '={{ [{ number: $json.phone, variables: { name: $json.name } }] }}',
				},
				{},
				{ items: [{ phone: numberAt(0), name: 'Aigul' }, { phone: numberAt(1) }] },
			),
		);
		expect(message).toBe(
			'"Text" uses {{name}}, but 1 contact has no value for it: contact 1 [item 1]',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('is sent as a blank if that is allowed, and the output tells of whom', async () => {
		const { items } = await sendBulk(
			'Hello {{name}}!',
			withVariables({ name: 'Aigul' }, {}, { name: '' }),
			allow,
		);
		expect(reportOf(items[0]?.json)).toEqual([
			{
				...{ text: 'Text', encoding: 'GSM-7', length: 12, segments: 1 },
				missingVariables: [{ variable: 'name', count: 2, places: ['contact 2', 'contact 3'] }],
			},
		]);
		expect(
			bench()
				.sandbox.store.messages.all()
				.map(({ text }) => text),
		).toEqual(['Hello Aigul!', 'Hello !', 'Hello !']);
	});

	it('is not looked for where nobody is: a contact that is left out', async () => {
		const { items } = await sendBulk('Hello {{name}}', {
			contactsSource: 'json',
			contactsJson: [
				{ number: numberAt(0), variables: { name: 'Aigul' } },
				{ number: numberAt(0) },
				{ number: '12' },
			],
			invalidNumbers: 'skip',
		});
		expect(reportOf(items[0]?.json)).toEqual([
			{ text: 'Text', encoding: 'GSM-7', length: 11, segments: 1 },
		]);
	});
});

describe('the contacts of existing lists', () => {
	/** A list of people with names, but for some of them. */
	const seedList = (own: Bench, count: number, nameless: number[] = []) =>
		own.sandbox.seedContactList({
			contacts: Array.from({ length: count }, (_none, index) => ({
				number: numberAt(index),
				...(nameless.includes(index) ? {} : { variables: { name: `Person ${index}` } }),
			})),
		});
	const lists = (...ids: number[]) => ({ contactsSource: 'contactLists', contactListIds: ids });

	it('are read page by page, and the output has the longest values', async () => {
		const { id } = seedList(bench(), 50);
		const { items } = await sendBulk('Hello {{name}}', lists(id));
		expect(reportOf(items[0]?.json)).toEqual([
			{ text: 'Text', encoding: 'GSM-7', length: 15, segments: 1 },
		]);
		const pages = bench()
			.sandbox.requests.filter(({ route }) => route === '/lists/{id}')
			.map(({ query }) => query.page);
		expect([...new Set(pages)].sort()).toEqual(['1', '2', '3']);
		expect(posted(bench(), '/bulks')).toMatchObject([{ list_id: [id] }]);
	});

	it('who lack a variable are named, with their list, and nothing is sent', async () => {
		const first = seedList(bench(), 30);
		const second = seedList(bench(), 30, [2, 28]);
		const lacking = bench()
			.sandbox.store.contacts.filter(({ variables }) => variables === null)
			.map((contact) => `contact ${contact.id} of list ${second.id}`);
		expect(lacking).toHaveLength(2);
		expect(seen(await sendBulk('Hello {{name}}', lists(first.id, second.id))).message).toBe(
			`"Text" uses {{name}}, but 2 contacts have no value for it: ${lacking.join(', ')} [item 0]`,
		);
		expect(new Set(sent(bench()))).toEqual(new Set(['GET /lists/{id}']));
	});

	it.each([
		[
			null,
			'"Text" uses {{name}}, but 1 contact has no value for it: contact 10001 of list 101 [item 0]',
		],
		[15000, undefined],
	])('whose value comes as %p', async (name, message) => {
		const { id } = seedList(bench(), 1);
		const alter = (list: unknown) => {
			const { contacts } = list as { contacts: { data: object[] } };
			const data = contacts.data.map((one) => ({ ...one, variables: { name } }));
			return { ...(list as object), contacts: { ...contacts, data } };
		};
		bench().sandbox.faults.add({ kind: 'altered', alter, path: '/lists/' });
		const { error } = await sendBulk('Hello {{name}}', lists(id));
		expect(error?.message).toBe(message);
	});

	it('are not read when blanks are allowed: the output cannot tell', async () => {
		const { id } = seedList(bench(), 3, [1]);
		const { items } = await sendBulk('Hello {{name}}', lists(id), allow);
		expect(items[0]?.json).not.toHaveProperty('smsReport');
		expect(sent(bench())).toEqual(['GET /settings', 'POST /bulks']);
	});

	it('are not read for a text without variables', async () => {
		const { id } = seedList(bench(), 3);
		const { items } = await sendBulk('Hello', lists(id));
		expect(reportOf(items[0]?.json)).toEqual([
			{ text: 'Text', encoding: 'GSM-7', length: 5, segments: 1 },
		]);
		expect(sent(bench())).toEqual(['GET /settings', 'POST /bulks']);
	});

	it('of a list that is not there: the error names it, and nothing is sent', async () => {
		const { id } = seedList(bench(), 3);
		expect(seen(await sendBulk('Hello {{name}}', lists(id, 999)))).toEqual({
			status: 'error',
			message:
				'"Contact List Names or IDs" names the contact list 999, which was not found [item 0]',
			description:
				'Nothing was sent. The list may have been deleted, or belong to another account.',
		});
		expect(countOf(bench(), 'POST /bulks')).toBe(0);
	});

	it('of which a page cannot be fetched: nothing is sent', async () => {
		const { id } = seedList(bench(), 50);
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/lists/', after: 1 });
		expect(seen(await sendBulk('Hello {{name}}', lists(id))).message).toBe(
			'AutoCall.kz refused the request (status 403) [item 0]',
		);
		expect(countOf(bench(), 'POST /bulks')).toBe(0);
	});

	it(
		'who come while they are read are read too',
		onBench({}, async (own) => {
			const { id } = seedList(own, 50);
			own.sandbox.faults.add({
				kind: 'meanwhile',
				happens: () => {
					const [first] = own.sandbox.store.contacts.all();
					if (first) own.sandbox.store.contacts.add({ ...first, id: undefined, variables: null });
				},
				path: `/lists/${id}`,
				after: 2,
			});
			const result = await own.run('smsBulk', 'create', {
				...{ name: 'Debts', text: 'Hello {{name}}' },
				...lists(id),
			});
			expect(result.error?.message).toMatch(
				/^"Text" uses \{\{name\}\}, but 1 contact has no value for it: contact \d+ of list 101 \[item 0\]$/,
			);
			expect(countOf(own, 'POST /bulks')).toBe(0);
		}),
	);
});

describe('a placeholder that AutoCall.kz cannot fill in is refused, and nothing is sent', () => {
	it.each([
		['{{имя}}', '{{имя}}'],
		[
			`Hello {{name${' and so on'.repeat(9)}`,
			'{{name and so on and so on and so on and so on and so on …',
		],
	])('%s', async (text, shown) => {
		expect(seen(await sendBulk(text, withVariables({ name: 'Aigul' })))).toEqual({
			status: 'error',
			message: `"Text" has ${shown}, which AutoCall.kz cannot fill in [item 0]`,
			description:
				'Nothing was sent. Write a variable as {{name}}, with at most 30 Latin letters, digits and _.',
		});
		expect(sent(bench())).toEqual([]);
	});

	it('also where blanks are allowed', async () => {
		const { status } = await sendBulk('{{имя}}', people(1), allow);
		expect(status).toBe('error');
		expect(sent(bench())).toEqual([]);
	});

	it('under the label of the text of an autocall', async () => {
		const result = await bench().run('autocall', 'create', {
			...{ name: 'Debts', soundId: byId(FIRST.sound) },
			...people(1),
			additionalFields: { text: 'Hello', textUnanswered: '{{имя}}' },
		});
		expect(seen(result).message).toBe(
			'"SMS Text if Unanswered" has {{имя}}, which AutoCall.kz cannot fill in [item 0]',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('for the last item, before anything is sent for the first', async () => {
		const { message } = seen(
			await sendBulk(
				'={{ $json.text }}',
				people(1),
				{},
				{
					items: [{ text: 'Hello' }, { text: 'Hello {' + '{имя}}' }],
				},
			),
		);
		expect(message).toBe('"Text" has {{имя}}, which AutoCall.kz cannot fill in [item 1]');
		expect(sent(bench())).toEqual([]);
	});

	it('but single braces, and names of 30 characters, are taken', async () => {
		const name = 'n'.repeat(30);
		const { items } = await sendBulk(`{a} }} {{${name}}}`, withVariables({ [name]: 'Aigul' }));
		expect(jsonOf(items)).toHaveLength(1);
		expect(
			bench()
				.sandbox.store.messages.all()
				.map(({ text }) => text),
		).toEqual(['{a} }} Aigul']);
	});
});
