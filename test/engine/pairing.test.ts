/** Which output belongs to which input item, whether the item succeeded or failed. */
import type { IDataObject, INode } from 'n8n-workflow';

import { startBench, useBench } from '../support/autoCall';
import type { NodeResult, RunNodeOptions, WorkflowJson } from '../support/engine';
import { autoCallNode, inARow, setNode } from '../support/workflows';

const bench = useBench();

/** Names of lists that the account has; the list of each input item, by an expression. */
function seedLists(...names: string[]) {
	return names.map((name) => bench().sandbox.seedContactList({ name }));
}

const listOfItem = { contactListId: '={{ $json.id }}' };
const unknown = 7777;

/** JSON and pairing of items, without the error object that n8n needs for its error output. */
const plain = (items: Array<{ json: IDataObject; pairedItem?: unknown }>) =>
	items.map(({ json, pairedItem }) => ({ json, pairedItem }));

/** Two lists of three contacts on two pages; the second page of the second list is refused. */
async function withTwoPages(
	check: (twoPages: {
		numbers: string[];
		getContacts: (options?: Partial<RunNodeOptions>) => Promise<NodeResult>;
	}) => Promise<void>,
) {
	const { sandbox, run } = await startBench({ pageSize: 2 });
	try {
		const numbers = ['+77010000001', '+77010000002', '+77010000003'];
		const contacts = numbers.map((number) => ({ number }));
		const lists = [sandbox.seedContactList({ contacts }), sandbox.seedContactList({ contacts })];
		sandbox.faults.add({
			kind: 'status',
			status: 403,
			body: { message: 'No access' },
			path: `/lists/${lists[1]?.id}`,
			after: 1,
		});
		const getContacts = async (options: Partial<RunNodeOptions> = {}) =>
			await run(
				'contactList',
				'getContacts',
				{ ...listOfItem, limit: 3 },
				{ items: lists.map(({ id }) => ({ id })), ...options },
			);
		await check({ numbers, getContacts });
	} finally {
		await sandbox.close();
	}
}

describe('several input items', () => {
	it('come out in the order they went in, each paired to its own', async () => {
		const [a, b, c] = seedLists('A', 'B', 'C').map(({ id }) => id);
		const { items } = await bench().run('contactList', 'get', listOfItem, {
			items: [{ id: c }, { id: a }, { id: b }],
		});
		expect(items.map(({ json, pairedItem }) => [json.id, json.name, pairedItem])).toEqual([
			[c, 'C', { item: 0 }],
			[a, 'A', { item: 1 }],
			[b, 'B', { item: 2 }],
		]);
	});

	it('each have their parameters resolved from their own data', async () => {
		const lists = seedLists('A', 'B');
		const { items } = await bench().run(
			'contactList',
			'update',
			{ ...listOfItem, updateFields: { name: '={{ $json.name }} ({{ $itemIndex }})' } },
			{ items: lists.map(({ id, name }) => ({ id, name: `New ${name}` })) },
		);
		expect(items.map(({ json }) => json.name)).toEqual(['New A (0)', 'New B (1)']);
		expect(bench().sandbox.requests.map(({ body }) => body)).toEqual([
			{ name: 'New A (0)' },
			{ name: 'New B (1)' },
		]);
	});

	it('may each give several records, all paired to the item they are of', async () => {
		const { sandbox, run } = bench();
		const numbers = (...endings: string[]) =>
			endings.map((ending) => ({ number: `+7701000000${ending}` }));
		const first = sandbox.seedContactList({ contacts: numbers('1', '2') });
		const second = sandbox.seedContactList({ contacts: numbers('3') });
		const empty = sandbox.seedContactList({ contacts: [] });
		const { items } = await run(
			'contactList',
			'getContacts',
			{ ...listOfItem, returnAll: true },
			{ items: [first, empty, second].map(({ id }) => ({ id })) },
		);
		expect(items.map(({ json, pairedItem }) => [json.number, pairedItem])).toEqual([
			['+77010000001', { item: 0 }],
			['+77010000002', { item: 0 }],
			['+77010000003', { item: 2 }],
		]);
	});

	it('may each give a file, paired to the item it is of', async () => {
		const { sandbox, engine, run } = bench();
		const { id } = sandbox.seedAutocall({ record: true });
		const calls = ['ID3 one', 'ID3 two'].map((content) =>
			sandbox.seedCall({ autocall_id: id, recording: Buffer.from(content) }),
		);
		const { items } = await run(
			'call',
			'getRecording',
			{ callId: '={{ $json.id }}' },
			{ items: calls.map((call) => ({ id: call.id })) },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const contents = await Promise.all(
			items.map(async ({ binary }) => String(await engine.readBinary(binary!.data!))),
		);
		expect(contents).toEqual(['ID3 one', 'ID3 two']);
	});
});

describe('when an item fails and the node is set to continue', () => {
	const notFound = `The contact list "${unknown}" was not found [item 1]`;
	const notAnId = '"Contact List" must be an ID such as 73, but is "x" [item 2]';

	/** A list, one that is not there, one that cannot be, and another list. */
	const mixed = () => {
		const [a, b] = seedLists('A', 'B').map(({ id }) => id);
		return [{ id: a }, { id: unknown }, { id: 'x' }, { id: b }];
	};

	it('its error takes its place among the others', async () => {
		const items = mixed();
		const result = await bench().run('contactList', 'delete', listOfItem, {
			items,
			continueOnFail: 'continueRegularOutput',
		});
		expect(result.status).toBe('success');
		expect(plain(result.items)).toEqual([
			{ json: { deleted: true, id: items[0]?.id }, pairedItem: { item: 0 } },
			{ json: { error: notFound }, pairedItem: { item: 1 } },
			{ json: { error: notAnId }, pairedItem: { item: 2 } },
			{ json: { deleted: true, id: items[3]?.id }, pairedItem: { item: 3 } },
		]);
		expect(bench().sandbox.store.contactLists.size).toBe(0);
	});

	it('it goes to the error output, and the others go on', async () => {
		const items = mixed();
		const result = await bench().run('contactList', 'delete', listOfItem, {
			items,
			continueOnFail: 'continueErrorOutput',
		});
		expect(result.items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ deleted: true, id: items[0]?.id }, { item: 0 }],
			[{ deleted: true, id: items[3]?.id }, { item: 3 }],
		]);
		expect(plain(result.errorItems)).toEqual([
			{ json: { error: notFound }, pairedItem: { item: 1 } },
			{ json: { error: notAnId }, pairedItem: { item: 2 } },
		]);
	});

	it('the error itself comes along, with its status and its item', async () => {
		const { items } = await bench().run('contactList', 'get', listOfItem, {
			items: [{ id: 'x' }, { id: unknown }],
			continueOnFail: 'continueRegularOutput',
		});
		expect(items[0]?.error).toMatchObject({
			name: 'NodeOperationError',
			message: '"Contact List" must be an ID such as 73, but is "x" [item 0]',
			context: { itemIndex: 0 },
		});
		expect(items[1]?.error).toMatchObject({
			name: 'NodeApiError',
			message: notFound,
			httpCode: '404',
			context: { itemIndex: 1 },
		});
	});

	it('a failure of its records leaves the records of the others', async () => {
		const { sandbox, run } = bench();
		const lists = seedLists('A', 'B', 'C');
		sandbox.faults.add({ kind: 'status', status: 403, path: `/lists/${lists[1]?.id}` });
		const { items } = await run(
			'contactList',
			'getContacts',
			{ ...listOfItem, returnAll: true },
			{ items: lists.map(({ id }) => ({ id })), continueOnFail: 'continueRegularOutput' },
		);
		expect(items.map(({ pairedItem, error }) => [pairedItem, Boolean(error)])).toEqual([
			[{ item: 0 }, false],
			[{ item: 0 }, false],
			[{ item: 1 }, true],
			[{ item: 2 }, false],
			[{ item: 2 }, false],
		]);
	});

	it('the records before the page that failed come out, and then the error', async () => {
		await withTwoPages(async ({ getContacts, numbers }) => {
			const { items } = await getContacts({ continueOnFail: 'continueRegularOutput' });
			expect(plain(items).map(({ json, pairedItem }) => [json.number ?? json, pairedItem])).toEqual(
				[
					...numbers.map((number) => [number, { item: 0 }]),
					...numbers.slice(0, 2).map((number) => [number, { item: 1 }]),
					[{ error: 'AutoCall.kz refused the request (status 403) [item 1]' }, { item: 1 }],
				],
			);
		});
	});

	it('every item fails alike when the key is wrong', async () => {
		const { credential, run } = bench();
		const { items } = await run(
			'account',
			'getBalance',
			{},
			{
				items: [{}, {}],
				credential: { ...credential, apiKey: 'wrong' },
				continueOnFail: 'continueRegularOutput',
			},
		);
		expect(plain(items)).toEqual(
			[0, 1].map((item) => ({
				json: { error: `AutoCall.kz did not accept the API key [item ${item}]` },
				pairedItem: { item },
			})),
		);
	});
});

describe('when an item fails and the node is not set to continue', () => {
	it('the run ends with an error that names the item, and gives nothing of the others', async () => {
		const [a, b] = seedLists('A', 'B').map(({ id }) => id);
		const result = await bench().run('contactList', 'get', listOfItem, {
			items: [{ id: a }, { id: unknown }, { id: b }],
		});
		expect(result.status).toBe('error');
		expect(result.items).toEqual([]);
		expect(result.error).toMatchObject({
			message: `The contact list "${unknown}" was not found [item 1]`,
			description:
				'Your AutoCall.kz account has nothing with this ID. It may have been deleted, or belong to another account. Check "Contact List".',
			context: { itemIndex: 1 },
		});
	});

	it('it names the first of several that fail', async () => {
		const { sandbox, run } = bench();
		sandbox.faults.add({ kind: 'delay', ms: 30, path: `/lists/${unknown}` });
		const { error } = await run('contactList', 'get', listOfItem, {
			items: [{ id: unknown }, { id: unknown + 1 }],
		});
		expect(error).toMatchObject({
			message: `The contact list "${unknown}" was not found [item 0]`,
			context: { itemIndex: 0 },
		});
	});

	it('it tells what other items have done already, later ones too, with their IDs', async () => {
		const [a, b, c] = seedLists('A', 'B', 'C').map(({ id }) => id);
		const { sandbox, run } = bench();
		const { error } = await run('contactList', 'delete', listOfItem, {
			items: [{ id: a }, { id: b }, { id: unknown }, { id: c }],
		});
		expect(error).toMatchObject({
			message: `The contact list "${unknown}" was not found [item 2]`,
			description: `Your AutoCall.kz account has nothing with this ID. It may have been deleted, or belong to another account. Check "Contact List". Before this, 3 items were already carried out (ID ${a}, ${b}, ${c}); they stay as they are.`,
		});
		expect(sandbox.store.contactLists.size).toBe(0);
	});

	it('its records that had been fetched are counted, not those of other items', async () => {
		await withTwoPages(async ({ getContacts }) => {
			const { items, error } = await getContacts();
			expect(items).toEqual([]);
			expect(error).toMatchObject({
				message: 'AutoCall.kz refused the request (status 403) [item 1]',
				description:
					'AutoCall.kz says: “No access”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz. 2 records had been fetched before this. To get them together with the error, set On Error to continue.',
			});
		});
	});

	it('a value that the node refuses is found before anything is sent for any item', async () => {
		const { error } = await bench().run(
			'flashCall',
			'send',
			{ number: '={{ $json.phone }}' },
			{ items: [{ phone: '+77010000001' }, { phone: 'unknown' }] },
		);
		expect(error).toMatchObject({
			message:
				'"Number" must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "unknown" [item 1]',
			description: 'Phone number in Kazakhstan to ring, in any usual format',
		});
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('a relaunch has made a list for each earlier item, although it is a GET', async () => {
		const { sandbox, run } = bench();
		const { id } = sandbox.seedAutocall({ calls: [{ status: 'no_answer' }] });
		const { error } = await run(
			'autocall',
			'relaunch',
			{ autocallId: '={{ $json.id }}' },
			{ items: [{ id }, { id: unknown }] },
		);
		const [made] = sandbox.store.contactLists.all();
		expect(error?.description).toContain(
			`Before this, 1 item was already carried out (ID ${made?.id});`,
		);
	});

	it('names twenty of many', async () => {
		const lists = seedLists(...Array.from({ length: 21 }, (_none, index) => `List ${index}`));
		const { error } = await bench().run('contactList', 'delete', listOfItem, {
			items: [...lists.map(({ id }) => ({ id })), { id: unknown }],
		});
		const ids = lists.slice(0, 20).map(({ id }) => id);
		expect(error?.description).toContain(
			`Before this, 21 items were already carried out (ID ${ids.join(', ')}, …);`,
		);
	});
});

describe('when all input items are the contacts', () => {
	const people = [
		{ phone: '8 701 000 00 01', name: 'Aigul' },
		{ phone: '8 701 000 00 02', name: 'Bolat' },
		{ phone: '8 701 000 00 03', name: 'Dana' },
	];
	const fromItems = { contactsSource: 'inputItems', numberField: 'phone', extraField: 'name' };
	const everyone = [{ item: 0 }, { item: 1 }, { item: 2 }];

	it('the node runs once, and its output is paired to all of them', async () => {
		const { sandbox, run } = bench();
		const { items } = await run(
			'contactList',
			'create',
			{ name: 'March', ...fromItems },
			{ items: people },
		);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ name: 'March', contacts_count: 3 });
		expect(items[0]?.pairedItem).toEqual(everyone);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('its failure is one error, paired to all of them too', async () => {
		const { sandbox, run } = bench();
		const { items } = await run(
			'smsBulk',
			'create',
			{ name: 'March', text: 'Hello', ...fromItems },
			{
				items: [...people.slice(0, 2), { phone: '12', name: 'Dana' }],
				continueOnFail: 'continueRegularOutput',
			},
		);
		expect(plain(items)).toEqual([
			{
				json: {
					error:
						'"Contacts" has invalid contacts (1): item 2: number must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "12" [item 0]',
				},
				pairedItem: everyone,
			},
		]);
		expect(sandbox.requests).toEqual([]);
	});

	it('other sources make one for each input item', async () => {
		const { items } = await bench().run(
			'contactList',
			'create',
			{
				name: '={{ $json.name }}',
				contactsSource: 'json',
				contactsJson: '={{ [{ number: $json.phone }] }}',
			},
			{ items: people },
		);
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Aigul', { item: 0 }],
			['Bolat', { item: 1 }],
			['Dana', { item: 2 }],
		]);
	});
});

describe('in a workflow', () => {
	/** Start → AutoCall → Edit Fields that reads both of the others by `$('…').item`. */
	const workflow = (parameters: IDataObject, onError?: INode['onError']) =>
		inARow(
			autoCallNode('AutoCall', parameters, { onError }),
			setNode('Report', {
				person: "={{ $('Start').item.json.name }}",
				code: "={{ $('AutoCall').item.json.code ?? $('AutoCall').item.json.error }}",
			}),
		);

	const send = {
		resource: 'flashCall',
		operation: 'send',
		number: '={{ $json.phone }}',
		codeSource: 'code',
		code: '={{ $json.code }}',
	};
	const people = [
		{ name: 'Aigul', phone: '+77010000001', code: '1111' },
		{ name: 'Bolat', phone: 'none', code: '2222' },
		{ name: 'Dana', phone: '+77010000003', code: '3333' },
	];

	it('a later node finds for each output the item that it came from, failed ones too', async () => {
		const { engine, credential } = bench();
		const { nodes } = await engine.runWorkflow(workflow(send, 'continueRegularOutput'), {
			credentials: { autoCallApi: credential },
			triggerItems: people,
		});
		expect(nodes.Report?.items.map(({ json }) => json)).toEqual([
			{ person: 'Aigul', code: '1111' },
			{
				person: 'Bolat',
				code: '"Number" must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "none" [item 1]',
			},
			{ person: 'Dana', code: '3333' },
		]);
	});

	it('a later node finds for each of several records the item that they came from', async () => {
		const { engine, credential, sandbox } = bench();
		const lists = seedLists('A', 'B');
		sandbox.store.contacts.all().forEach((contact, index) => (contact.extra = `code ${index}`));
		const shape = workflow({
			resource: 'contactList',
			operation: 'getContacts',
			...listOfItem,
			returnAll: true,
		});
		const { nodes } = await engine.runWorkflow(
			JSON.parse(JSON.stringify(shape).replaceAll('json.code', 'json.extra')) as WorkflowJson,
			{
				credentials: { autoCallApi: credential },
				triggerItems: lists.map(({ id, name }) => ({ id, name: `of ${name}` })),
			},
		);
		expect(nodes.Report?.items.map(({ json }) => json)).toEqual([
			{ person: 'of A', code: 'code 0' },
			{ person: 'of A', code: 'code 1' },
			{ person: 'of B', code: 'code 2' },
			{ person: 'of B', code: 'code 3' },
		]);
	});
});
