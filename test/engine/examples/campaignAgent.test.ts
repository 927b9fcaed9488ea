/**
 * The AI agent that may start a campaign within a cost limit: what its tools do with what a model may give
 * them. The agent itself needs the whole n8n, which test/n8n runs.
 */
import type { IDataObject, INode } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';
import { nodeOf, read } from './exampleFile';

const FILE = 'campaign-agent.json';
const TOOL = 'n8n-nodes-autocall.autoCallTool';
const FROM_AI = /\$fromAI\('(\w+)', '([^']+)', '(string|number)'\)/g;
const TEXT = 'Здравствуйте, это магазин. Напоминаем об оплате.';
const bench = useBench();

const tools = read(FILE).nodes.filter(({ type }) => type === TOOL);

/** The parameters of a tool for the model. */
const askedBy = ({ parameters }: INode) =>
	[...JSON.stringify(parameters).matchAll(FROM_AI)].map(([, name, , type]) => `${name}: ${type}`);

/** Runs a tool with what the model gives it. */
async function use(tool: string, given: IDataObject = {}) {
	const { engine, credential } = bench();
	const { parameters: all, onError } = nodeOf(read(FILE), tool);
	const { descriptionType, toolDescription, ...parameters } = all;
	expect([descriptionType, typeof toolDescription]).toEqual(['manual', 'string']);
	// n8n gives the model nothing of an error that stops a tool.
	expect(onError).toBe('continueRegularOutput');
	const filled = JSON.stringify(parameters).replace(FROM_AI, '$json.$1');
	expect(filled).not.toContain('$fromAI');
	return await engine.runNode({
		parameters: JSON.parse(filled) as IDataObject,
		items: [given],
		credential,
		continueOnFail: 'continueRegularOutput',
	});
}

/** A list of that many people in the account. */
const listOf = (people: number) =>
	bench().sandbox.seedContactList({
		name: 'Debtors',
		contacts: Array.from({ length: people }, (_none, index) => ({
			number: `+7701${String(index).padStart(7, '0')}`,
		})),
	});

const created = (path = '/autocalls') =>
	bench()
		.sandbox.requests.filter(({ method, route }) => `${method} ${route}` === `POST ${path}`)
		.map(({ body }) => body);

it('asks the model for no more than what a campaign is about', () => {
	expect(Object.fromEntries(tools.map((tool) => [tool.name, askedBy(tool)]))).toEqual({
		'Find Contact Lists': [],
		'Get Balance': [],
		'Calculate Cost': ['text: string', 'contactListId: number'],
		'Look at Campaign': ['campaignId: number'],
		'Start Campaign': ['name: string', 'text: string', 'contactListId: number'],
		'Call One Person': ['number: string', 'text: string'],
		'Text One Person': ['number: string', 'text: string'],
	});
	for (const { parameters } of tools) {
		expect(JSON.stringify(parameters).split('$fromAI').length - 1).toBe(
			askedBy({ parameters } as INode).length,
		);
	}
});

it('has three tools that spend, whose limits are fixed numbers', () => {
	const spends = ({ parameters }: INode) =>
		['create', 'make', 'send'].includes(String(parameters.operation));
	const limits = tools.filter(spends).map(({ name, parameters }) => [name, parameters.options]);
	expect(limits).toEqual([
		['Start Campaign', { maxCost: 5000 }],
		['Call One Person', { maxCost: 100 }],
		['Text One Person', { maxCost: 100 }],
	]);
	const others = tools.filter((tool) => !spends(tool));
	expect(others.map(({ parameters }) => parameters.operation).sort()).toEqual([
		'calculateCost',
		'get',
		'getAll',
		'getBalance',
	]);
});

it('gives all tools, the model and the memory to the agent', () => {
	const { connections } = read(FILE);
	const given = Object.entries(connections).map(([name, outputs]) => [name, Object.keys(outputs)]);
	expect(Object.fromEntries(given)).toEqual({
		Chat: ['main'],
		'OpenAI Chat Model': ['ai_languageModel'],
		Memory: ['ai_memory'],
		...Object.fromEntries(tools.map(({ name }) => [name, ['ai_tool']])),
	});
	for (const outputs of Object.values(connections)) {
		const targets = Object.values(outputs).flat(2);
		expect(targets.map((target) => target?.node)).toEqual(['Campaign Agent']);
	}
});

it('the chat is not public', () => {
	expect(nodeOf(read(FILE), 'Chat').parameters).not.toHaveProperty('public');
});

it('finds the list, tells the cost, starts the campaign and looks at it', async () => {
	const { id } = listOf(100);

	expect((await use('Find Contact Lists')).items.map(({ json }) => json)).toMatchObject([
		{ id, name: 'Debtors', contacts_count: 100 },
	]);
	const cost = (await use('Calculate Cost', { text: TEXT, contactListId: id })).items[0]?.json;
	expect(cost?.max_cost).toBeGreaterThan(0);
	expect((await use('Get Balance')).items[0]?.json).toMatchObject({ balance: 10_000 });
	expect(created()).toEqual([]);

	const started = await use('Start Campaign', { name: 'Reminder', text: TEXT, contactListId: id });

	expect(started.error).toBeUndefined();
	expect(started.items[0]?.json).toMatchObject({ calls_count: 100, max_cost: cost?.max_cost });
	expect(created()).toEqual([
		{
			name: 'Reminder',
			client_id: expect.stringMatching(/^n8n-/) as unknown,
			type: 'regular',
			audio_id: [
				{ type: 'synthesis', data: { text: TEXT, voice: 'ru-RU-Wavenet-B', speed: 1, pitch: 0 } },
			],
			list_id: [id],
			max_tries: 2,
			time_from: '12:00:00',
			time_to: '18:00:00',
		},
	]);
	const campaignId = started.items[0]?.json.id;
	expect((await use('Look at Campaign', { campaignId })).items[0]?.json).toMatchObject({
		id: campaignId,
		name: 'Reminder',
		calls_count: 100,
	});
});

it('starts no campaign that could cost more than the limit, whatever the model gives, and tells it why', async () => {
	const { id } = listOf(600);
	const given = { name: 'Reminder', text: TEXT, contactListId: id };

	const refused = await use('Start Campaign', {
		...given,
		maxCost: 1e9,
		options: { maxCost: 1e9 },
	});

	expect(refused.items.map(({ json }) => json)).toEqual([
		{
			error: expect.stringMatching(
				/^"Max Cost" is 5,000 tenge, but the autocall could cost [\d,.]+ tenge \[item 0\]$/,
			) as unknown,
		},
	]);
	expect(created()).toEqual([]);
});

it.each<[string, IDataObject, string]>([
	[
		'several lists in a text',
		{ contactListId: '101, 102' },
		'"Contact List Names or IDs" must be an ID such as 73, but is "101, 102"',
	],
	[
		'an unknown list',
		{ contactListId: 999 },
		'AutoCall.kz did not accept: Contact List Names or IDs, entry 1: Список 999 не найден',
	],
	[
		'no list',
		{ contactListId: '' },
		'"Contact List Names or IDs" must be an ID such as 73, but is ""',
	],
	[
		'a text that is too long',
		{ text: 'a'.repeat(401) },
		'"Text" must have 1 to 400 characters, but has 401',
	],
	['no name', { name: '' }, '"Name" is required, but is empty'],
])('calls nobody when the model gives %s, and tells it why', async (_what, wrong, message) => {
	const { id } = listOf(2);
	listOf(2);

	const refused = await use('Start Campaign', {
		name: 'Reminder',
		text: TEXT,
		contactListId: id,
		...wrong,
	});

	expect(refused.items.map(({ json }) => json)).toEqual([{ error: `${message} [item 0]` }]);
	expect(created()).toEqual([]);
});

describe('one person', () => {
	const number = '8 701 000 00 01';
	const list_id = [{ number: '+77010000001' }];

	it('is called now, with what the model says', async () => {
		const { items } = await use('Call One Person', { number, text: TEXT });

		expect(items.map(({ json }) => json)).toMatchObject([
			{ number: '+77010000001', status: 'in_queue', autocall_status: 'moderation' },
		]);
		expect(created()).toMatchObject([
			{ audio_id: [{ data: { text: TEXT, voice: 'ru-RU-Wavenet-B' } }], list_id },
		]);
	});

	it('is texted now, with what the model says', async () => {
		const { items } = await use('Text One Person', { number, text: TEXT });

		expect(items.map(({ json }) => json)).toMatchObject([
			{ number: '+77010000001', status: 'queued', bulk_status: 'moderation' },
		]);
		expect(created('/bulks')).toMatchObject([{ text: TEXT, list_id }]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['Text One Person', { number, text: 'я'.repeat(1600) }, /^"Max Cost" is 100 tenge, but/],
		['Text One Person', { number: '112', text: TEXT }, /^"Number" must be a phone number in/],
		['Call One Person', { number: '+1 202 555 01 00', text: TEXT }, /^"Number" must be a phone/],
		['Call One Person', { number, text: '' }, /^"Text" is required, but is empty \[item 0\]$/],
	])('is not reached by %s with %j, and the model reads why', async (tool, given, reason) => {
		const { items } = await use(tool, given);

		expect(items.map(({ json }) => json.error)).toEqual([expect.stringMatching(reason)]);
		expect([...created(), ...created('/bulks')]).toEqual([]);
	});
});
