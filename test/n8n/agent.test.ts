import type { IDataObject, INode, IConnections } from 'n8n-workflow';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { itemsOf, runsOf } from '../../scripts/n8n/client';
import { useN8n } from './support';
import { startOpenAi, type OpenAiStandIn } from './support/openAi';

const bench = useN8n();
let model: OpenAiStandIn;
beforeEach(async () => {
	model = await startOpenAi();
});
afterEach(async () => await model.close());

async function agent(
	agentVersion: number,
	modelVersion: number,
	tools: Record<string, IDataObject>,
	retry = {},
) {
	const { client, importWorkflow } = bench();
	const id = await client.createCredential('OpenAI', 'openAiApi', {
		apiKey: 'sk-x',
		url: model.url,
	});
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		more = {},
	): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as never,
		...more,
	});
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('AI Agent', '@n8n/n8n-nodes-langchain.agent', agentVersion, {
			promptType: 'define',
			text: 'Go',
			options: {},
		}),
		node(
			'Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			modelVersion,
			{ model: { __rl: true, mode: 'list', value: 'gpt-5-mini' }, options: {} },
			{ credentials: { openAiApi: { id, name: 'OpenAI' } } },
		),
		...Object.entries(tools).map(([name, parameters]) =>
			node(name, `${PACKAGE}.autoCallTool`, 1, parameters, retry),
		),
	];
	const connections: IConnections = {
		Start: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] },
		Model: { ai_languageModel: [[{ node: 'AI Agent', type: 'ai_languageModel', index: 0 }]] },
		...Object.fromEntries(
			Object.keys(tools).map((name) => [
				name,
				{ ai_tool: [[{ node: 'AI Agent', type: 'ai_tool', index: 0 }]] },
			]),
		),
	};
	return await importWorkflow({ name: 'Agent', nodes, connections });
}

const CREATE = {
	resource: 'autocall',
	operation: 'create',
	name: "={{ $fromAI('name', 'Name of the campaign', 'string') }}",
	type: 'regular',
	soundSource: 'synthesis',
	voice: 'ru-RU-Wavenet-B',
	text: "={{ $fromAI('text', 'What is said', 'string') }}",
	contactsSource: 'json',
	contactsJson: '[{"number":"+77010000001"}]',
};

it.each([
	[3.1, 1.3],
	[3.1, 1.2],
	[2.2, 1.2],
	[1.9, 1.2],
])('explore %s %s', async (a, m) => {
	const { client, sandbox } = bench();
	model.willCall(
		[{ tool: 'Create_an_autocall', arguments: { name: 'A', text: 'Hello' } }],
		[
			{ tool: 'Create_an_autocall', arguments: { name: 'B', text: 'Hello' } },
			{ tool: 'Create_an_autocall', arguments: { name: 'C', text: 'Hello' } },
		],
		[{ tool: 'Create_an_autocall', arguments: { name: 'x'.repeat(41), text: 'Hello' } }],
		[{ tool: 'Wait', arguments: { name: 'D', text: 'Hello' } }],
		[{ tool: 'Max', arguments: { name: 'E', text: 'Hello' } }],
		[{ tool: 'Flash', arguments: {} }],
	);
	sandbox.faults.add({ match: { method: 'POST', route: '/flash_calls' }, status: 500 } as never);
	const wf = await agent(a, m, {
		'Create an autocall': CREATE,
		Wait: { ...CREATE, waitForCompletion: true, completionTimeLimit: 1 },
		Max: { ...CREATE, options: { maxCost: 1 } },
		Flash: {
			resource: 'flashCall',
			operation: 'send',
			number: '+77010000001',
			codeSource: 'digits',
		},
	});
	const ex = await client.executionWith(await client.run(wf, 'Start'), 'success', 'error', 'waiting', 'crashed');
	console.log(
		a,
		m,
		ex.status,
		model.turns.map((t) => t.path + ' ' + JSON.stringify(t.results)).join('\n'),
	);
	
	console.log(
		JSON.stringify(itemsOf(ex, 'AI Agent')),
		JSON.stringify(runsOf(ex, 'AI Agent')[0]?.error),
	);
	console.log(
		sandbox.requests
			.map((r) => `${r.method} ${r.route} ${r.status} ${(r.body as any)?.client_id}`)
			.join('\n'),
	);
});
