/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n can be told from which folder it may read files.)
 *
 * The workflows in examples/, as a person imports them: what they hold, and what they do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { useBench } from '../support/autoCall';
import { loadEngine, type WorkflowJson, type WorkflowResult } from '../support/engine';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const FILES = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const TRIGGER = 'n8n-nodes-autocall.autoCallTrigger';

const bench = useBench({ balance: 50_000 });

beforeAll(() => {
	// n8n looks at this when it is loaded.
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = EXAMPLES;
});

const readText = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
const read = (file: string) => JSON.parse(readText(file)) as Required<WorkflowJson>;

function nodeOf({ nodes }: WorkflowJson, name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`The example has no node "${name}"`);
	return node;
}

/** An example with a person's own settings in some of its nodes. */
function withSettings(file: string, settings: Record<string, IDataObject> = {}): WorkflowJson {
	const workflow = read(file);
	for (const [name, parameters] of Object.entries(settings)) {
		Object.assign(nodeOf(workflow, name).parameters, parameters);
	}
	return workflow;
}

/** An example whose trigger n8n holds active: a poll, and if it finds something, a run of the workflow. */
async function activated(file: string) {
	const { engine, credential } = bench();
	const workflow = read(file);
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER) as INode;
	const active = await engine.activateTrigger({ credential, parameters: trigger.parameters });
	const start = async (items: INodeExecutionData[] | null): Promise<WorkflowResult | undefined> =>
		items
			? await engine.runWorkflow(workflow, {
					mode: 'trigger',
					startNode: trigger.name,
					triggerItems: items,
					credentials: { autoCallApi: credential },
				})
			: undefined;
	expect((await active.poll(true)).items).toBeNull();
	return { poll: async () => await start((await active.poll()).items) };
}

const sent = () => bench().sandbox.requests.map(({ method, route }) => `${method} ${route}`);
const outputOf = (result: WorkflowResult | undefined, node: string) =>
	result?.nodes[node]?.items.map(({ json }) => json);

it('there are three examples', () => {
	expect(FILES).toEqual(['autocall-results.json', 'crm-to-dialer.json', 'low-balance-alert.json']);
});

describe.each(FILES)('%s', (file) => {
	const workflow = read(file);
	const { nodes, connections } = workflow;

	it('holds no data of a credential or of an n8n: a person chooses their own', () => {
		expect(Object.keys(workflow).sort()).toEqual([
			...['connections', 'name', 'nodes', 'pinData', 'settings'],
		]);
		expect(workflow.pinData).toEqual({});
		for (const { credentials = {} } of nodes) {
			for (const [type, reference] of Object.entries(credentials)) {
				expect([type, reference]).toEqual([
					'autoCallApi',
					{ id: 'autocall', name: 'AutoCall account' },
				]);
			}
		}
		expect(readText(file)).not.toMatch(/apiKey|baseUrl|Bearer|instanceId|https?:/i);
	});

	it('has nodes with IDs and names of their own, connected by those names', () => {
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);

		const targets = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		const connected = new Set([...Object.keys(connections), ...targets]);
		expect([...connected].filter((name) => !names.includes(name))).toEqual([]);
		const working = nodes.filter(({ type }) => type !== STICKY_NOTE).map(({ name }) => name);
		expect(working.filter((name) => !connected.has(name))).toEqual([]);
	});

	it('has only nodes that exist, in versions that exist, with parameters that they have', async () => {
		const engine = await loadEngine();
		for (const { type, typeVersion, parameters, name } of nodes) {
			const { properties } = engine.nodeDescription(type, typeVersion);
			const known = new Set(properties.map((property) => property.name));
			const unknown = Object.keys(parameters).filter((parameter) => !known.has(parameter));
			expect({ name, unknown }).toEqual({ name, unknown: [] });
		}
	});

	it('needs no credential but that of AutoCall', async () => {
		const engine = await loadEngine();
		for (const { type, typeVersion, credentials, name } of nodes) {
			const { credentials: needed = [] } = engine.nodeDescription(type, typeVersion);
			const isOwn = type.startsWith('n8n-nodes-autocall.');
			expect({ name, has: Object.keys(credentials ?? {}) }).toEqual({
				name,
				has: isOwn ? ['autoCallApi'] : [],
			});
			expect(
				!isOwn && needed.some(({ required, displayOptions }) => required && !displayOptions),
			).toBe(false);
		}
	});

	it('says in short sticky notes what to change', () => {
		const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
		expect(notes.length).toBeGreaterThanOrEqual(3);
		for (const { parameters } of notes) {
			expect(String(parameters.content)).toMatch(/^## \d\. [A-Z]/);
			expect(String(parameters.content).length).toBeLessThan(500);
		}
		// Whatever a note puts in bold as a node is one.
		const bold = notes.flatMap(({ parameters }) =>
			[...String(parameters.content).matchAll(/\*\*([A-Z][A-Za-z -]+)\*\*/g)].map(
				([, name]) => name,
			),
		);
		expect(bold.length).toBeGreaterThanOrEqual(3);
		expect(bold.filter((name) => !nodes.some((node) => node.name === name))).toEqual([]);
	});
});

describe('CRM to dialer', () => {
	/** The rows of the sample table whose phone is a number, the first of each number. */
	const customersToCall = () => {
		const rows = readText('crm-rows.csv').trim().split('\n').slice(1);
		expect(rows).toHaveLength(250);
		const byNumber = new Map<string, { id: string; name: string; debt: string; number: string }>();
		for (const row of rows) {
			const [id = '', name = '', phone = '', debt = ''] = row.split(',');
			const number = `+7${phone.replace(/\D/g, '').slice(-10)}`;
			if (/^\+77\d{9}$/.test(number) && !byNumber.has(number)) {
				byNumber.set(number, { id, name, debt, number });
			}
		}
		return [...byNumber.values()];
	};

	it('calls everybody in the sample table once and gives each result back to its customer', async () => {
		const { engine, sandbox, credential } = bench();
		const result = await engine.runWorkflow(
			withSettings('crm-to-dialer.json', {
				'Read CRM Rows': { fileSelector: join(EXAMPLES, 'crm-rows.csv') },
				Wait: { amount: 0.01, unit: 'seconds' },
			}),
			{
				credentials: { autoCallApi: credential },
				onNodeFinished: (name) => {
					if (name === 'Wait') sandbox.advance();
				},
			},
		);
		expect(result.error).toBeUndefined();

		const customers = customersToCall();
		expect(outputOf(result, 'Create Contact List')).toMatchObject([
			{
				contacts_count: 242,
				contactsReport: {
					sent: 242,
					duplicatesRemoved: 4,
					invalidLeftOut: [
						{ contact: 'item 40', number: '8 701 12' },
						{ contact: 'item 90', number: 'unknown' },
						{ contact: 'item 140', number: '+7 999 123 45 67' },
						{ contact: 'item 190', number: 'empty' },
					],
				},
			},
		]);
		expect(
			sandbox.store.contacts.all().map(({ number, extra, variables }) => ({
				number,
				extra,
				variables,
			})),
		).toEqual(
			customers.map(({ number, id, name, debt }) => ({
				number,
				extra: id,
				variables: { name, debt },
			})),
		);

		expect(customers).toHaveLength(242);
		const calls = new Map(sandbox.store.calls.all().map((call) => [call.extra, call]));
		expect(outputOf(result, 'Result for CRM')).toEqual(
			customers.map(({ id, number }) => {
				const call = calls.get(id);
				return {
					crmId: id,
					number,
					result: call?.status,
					seconds: call?.duration,
					tries: call?.tries,
				};
			}),
		);
		const statuses = new Set([...calls.values()].map(({ status }) => status));
		expect([...statuses].sort()).toEqual([
			'busy',
			'error',
			'no_answer',
			'recalled',
			'spam',
			'success',
		]);
		expect(sandbox.store.autocalls.all()).toMatchObject([
			{
				status: 'completed',
				max_tries: 2,
				tries_interval: 30,
				sms_unanswered: true,
				text_unanswered: '{{name}}, мы не дозвонились. К оплате {{debt}} тенге до конца месяца.',
			},
		]);
	});
});

describe('autocall results', () => {
	const file = 'autocall-results.json';
	const seeded = (status: string, number: string, more: IDataObject = {}) => ({
		status: status as 'success',
		number,
		...more,
	});
	/** An autocall that has just finished, and is announced. */
	const finished = (calls: Array<ReturnType<typeof seeded>>, more: IDataObject = {}) => {
		const { sandbox } = bench();
		const autocall = sandbox.seedAutocall({ name: 'Reminder', calls, ...more });
		sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
	};

	it('texts those who did not answer or were busy, each by name, in one SMS bulk', async () => {
		const example = await activated(file);
		finished([
			seeded('success', '+77010000001', { variables: { name: 'Aigul' } }),
			seeded('no_answer', '+77010000002', {
				extra: 'CRM-2',
				variables: { name: 'Бекзат', debt: '3200' },
			}),
			seeded('busy', '+77010000003', { extra: 'remark '.repeat(20) }),
			seeded('recalled', '+77010000004'),
			seeded('error', '+77010000005'),
			seeded('spam', '+77010000006'),
		]);

		const result = await example.poll();

		expect(result?.status).toBe('success');
		const bulks = bench().sandbox.requests.filter(({ route }) => route === '/bulks');
		expect(bulks.map(({ method, body }) => ({ method, body }))).toEqual([
			{
				method: 'POST',
				body: {
					name: expect.stringMatching(/^Not reached \d\d\.\d\d\.\d{4} \d\d:\d\d$/) as unknown,
					text: '{{name}}, мы вам звонили, но не дозвонились. Позвоним ещё раз завтра.',
					list_id: [
						{ number: '+77010000002', extra: 'CRM-2', variables: { name: 'Бекзат' } },
						{
							number: '+77010000003',
							extra: 'remark '.repeat(9).slice(0, 60),
							variables: { name: 'Здравствуйте' },
						},
					],
				},
			},
		]);
		expect(outputOf(result, 'Create SMS Bulk')).toMatchObject([
			{
				id: 401,
				recipients: 2,
				contactsReport: { sent: 2, duplicatesRemoved: 0, invalidLeftOut: [] },
			},
		]);
		expect(
			bench()
				.sandbox.store.messages.all()
				.map(({ text }) => text),
		).toEqual([
			'Бекзат, мы вам звонили, но не дозвонились. Позвоним ещё раз завтра.',
			'Здравствуйте, мы вам звонили, но не дозвонились. Позвоним ещё раз завтра.',
		]);
	});

	it('reads all pages of a large autocall', async () => {
		const example = await activated(file);
		finished(
			Array.from({ length: 60 }, (_, index) =>
				seeded(index % 3 === 0 ? 'busy' : 'success', `+770100001${String(index).padStart(2, '0')}`),
			),
		);

		const result = await example.poll();

		expect(outputOf(result, 'Get Calls')).toHaveLength(60);
		expect(outputOf(result, 'Create SMS Bulk')).toMatchObject([{ recipients: 20 }]);
	});

	it('texts a person once whom two autocalls at the same time did not reach', async () => {
		const example = await activated(file);
		finished([seeded('busy', '+77010000001')]);
		finished([seeded('no_answer', '+77010000001'), seeded('busy', '+77010000002')]);

		expect(outputOf(await example.poll(), 'Create SMS Bulk')).toMatchObject([
			{ recipients: 2, contactsReport: { sent: 2, duplicatesRemoved: 1 } },
		]);
	});

	it('sends nothing when everybody was reached', async () => {
		const example = await activated(file);
		finished([seeded('success', '+77010000001'), seeded('recalled', '+77010000002')]);

		const result = await example.poll();

		expect(result?.status).toBe('success');
		expect(outputOf(result, 'Not Reached')).toEqual([]);
		expect(result?.nodes).not.toHaveProperty('Create SMS Bulk');
		expect(sent()).not.toContain('POST /bulks');
	});

	it('leaves out autocalls that texted the unreached themselves', async () => {
		const example = await activated(file);
		finished([seeded('busy', '+77010000001')], { sms_unanswered: true, text_unanswered: 'Sorry' });

		const result = await example.poll();

		expect(result?.status).toBe('success');
		expect(result?.nodes).not.toHaveProperty('Get Calls');
		expect(sent()).not.toContain('POST /bulks');
	});

	it('does not start for anything else', async () => {
		const example = await activated(file);
		bench().sandbox.notify('SMSBulkFinished', { id: 1, name: 'Sale' });

		expect(await example.poll()).toBeUndefined();
	});
});

describe('low balance alert', () => {
	const file = 'low-balance-alert.json';

	it('writes one message with the balance and a link at which it can be topped up', async () => {
		const { sandbox } = bench();
		const example = await activated(file);
		expect(await example.poll()).toBeUndefined();

		sandbox.store.balance = 4321.5;
		const result = await example.poll();

		expect(result?.status).toBe('success');
		const topUps = sandbox.requests.filter(({ method }) => method === 'POST');
		expect(topUps.map(({ route, body }) => ({ route, body }))).toEqual([
			{ route: '/payments', body: { amount: 10_000 } },
		]);
		const [payment] = sandbox.store.transactions.filter(({ confirmed }) => !confirmed);
		const link = `${new URL(sandbox.url).origin}/payment/${payment?.paymentToken}`;
		expect(outputOf(result, 'Message')).toEqual([
			{
				text: `AutoCall.kz: 4321.5 ₸ are left, less than 5000 ₸. Top up 10000 ₸ here: ${link}`,
			},
		]);
		expect(await example.poll()).toBeUndefined();
	});

	it('the link leads to a page that tops the account up, after which the alert is ready again', async () => {
		const { sandbox } = bench();
		const example = await activated(file);
		sandbox.store.balance = 100;
		const [message] = outputOf(await example.poll(), 'Message') ?? [];
		const link = String(message?.text).split(' ').at(-1) ?? '';

		expect((await fetch(link)).ok).toBe(true);
		expect(sandbox.store.balance).toBe(10_100);
		expect(await example.poll()).toBeUndefined();
		sandbox.store.balance = 50;

		expect(outputOf(await example.poll(), 'Message')).toHaveLength(1);
	});

	it('says the same for the Low Balance event of AutoCall.kz', async () => {
		const { engine, sandbox, credential } = bench();
		const workflow = withSettings(file, { 'Balance Too Low': { events: ['LowBalance'] } });
		const trigger = nodeOf(workflow, 'Balance Too Low');
		const active = await engine.activateTrigger({ credential, parameters: trigger.parameters });
		await active.poll(true);
		sandbox.notify('LowBalance', { balance: 45.2, threshold: 100 });
		const { items } = await active.poll();

		const result = await engine.runWorkflow(workflow, {
			mode: 'trigger',
			startNode: trigger.name,
			triggerItems: items ?? [],
			credentials: { autoCallApi: credential },
		});

		expect(outputOf(result, 'Message')).toEqual([
			{
				text: expect.stringMatching(
					/^AutoCall\.kz: 45\.2 ₸ are left, less than 100 ₸\. Top up 10000 ₸ here: http/,
				) as unknown,
			},
		]);
	});
});
