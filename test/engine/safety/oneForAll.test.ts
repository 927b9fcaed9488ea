/** With Input Items there is one campaign for all: nobody gets what was worked out for another person. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../../support/autoCall';
import type { NodeResult, RunNodeOptions } from '../../support/engine';
import { FIRST, numberAt, posted, seen, sent } from './scenarios';

const bench = useBench({ balance: 1_000_000 });

/** Runs an operation whose contacts are all input items. */
async function runForAll(
	resource: string,
	operation: string,
	parameters: IDataObject,
	items: IDataObject[],
	options: Partial<RunNodeOptions> = {},
): Promise<NodeResult> {
	return await bench().run(
		resource,
		operation,
		{ name: 'Debts', contactsSource: 'inputItems', ...parameters },
		{ items, ...options },
	);
}

/** Customers of a CRM. */
const clients = (count: number, more: (index: number) => IDataObject = () => ({})): IDataObject[] =>
	Array.from({ length: count }, (_none, index) => ({
		phone: numberAt(index),
		name: `Client ${index}`,
		...more(index),
	}));

describe.each(['create', 'calculateCost'])(
	'a text of SMS Bulk → %s that differs for the contacts',
	(operation) => {
		it('stops before anything is sent, and says how each gets their own', async () => {
			const text = '=Hello {{ $json.name }}';
			expect(seen(await runForAll('smsBulk', operation, { text }, clients(250)))).toEqual({
				status: 'error',
				message:
					'"Text" is one text for all 250 contacts, but its expression returns different texts [item 0]',
				description:
					'Nothing was sent. For item 0 it is "Hello Client 0", for item 1 it is "Hello Client 1". Set it to Fixed, write {{name}}, and add name to Variable Fields.',
			});
			expect(sent(bench())).toEqual([]);
		});

		it('stops although only the last contact would get another one', async () => {
			const items = clients(50, (index) => ({ shop: index === 49 ? 'Astana' : 'Almaty' }));
			const { message, description } = seen(
				await runForAll('smsBulk', operation, { text: '=Visit {{ $json.shop }}' }, items),
			);
			expect(message).toContain('is one text for all 50 contacts');
			expect(description).toContain('for item 49 it is "Visit Astana"');
			expect(sent(bench())).toEqual([]);
		});
	},
);

describe('the way out', () => {
	const wayOut = async (text: string, items: IDataObject[]) => {
		const { message, description } = seen(await runForAll('smsBulk', 'create', { text }, items));
		expect(message).toContain('its expression returns different texts');
		return /Set it to Fixed.*/.exec(String(description))?.[0];
	};

	it.each([
		[
			'two fields',
			'={{ $json.name }}: {{ $json["debt"] }}',
			'Set it to Fixed, write {{name}} and {{debt}}, and add name, debt to Variable Fields.',
		],
		[
			'a field inside another',
			'={{ $json.client.name.toUpperCase() }}',
			'Set it to Fixed, write {{name}}, and add client.name to Variable Fields.',
		],
		[
			'two fields of one name',
			'={{ $json.name }} of {{ $json.client.name }}',
			'Set it to Fixed, write {{name}} and {{value2}}, and add name, value2=client.name to Variable Fields.',
		],
		[
			'a Cyrillic field',
			"={{ $json['Имя'] }}",
			'Set it to Fixed, write {{value1}}, and add value1=Имя to Variable Fields.',
		],
		[
			'no field that can be seen',
			'={{ Object.values($json)[1] }}',
			'Set it to Fixed, write {{name}}, and add name to Variable Fields.',
		],
	])('names %s', async (_what, text, words) => {
		const items = clients(3, (index) => ({
			debt: index,
			client: { name: `Company ${index}` },
			Имя: `Клиент ${index}`,
		}));
		expect(await wayOut(text, items)).toBe(words);
		expect(sent(bench())).toEqual([]);
	});

	it('works', async () => {
		const items = clients(3, (index) => ({ Имя: `Клиент ${index}` }));
		const { status } = await runForAll(
			'smsBulk',
			'create',
			{ text: 'Hello {{value1}}', variableFields: 'value1=Имя' },
			items,
		);
		expect(status).toBe('success');
		expect(
			bench()
				.sandbox.store.messages.all()
				.map(({ text }) => text),
		).toEqual(['Hello Клиент 0', 'Hello Клиент 1', 'Hello Клиент 2']);
	});
});

describe('what an autocall says and does for everybody', () => {
	beforeEach(() => {
		bench().sandbox.seedSound();
	});
	const regular = { soundId: byId(FIRST.sound) };

	it.each([
		['SMS Text After Answer', 'text'],
		['SMS Text if Unanswered', 'textUnanswered'],
	])('stops when %s differs', async (label, field) => {
		const additionalFields = { text: 'Hello', textUnanswered: 'Hello' };
		expect(
			seen(
				await runForAll(
					'autocall',
					'create',
					{
						...regular,
						additionalFields: { ...additionalFields, [field]: '=Hi {{ $json.name }}' },
					},
					clients(2),
				),
			),
		).toEqual({
			status: 'error',
			message: `"${label}" is one text for all 2 contacts, but its expression returns different texts [item 0]`,
			description: `Nothing was sent. For item 0 it is "Hi Client 0", for item 1 it is "Hi Client 1". Set it to Fixed, write {{name}}, and add name to Variable Fields.`,
		});
		expect(sent(bench())).toEqual([]);
	});

	it.each(['create', 'calculateCost'])(
		'stops when the text to speak differs (%s), and says what calls each with their own',
		async (operation) => {
			const speech = { soundSource: 'synthesis', text: '=Hello {{ $json.name }}' };
			expect(seen(await runForAll('autocall', operation, speech, clients(2)))).toEqual({
				status: 'error',
				message:
					'"Text" is one text for all 2 contacts, but its expression returns different texts [item 0]',
				description:
					'Nothing was sent. For item 0 it is "Hello Client 0", for item 1 it is "Hello Client 1". Spoken texts have no variables. To say something different to each person, set Contacts to Define Below and its Number to {{ $json.phone }}: every item is then a campaign of its own, with its own text.',
			});
			expect(sent(bench())).toEqual([]);
		},
	);

	it('calls each with their own text in the way that is named', async () => {
		const { status } = await bench().run(
			'autocall',
			'create',
			{
				...{ name: 'Debts', soundSource: 'synthesis', text: '=Hello {{ $json.name }}' },
				contactsSource: 'define',
				contacts: { contact: [{ number: '={{ $json.phone }}' }] },
			},
			{ items: clients(2) },
		);
		expect(status).toBe('success');
		expect(posted(bench(), '/autocalls')).toMatchObject([
			{ audio_id: [{ data: { text: 'Hello Client 0' } }], list_id: [{ number: numberAt(0) }] },
			{ audio_id: [{ data: { text: 'Hello Client 1' } }], list_id: [{ number: numberAt(1) }] },
		]);
	});

	it.each<[string, IDataObject, string, string]>([
		[
			'the sound',
			{ soundId: { __rl: true, mode: 'id', value: '={{ $json.sound }}' } },
			'"Sound" is one value',
			`For item 0 it is "${FIRST.sound}", for item 1 it is "${FIRST.sound + 1}"`,
		],
		[
			'the hours',
			{ additionalFields: { timeFrom: '={{ $json.from }}' } },
			'"Time From" is one value',
			'For item 0 it is "13:00:00", for item 1 it is "14:00:00"',
		],
		[
			'the address of reports',
			{
				additionalFields: {
					callbackUrl: '=https://example.com/{{ $json.name.length + $itemIndex }}',
				},
			},
			'"Callback URL" is one value',
			'for item 1 it is "https://example.com/9"',
		],
		[
			'the limit of the cost',
			{ options: { maxCost: '={{ $json.sound }}' } },
			'"Max Cost" is one value',
			`For item 0 it is "${FIRST.sound}", for item 1 it is "${FIRST.sound + 1}"`,
		],
	])('stops when %s differs', async (_what, parameters, problem, values) => {
		const items = clients(2, (index) => ({ sound: FIRST.sound + index, from: `${13 + index}:00` }));
		const { message, description } = seen(
			await runForAll('autocall', 'create', { ...regular, ...parameters }, items),
		);
		expect(message).toContain(
			`${problem} for all 2 contacts, but its expression returns different values`,
		);
		expect(description).toContain(values);
		expect(description).toContain(
			'Make it the same for all items, or set Contacts to Define Below and its Number to {{ $json.phone }}: the node then runs once for each item.',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('names the number as an expression also of a field with another name', async () => {
		const items = clients(2, (index) => ({ 'Рабочий телефон': numberAt(index) }));
		const { description } = seen(
			await runForAll(
				'autocall',
				'create',
				{
					...{ soundSource: 'synthesis', text: '={{ $json.name }}' },
					numberField: 'Рабочий телефон',
				},
				items,
			),
		);
		expect(description).toContain('its Number to {{ $json["Рабочий телефон"] }}:');
	});
});

it('a list to which each item would be added stops when it differs', async () => {
	bench().sandbox.seedContactList();
	const { message } = seen(
		await bench().run(
			'contactList',
			'addContacts',
			{
				contactListId: { __rl: true, mode: 'id', value: '={{ $json.list }}' },
				contactsSource: 'inputItems',
			},
			{ items: clients(2, (index) => ({ list: FIRST.list + index })) },
		),
	);
	expect(message).toBe(
		'"Contact List" is one value for all 2 contacts, but its expression returns different values [item 0]',
	);
	expect(sent(bench())).toEqual([]);
});

describe('what is the same for all contacts is sent', () => {
	it.each([
		['a field with one value', '=Visit {{ $json.shop }}'],
		['fields that come to one text', '={{ $json.name ? "Dear customer" : "Hello" }}'],
		['a clock', '=It is {{ $now.toFormat("yyyy") }}'],
		['the first item of all', '=Hello {{ $input.first().json.name }}'],
		['no field at all', '=Hello {{ 1 + 1 }}'],
	])('%s', async (_what, text) => {
		const items = clients(50, () => ({ shop: 'Almaty' }));
		const { status } = await runForAll('smsBulk', 'create', { text }, items);
		expect(status).toBe('success');
		expect(posted(bench(), '/bulks')).toHaveLength(1);
	});

	it('the name and the Client ID are those of the first', async () => {
		const { status } = await runForAll(
			'smsBulk',
			'create',
			{
				name: '={{ $json.name }}',
				text: 'Hello',
				additionalFields: { clientId: '={{ $json.phone }}' },
			},
			clients(2),
		);
		expect(status).toBe('success');
		expect(posted(bench(), '/bulks')).toMatchObject([{ name: 'Client 0', client_id: numberAt(0) }]);
	});

	it('a start tomorrow, counted from now for each item anew', async () => {
		const { status } = await runForAll(
			'smsBulk',
			'create',
			{
				text: 'Hello',
				additionalFields: { dateFrom: '={{ $now.plus({ days: 1 }) }}', timeFrom: '12:00' },
			},
			clients(20),
		);
		expect(status).toBe('success');
	});
});

it('a random code would be the same for everybody, and stops', async () => {
	const { message } = seen(
		await runForAll('smsBulk', 'create', { text: '=Your code is {{ Math.random() }}' }, clients(3)),
	);
	expect(message).toContain('its expression returns different texts');
	expect(sent(bench())).toEqual([]);
});

it('with On Error → Continue it comes out as the error of all items', async () => {
	const { items } = await runForAll(
		'smsBulk',
		'create',
		{ text: '=Hello {{ $json.name }}' },
		clients(2),
		{ continueOnFail: 'continueRegularOutput' },
	);
	expect(items).toMatchObject([
		{
			json: { error: expect.stringContaining('is one text for all 2 contacts') },
			pairedItem: [{ item: 0 }, { item: 1 }],
		},
	]);
	expect(sent(bench())).toEqual([]);
});

describe('an expression with a bare word in braces', () => {
	const words = {
		sms: 'Nothing was sent. Set the field to Fixed and write {{name}}: AutoCall.kz puts in the value of each contact.',
		other: (word: string) =>
			`Nothing was sent. Write {{ $json.${word} }} for a field of the item. If the braces are part of the text, set the field to Fixed.`,
	};

	it.each([
		['Hello {{name}}, your order', 'name'],
		['{{$json.shop}}: hello {{name}}', 'name'],
	])('is an error, instead of being sent with an empty place: %s', async (text, word) => {
		const items = clients(2, () => ({ shop: 'Almaty' }));
		expect(seen(await runForAll('smsBulk', 'create', { text: `=${text}` }, items))).toEqual({
			status: 'error',
			message: `"Text" is on Expression, where n8n leaves {{${word}}} empty [item 0]`,
			description: words.sms,
		});
		expect(sent(bench())).toEqual([]);
	});

	it.each<[string, string, string, IDataObject, string, string]>([
		['a text to speak', 'sound', 'synthesize', { text: '=Hello {{name}}' }, 'Text', 'name'],
		['a number', 'flashCall', 'send', { number: '={{phone}}', digits: 4 }, 'Number', 'phone'],
		[
			'the name of a campaign',
			'smsBulk',
			'create',
			{ name: '=For {{shop}}', text: 'Hello' },
			'Name',
			'shop',
		],
		[
			'an added field',
			'smsBulk',
			'create',
			{ text: 'Hello', additionalFields: { clientId: '=crm-{{id}}' } },
			'Client ID',
			'id',
		],
		[
			'contacts that are defined',
			'smsBulk',
			'create',
			{
				text: 'Hello',
				contactsSource: 'define',
				contacts: { contact: [{ number: numberAt(0), extra: '={{name}}' }] },
			},
			'Contacts',
			'name',
		],
		[
			'contacts as JSON',
			'smsBulk',
			'create',
			{ text: 'Hello', contactsSource: 'json', contactsJson: '={{ people }}' },
			'Contacts (JSON)',
			'people',
		],
	])('is an error in %s too', async (_what, resource, operation, parameters, label, word) => {
		expect(seen(await runForAll(resource, operation, parameters, clients(1)))).toEqual({
			status: 'error',
			message: `"${label}" is on Expression, where n8n leaves {{${word}}} empty [item 0]`,
			description: words.other(word),
		});
		expect(sent(bench())).toEqual([]);
	});

	it('is not confused with a variable that the expression writes out', async () => {
		const { status } = await runForAll(
			'smsBulk',
			'create',
			{ text: "=Hello {{ '{' }}{name}}, {{ $json.shop }}", variableFields: 'name' },
			clients(1, () => ({ shop: 'Almaty' })),
		);
		expect(status).toBe('success');
		expect(posted(bench(), '/bulks')).toMatchObject([{ text: 'Hello {{name}}, Almaty' }]);
	});
});

it.each([
	['Hello {{name}}', '{{name}}'],
	['Hello {{ $json.name }}', '{{ $json.name }}'],
	['Hello {{name', '{{name'],
])('a text to speak on Fixed would be spoken with its braces: %s', async (text, braces) => {
	const result = await bench().run('sound', 'synthesize', { name: 'Greeting', text });
	expect(seen(result).message).toBe(
		`"Text" has "${braces}", but a spoken text has no variables: set it to Expression and write {{ $json.name }} for a field of the item [item 0]`,
	);
	expect(sent(bench())).toEqual([]);
});
