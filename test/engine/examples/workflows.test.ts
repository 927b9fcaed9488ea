/** Properties of every workflow in examples/. */
import type { IConnections, INode, INodeTypeDescription } from 'n8n-workflow';

import { loadEngine, type Engine } from '../../support/engine';
import { boxOf, overlaps, STICKY_NOTE } from './canvas';
import { FILES, read, readText } from './exampleFile';
import { asTool, parameterFaults } from './parameterFaults';

const OWN_TOOL = 'n8n-nodes-autocall.autoCallTool';

/**
 * n8n's AI nodes aren't installed beside the engine: the whole n8n runs them (test/n8n). Here their types are
 * held to these.
 */
const AI_NODES = [
	'@n8n/n8n-nodes-langchain.chatTrigger 1.1',
	'@n8n/n8n-nodes-langchain.agent 2.2',
	'@n8n/n8n-nodes-langchain.lmChatOpenAi 1.2',
	'@n8n/n8n-nodes-langchain.memoryBufferWindow 1.3',
];

/** The references to credentials: names that n8n gives by itself, so that it finds a person's own. */
const CREDENTIALS = {
	autoCallApi: { id: 'autocall', name: 'AutoCall account' },
	openAiApi: { id: 'openai', name: 'OpenAi account' },
};

const isAiNode = ({ type, typeVersion }: INode) => AI_NODES.includes(`${type} ${typeVersion}`);
const isNote = ({ type }: INode) => type === STICKY_NOTE;

function descriptionOf(engine: Engine, { type, typeVersion }: INode): INodeTypeDescription {
	return type === OWN_TOOL
		? asTool(engine.nodeDescription('n8n-nodes-autocall.autoCall', typeVersion))
		: engine.nodeDescription(type, typeVersion);
}

/** Every line between two nodes. */
function linesOf(connections: IConnections) {
	return Object.entries(connections).flatMap(([from, outputs]) =>
		Object.entries(outputs).flatMap(([type, byOutput]) =>
			byOutput.flatMap((targets, output) =>
				(targets ?? []).map((target) => ({ from, to: target.node, type, target, output })),
			),
		),
	);
}

/** The names that stand in bold in a note. */
const boldIn = (text: string) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);

it('there are twelve examples', () => {
	expect(FILES).toEqual([
		'campaign-agent.json',
		'campaign-costs-to-sheet.json',
		'crm-to-dialer.json',
		'desk-call.json',
		'desk-results.json',
		'low-balance-alert.json',
		'phone-verification.json',
		'results-to-crm.json',
		'sms-code.json',
		'spoken-code.json',
		'survey-answers.json',
		'unanswered-to-sms.json',
	]);
});

describe.each(FILES)('%s', (file) => {
	const workflow = read(file);
	const { nodes, connections } = workflow;
	const notes = nodes.filter(isNote);
	const working = nodes.filter((node) => !isNote(node));
	const names = nodes.map(({ name }) => name);
	const texts = notes.map(({ parameters }) => String(parameters.content));

	it('holds no data of a credential or of an n8n: a person chooses their own', () => {
		expect(Object.keys(workflow).sort()).toEqual([
			...['connections', 'name', 'nodes', 'pinData', 'settings'],
		]);
		expect(workflow.pinData).toEqual({});
		for (const { credentials } of nodes) {
			expect(CREDENTIALS).toMatchObject(credentials ?? {});
		}
		expect(readText(file)).not.toMatch(/apiKey|baseUrl|Bearer|instanceId|https?:/i);
	});

	it('calculates in the time of Almaty, wherever n8n runs', () => {
		expect(workflow.settings).toEqual({ executionOrder: 'v1', timezone: 'Asia/Almaty' });
	});

	it('has nodes with IDs and names of their own, connected by those names', () => {
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const webhooks = nodes.flatMap(({ webhookId }) => webhookId ?? []);
		expect(new Set(webhooks).size).toBe(webhooks.length);

		const lines = linesOf(connections);
		const connected = new Set(lines.flatMap(({ from, to }) => [from, to]));
		expect([...connected].filter((name) => !names.includes(name))).toEqual([]);
		expect(working.map(({ name }) => name).filter((name) => !connected.has(name))).toEqual([]);
		expect(lines.filter(({ type, target }) => target.type !== type || target.index !== 0)).toEqual(
			[],
		);
	});

	it('has only nodes that exist, in versions that exist, with the parameters that they have', async () => {
		const engine = await loadEngine();
		const faults = nodes
			.filter((node) => !isAiNode(node))
			.map((node) => ({
				node: node.name,
				faults: parameterFaults(node, descriptionOf(engine, node)),
			}))
			.filter((found) => found.faults.length > 0);
		expect(faults).toEqual([]);
	});

	it('leaves nodes by outputs that they have', async () => {
		const engine = await loadEngine();
		for (const { from, type, output } of linesOf(connections)) {
			const node = nodes.find(({ name }) => name === from) as INode;
			if (isAiNode(node)) continue;
			const { outputs: described } = descriptionOf(engine, node);
			// Webhook has an expression: an output for each of its methods.
			const outputs = typeof described === 'string' ? ['main'] : described;
			const count = outputs.length + (node.onError === 'continueErrorOutput' ? 1 : 0);
			expect({ from, hasOutput: output < count, type }).toEqual({
				from,
				hasOutput: true,
				type: outputs[0],
			});
		}
	});

	it('needs no credentials but those that it names', async () => {
		const engine = await loadEngine();
		for (const node of nodes) {
			const { type, name, credentials = {} } = node;
			const isOwn = type.startsWith('n8n-nodes-autocall.');
			const isModel = type.endsWith('.lmChatOpenAi');
			expect({ name, has: Object.keys(credentials) }).toEqual({
				name,
				has: isOwn ? ['autoCallApi'] : isModel ? ['openAiApi'] : [],
			});
			if (isOwn || isAiNode(node)) continue;
			const { credentials: needed = [] } = descriptionOf(engine, node);
			const isAlwaysNeeded = needed.some(
				({ required, displayOptions }) => required && !displayOptions,
			);
			expect({ name, isAlwaysNeeded }).toEqual({ name, isAlwaysNeeded: false });
		}
	});

	it('begins with a note that says what it does, what to change and what it costs', () => {
		expect(texts[0]).toMatch(
			/^## [A-Z][^\n]+\n\S[\s\S]+\n### Change before use\n1\. [\s\S]+\n### What it costs\n\S/,
		);
		expect((texts[0] as string).length).toBeLessThan(1100);
	});

	it('explains its steps in short notes, numbered from the left', () => {
		const steps = texts.slice(1);
		expect(steps.length).toBeGreaterThanOrEqual(3);
		expect(steps.map((text) => /^## (\d)\. [A-Z]/.exec(text)?.[1])).toEqual(
			steps.map((_text, index) => String(index + 1)),
		);
		for (const text of steps) expect(text.length).toBeLessThan(520);
	});

	it('has every node in its notes, by a name in plain words', () => {
		const inBold = new Set(texts.slice(1).flatMap(boldIn));
		expect(working.map(({ name }) => name).filter((name) => !inBold.has(name))).toEqual([]);
		for (const { name } of working) expect(name).toMatch(/^[A-Z][A-Za-z]*([ -][A-Za-z]+)*\??$/);
	});

	it('puts in bold in its notes nothing that looks like a node and is none', () => {
		const titles = texts
			.flatMap(boldIn)
			.filter((bold) => /^([A-Z]\S*)( \S+){0,3}$/.test(bold ?? ''));
		expect(titles.filter((title) => !names.includes(title as string))).toEqual([]);
	});

	it('lies on the canvas without covering anything', () => {
		expect(overlaps(nodes)).toEqual([]);
		const left = Math.min(...nodes.map((node) => boxOf(node).left));
		expect(boxOf(notes[0] as INode).left).toBe(left);
	});

	it('is no wider than a screen shows in letters that can be read', () => {
		const boxes = nodes.map(boxOf);
		const left = Math.min(...boxes.map((box) => box.left));
		const right = Math.max(...boxes.map((box) => box.right));
		expect(right - left).toBeLessThanOrEqual(2300);
	});

	it('is written with plain punctuation', () => {
		expect(texts.join()).not.toMatch(/[—–!]|\.\.\./);
	});
});
