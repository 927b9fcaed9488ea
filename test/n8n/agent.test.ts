/** The AutoCall node as a tool of n8n's AI Agent; what the model reads is read by a stand-in for OpenAI. */
import { NodeHelpers } from 'n8n-workflow';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { itemsOf, type WorkflowFile } from '../../scripts/n8n/client';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { example } from '../../scripts/n8n/workflowFile';
import { derivedClientId } from '../support/derivedClientId';
import { COMPOSITES, OPERATIONS } from '../support/surface';
import { useN8n } from './support';
import { startOpenAi, type OpenAiStandIn } from './support/openAi';
import type { OfferedTool, ToolCall } from './support/openAiProtocols';

const bench = useN8n({ sandbox: { balance: 50_000 } });

let model: OpenAiStandIn;
beforeEach(async () => {
	model = await startOpenAi();
});
afterEach(async () => await model.close());

const AGENT = 'AI Agent';
const NUMBER = '+77010000001';

/** The agents that a person may have, each with the newest model node that works with it. */
const AGENTS = [
	{ agent: 3.1, chatModel: 1.3, path: '/responses' },
	{ agent: 2.2, chatModel: 1.2, path: '/chat/completions' },
	{ agent: 1.9, chatModel: 1.2, path: '/chat/completions' },
];

const CAMPAIGN: IDataObject = {
	resource: 'autocall',
	operation: 'create',
	name: "={{ $fromAI('name', 'Name of the campaign', 'string') }}",
	type: 'regular',
	soundSource: 'synthesis',
	text: "={{ $fromAI('text', 'What the voice says', 'string') }}",
	voice: 'ru-RU-Wavenet-B',
	contactsSource: 'json',
	contactsJson: JSON.stringify([{ number: NUMBER }]),
};

/** The words about a flash call whose response was a server error. */
const DOUBT = expect.stringMatching(
	/^AutoCall\.kz returned a server error \(status 500\).*may have been carried out.* The phone may have rung: ask its owner/,
) as string;

/** The credential for the stand-in. */
async function openAiCredential(): Promise<{ id: string; name: string }> {
	const name = 'OpenAI';
	const data = { apiKey: 'sk-stand-in', url: model.url };
	return { id: await bench().client.createCredential(name, 'openAiApi', data), name };
}

/** An agent that a click starts, with AutoCall tools by their names. */
async function agentWith(
	tools: Record<string, IDataObject>,
	{ agent, chatModel } = AGENTS[0] as (typeof AGENTS)[number],
	settings: Partial<INode> = {},
): Promise<WorkflowFile> {
	const langchain = '@n8n/n8n-nodes-langchain';
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		more: Partial<INode> = {},
	): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...more,
	});
	const toAgent = (type: 'main' | 'ai_languageModel' | 'ai_tool'): IConnections[string] => ({
		[type]: [[{ node: AGENT, type, index: 0 }]],
	});
	return {
		name: AGENT,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node(AGENT, `${langchain}.agent`, agent, {
				promptType: 'define',
				text: 'Do what you can',
				options: {},
			}),
			node(
				'Chat Model',
				`${langchain}.lmChatOpenAi`,
				chatModel,
				{ model: { __rl: true, mode: 'list', value: 'gpt-5-mini' }, options: {} },
				{ credentials: { openAiApi: await openAiCredential() } },
			),
			...Object.entries(tools).map(([name, parameters]) =>
				node(name, `${PACKAGE}.autoCallTool`, 1, parameters, settings),
			),
		],
		connections: {
			Start: toAgent('main'),
			'Chat Model': toAgent('ai_languageModel'),
			...Object.fromEntries(Object.keys(tools).map((name) => [name, toAgent('ai_tool')])),
		},
	};
}

/** Runs it to its end. @returns what the agent answers */
async function answerOf(workflow: WorkflowFile): Promise<unknown> {
	const { client, importWorkflow } = bench();
	const executionId = await client.run(await importWorkflow(workflow), 'Start');
	// An execution that waits would never end.
	const execution = await client.executionWith(executionId, 'success', 'error', 'waiting');
	expect(execution.status).toBe('success');
	return itemsOf(execution, AGENT)?.[0]?.json.output;
}

const call = (tool: string, given: object = {}): ToolCall => ({ tool, arguments: given });

const byName = (a: OfferedTool, b: OfferedTool) => a.name.localeCompare(b.name);

/** The types of what a tool takes, by name; a parameter that takes any JSON has none. */
const typesOf = ({ properties }: OfferedTool['parameters']) =>
	Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type ?? 'json']));

/** A tool as a person makes it who lets the model define every parameter that is shown. */
interface OpenTool {
	name: string;
	parameters: IDataObject;
	/** The parameters for the model to fill in, with the type of each. */
	filled: Record<string, string>;
}

/** Each operation as such a tool, named as the editor names it. */
async function everyOperation(): Promise<OpenTool[]> {
	const types = await bench().client.nodeTypes();
	const type = types.find(({ name }) => name === `${PACKAGE}.autoCallTool`) ?? null;
	const properties = type?.properties ?? [];
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(options as INodePropertyOptions[])
				// n8n adds it to every resource.
				.filter(({ value }) => value !== '__CUSTOM_API_CALL__')
				.map(({ value, action }) => {
					const chosen = {
						resource: displayOptions?.show?.resource?.[0] as string,
						operation: String(value),
					};
					const shown =
						NodeHelpers.getNodeParameters(properties, chosen, true, false, null, type) ?? {};
					const open = properties.filter((property) => isOpen(property, shown, type));
					return {
						name: `${action} in AutoCall`,
						parameters: {
							...chosen,
							...Object.fromEntries(open.map((property) => [property.name, leftOpen(property)])),
						},
						filled: Object.fromEntries(open.map((property) => [keyOf(property), typeOf(property)])),
					};
				}),
		);
}

/** Whether the editor shows a parameter among others, with the button that leaves it to the model. */
function isOpen(
	property: INodeProperties,
	shown: INodeParameters,
	type: INodeTypeDescription | null,
): boolean {
	return (
		property.name in shown &&
		property.name !== 'toolDescription' &&
		!property.noDataExpression &&
		!['options', 'collection', 'fixedCollection', 'notice'].includes(property.type) &&
		NodeHelpers.displayParameter(shown, property, null, type)
	);
}

/** The expression that this button writes (2.37, fromAIOverride.utils). */
function leftOpen(property: INodeProperties): INodeParameters[string] {
	const value = `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${keyOf(property)}', \`\`, '${typeOf(property)}') }}`;
	return property.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

const keyOf = ({ displayName }: INodeProperties) => displayName.replace(/[^a-zA-Z0-9-]/g, '_');

const typeOf = ({ type }: INodeProperties) =>
	['boolean', 'number', 'json'].includes(type) ? type : 'string';

/** The items that tools gave back, in the order of their calls. */
const told = (turn: number) =>
	model.turns[turn]?.results.flatMap((text) => JSON.parse(text) as IDataObject[]);

const sent = (route: string) =>
	bench().sandbox.requests.filter((request) => `${request.method} ${request.route}` === route);

describe('what the model is offered', () => {
	it('a tool says what it does, and what is to be filled in, as the person has named it', async () => {
		await answerOf(
			await agentWith({
				'Ring a phone': {
					resource: 'flashCall',
					operation: 'send',
					number: "={{ $fromAI('number', 'Phone number in Kazakhstan', 'string') }}",
					digits: "={{ $fromAI('digits', 'Length of the code, 3 to 6', 'number') }}",
				},
				'Keep a list': {
					descriptionType: 'manual',
					toolDescription: 'Keeps phone numbers for later campaigns',
					resource: 'contactList',
					operation: 'create',
					name: "={{ $fromAI('name', 'Name of the list', 'string', 'New list') }}",
					contactsSource: 'json',
					contactsJson: "={{ $fromAI('contacts', 'Objects with a number each', 'json') }}",
					removeDuplicates:
						"={{ $fromAI('unique', 'Whether to keep each number once', 'boolean') }}",
				},
			}),
		);

		expect(model.turns[0]?.tools.sort(byName)).toMatchObject([
			{
				name: 'Keep_a_list',
				description: 'Keeps phone numbers for later campaigns',
				parameters: {
					type: 'object',
					properties: {
						name: { type: 'string', description: 'Name of the list', default: 'New list' },
						contacts: { description: 'Objects with a number each' },
						unique: { type: 'boolean', description: 'Whether to keep each number once' },
					},
					required: ['contacts', 'unique'],
					additionalProperties: false,
				},
			},
			{
				name: 'Ring_a_phone',
				description: 'Send a flash call to verify a phone number in AutoCall',
				parameters: {
					type: 'object',
					properties: {
						number: { type: 'string', description: 'Phone number in Kazakhstan' },
						digits: { type: 'number', description: 'Length of the code, 3 to 6' },
					},
					required: ['number', 'digits'],
					additionalProperties: false,
				},
			},
		]);
	});

	it('every operation can be a tool, with all of its parameters left to the model', async () => {
		const tools = await everyOperation();
		await answerOf(
			await agentWith(Object.fromEntries(tools.map(({ name, parameters }) => [name, parameters]))),
		);

		const offered = model.turns[0]?.tools ?? [];
		const names = new Set(offered.map(({ name }) => name));
		expect(names.size).toBe(Object.values(OPERATIONS).flat().length + COMPOSITES.length);
		expect(offered).toHaveLength(names.size);
		for (const { name, description, parameters } of offered) {
			expect(name).toMatch(/^[A-Z][A-Za-z_]{1,63}$/);
			expect(description.replaceAll(' ', '_')).toBe(name);
			expect(description).toMatch(/ in AutoCall$/);
			const { filled } = tools.find((tool) => tool.name === description) ?? {};
			expect(typesOf(parameters)).toEqual(filled);
		}
	});
});

describe.each(AGENTS)('AI Agent $agent', (version) => {
	it('calls AutoCall.kz with what the model filled in, and the model reads what came of it', async () => {
		const { sandbox } = bench();
		model.willCall([call('Start_campaign', { name: 'Reminder', text: 'Pay, please' })]);

		const answer = await answerOf(await agentWith({ 'Start campaign': CAMPAIGN }, version));

		expect(model.turns.map(({ path }) => path)).toEqual([version.path, version.path]);
		const [autocall] = sandbox.store.autocalls.all();
		expect(autocall).toMatchObject({ name: 'Reminder', status: 'moderation' });
		expect(sent('POST /autocalls').map(({ body }) => body)).toEqual([
			{
				client_id: derivedClientId(),
				name: 'Reminder',
				type: 'regular',
				audio_id: [
					{
						type: 'synthesis',
						data: { text: 'Pay, please', voice: 'ru-RU-Wavenet-B', speed: 1, pitch: 0 },
					},
				],
				list_id: [{ number: NUMBER }],
			},
		]);
		expect(told(1)).toMatchObject([
			{ id: autocall?.id, name: 'Reminder', status: 'moderation', max_cost: 2.8 },
		]);
		expect(answer).toBe(model.turns[1]?.results[0]);
	});

	it('each call of a conversation is carried out, alike ones and ones at the same time too', async () => {
		const { sandbox } = bench();
		const start = (name: string) => call('Start_campaign', { name, text: 'Pay, please' });
		model.willCall(
			[start('First')],
			[start('Second'), start('Third'), start('Third')],
			[start('First')],
		);

		await answerOf(await agentWith({ 'Start campaign': CAMPAIGN }, version));

		expect(told(1)).toMatchObject([{ name: 'First' }]);
		expect(told(2)).toMatchObject([{ name: 'Second' }, { name: 'Third' }, { name: 'Third' }]);
		expect(told(3)).toMatchObject([{ name: 'First' }]);
		const autocalls = sandbox.store.autocalls.all();
		expect(autocalls.map(({ name }) => name).sort()).toEqual([
			...['First', 'First', 'Second', 'Third', 'Third'],
		]);
		const clientIds = new Set(autocalls.map(({ client_id }) => client_id));
		expect([...clientIds]).toEqual(Array(5).fill(derivedClientId()));
	});

	it('the model reads why something was refused, and what it must not do again, but no key', async () => {
		const { sandbox } = bench();
		sandbox.faults.add({ kind: 'status', status: 500, path: '/flash-calls' });
		sandbox.faults.add({ kind: 'echo', status: 403, in: 'message', path: '/balance' });
		const campaign = { name: 'Reminder', text: 'Pay, please' };
		model.willCall([
			call('Start_campaign', { ...campaign, name: 'x'.repeat(41) }),
			call('Start_cheap_campaign', campaign),
			call('Start_at_any_cost', { ...campaign, cost: 1_000_000 }),
			call('Call_a_list', { ...campaign, list: '99999' }),
			call('Ring_a_phone'),
			call('Get_balance'),
		]);

		await answerOf(
			await agentWith(
				{
					'Start campaign': CAMPAIGN,
					'Start cheap campaign': { ...CAMPAIGN, options: { maxCost: 1 } },
					'Start at any cost': {
						...CAMPAIGN,
						options: { maxCost: "={{ $fromAI('cost', 'The most it may cost', 'number') }}" },
					},
					'Call a list': {
						...CAMPAIGN,
						contactsSource: 'contactLists',
						contactListIds: "={{ $fromAI('list', 'ID of the contact list', 'string') }}",
					},
					'Ring a phone': { resource: 'flashCall', operation: 'send', number: NUMBER },
					'Get balance': { resource: 'account', operation: 'getBalance' },
				},
				version,
			),
		);

		expect(told(1)).toEqual([
			{
				error:
					'"Name" must have 1 to 40 characters, but has 41 [item 0]. Name to find it by at autocall.kz, at most 40 characters',
			},
			{
				error:
					'"Max Cost" is 1 tenge, but the autocall could cost 2.8 tenge [item 0]. Nothing was sent. Raise Max Cost, or reach fewer people.',
			},
			{
				error:
					'"Max Cost" takes a fixed value only, since an AI agent uses this node as its tool [item 0]. Nothing was sent. It protects money and people, so the model must not set it: choose the value yourself, or leave the option out.',
			},
			{
				error: expect.stringMatching(
					/^AutoCall\.kz did not accept: .*: Список 99999 не найден \[item 0\]\. .*Nothing was sent\.$/,
				) as string,
			},
			{ error: DOUBT },
			{
				error:
					'AutoCall.kz refused the request (status 403) [item 0]. AutoCall.kz says: “Rejected: Authorization: Bearer ***”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
			},
		]);
		expect(sandbox.store.autocalls.size).toBe(0);
		expect(model.turns[1]?.sent).not.toContain(sandbox.apiKey);
	});

	it('Retry On Fail does not ring a phone again that may have rung, and the model reads so', async () => {
		bench().sandbox.faults.add({ kind: 'status', status: 500, path: '/flash-calls' });
		model.willCall([call('Ring_a_phone')]);
		const tools = { 'Ring a phone': { resource: 'flashCall', operation: 'send', number: NUMBER } };

		await answerOf(await agentWith(tools, version, { retryOnFail: true, waitBetweenTries: 1 }));

		expect(sent('POST /flash-calls')).toHaveLength(1);
		expect(told(1)).toEqual([{ error: DOUBT }]);
	});
});

describe('campaign-agent.json', () => {
	const TEXT = 'Это магазин «Алатау». Пожалуйста, оплатите заказ.';
	const contacts = (count: number) =>
		Array.from({ length: count }, (_none, index) => ({ number: `+7701${1_000_000 + index}` }));

	it('looks, calculates, and starts a campaign within the limit once the person agrees', async () => {
		const { sandbox } = bench();
		const list = sandbox.seedContactList({ name: 'Debtors', contacts: contacts(3) });
		const say = await chat();

		model.willCall(
			[call('Find_Contact_Lists')],
			[call('Calculate_Cost', { text: TEXT, contactListId: list.id }), call('Get_Balance')],
		);
		await say('Remind the debtors to pay');
		expect(model.turns[0]?.sent).toMatch(/It is \d\d\.\d\d\.\d{4} \d\d:\d\d in Almaty\./);
		expect(told(1)).toMatchObject([{ id: list.id, name: 'Debtors', contacts_count: 3 }]);
		expect(told(2)).toMatchObject([{ max_cost: 33.6 }, { balance: 50_000 }]);
		expect(sandbox.store.autocalls.size).toBe(0);

		model.willCall([
			call('Start_Campaign', { name: 'Reminder', text: TEXT, contactListId: list.id }),
		]);
		const answer = await say('Yes, do that');
		expect(model.turns[0]?.sent).toContain('Remind the debtors to pay');
		const [autocall] = sandbox.store.autocalls.all();
		expect(autocall).toMatchObject({ name: 'Reminder', max_tries: 2 });
		expect(told(1)).toMatchObject([{ id: autocall?.id, calls_count: 3, status: 'moderation' }]);
		expect(answer).toBe(model.turns[1]?.results[0]);

		sandbox.finish();
		model.willCall([call('Look_at_Campaign', { campaignId: autocall?.id })]);
		await say('How far is it?');
		expect(told(1)).toMatchObject([{ id: autocall?.id, status: 'completed' }]);
	});

	it('starts none that could cost more, and the model can say why', async () => {
		const { sandbox } = bench();
		const list = sandbox.seedContactList({ name: 'Everybody', contacts: contacts(1_000) });
		const say = await chat();

		model.willCall([
			call('Start_Campaign', { name: 'Reminder', text: TEXT, contactListId: list.id }),
		]);
		const answer = await say('Just call everybody');

		expect(told(1)).toEqual([
			{
				error:
					'"Max Cost" is 5,000 tenge, but the autocall could cost 11,200 tenge [item 0]. Nothing was sent. Raise Max Cost, or reach fewer people.',
			},
		]);
		expect(answer).toContain('11,200 tenge');
		expect(sandbox.store.autocalls.size).toBe(0);
		expect(sandbox.store.balance).toBe(50_000);
	});

	/** Imports the example and opens its chat. @returns what says something in it, and gives the answer */
	async function chat(): Promise<(text: string) => Promise<unknown>> {
		const { n8n, client, importWorkflow } = bench();
		const openAiApi = await openAiCredential();
		const workflow = example('campaign-agent.json');
		const workflowId = await importWorkflow({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.credentials?.openAiApi ? { ...node, credentials: { openAiApi } } : node,
			),
		});
		const sessionId = 'a-chat';
		// As the editor's chat window does.
		return async (chatInput) => {
			await client.request('POST', `/rest/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: 'Chat' },
				chatSessionId: sessionId,
			});
			const response = await fetch(`${n8n.url}/webhook-test/${workflowId}/${sessionId}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput }),
			});
			return ((await response.json()) as { output?: unknown }).output;
		};
	}
});
