/** The workflows in examples/zvonobot, as a person imports them, run from end to end. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { WorkflowJson, WorkflowResult } from '../../support/engine';
import { bodiesOf, phoneAt, useFastWaits, useZvonobot, ZVONOBOT } from '../../support/zvonobot';

const bench = useZvonobot();
useFastWaits();

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples', 'zvonobot');
const FILES = readdirSync(EXAMPLES);
const read = (file: string) =>
	JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Required<WorkflowJson>;
const jsonOf = ({ nodes }: WorkflowResult, name: string) =>
	(nodes[name]?.items ?? []).map(({ json }) => json);

/** Runs an example that waits for its calls, and lets them end. */
async function runToTheEnd(file: string): Promise<WorkflowResult> {
	const { engine, sandbox, credential } = bench();
	const waiting = await engine.runWorkflow(read(file), {
		credentials: { zvonobotApi: credential },
		webhookUrl: 'http://localhost:1',
	});
	expect(waiting.error).toBeUndefined();
	expect(waiting.status).toBe('waiting');
	sandbox.finish();
	const address = String(bodiesOf(bench(), 'create').at(-1)?.webhookUrl);
	const { resumed } = await waiting.callback({}, address);
	if (!resumed) throw new Error('The execution still waits');
	expect(resumed.error).toBeUndefined();
	return resumed;
}

describe.each(FILES)('%s', (file) => {
	const { nodes, connections } = read(file);

	it('has notes that say what to change, and no address, key or number of anybody', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(String(notes[0]?.parameters.content)).toContain('### Change before use');
		const text = readFileSync(join(EXAMPLES, file), 'utf8');
		for (const number of text.match(/\+?[78][\d ()-]{10,}/g) ?? []) {
			expect(number.replace(/\D/g, '')).toMatch(/^[78]701000000\d$/);
		}
		expect(text).not.toContain('apiKey');
	});

	it('has no node that leads nowhere or comes from nowhere', () => {
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		expect(names).toEqual(expect.arrayContaining([...Object.keys(connections), ...targets]));
		expect(new Set(names).size).toBe(names.length);
	});

	it('uses only parameters that the nodes have', () => {
		const own = nodes.filter(({ type }) => type.startsWith(ZVONOBOT));
		expect(own.length).toBeGreaterThan(0);
		for (const { type, parameters } of own) {
			const known = bench().engine.parametersWithDefaults(type, parameters as IDataObject);
			expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(parameters)));
		}
	});
});

it('appointment-confirmation.json: each answer comes out at its branch, beside its appointment', async () => {
	const { store } = bench().sandbox;
	store.callOutcomes.set(phoneAt(0), { status: 'finished', answers: [1] });
	store.callOutcomes.set(phoneAt(1), { status: 'finished', answers: [9] });
	store.callOutcomes.set(phoneAt(2), { status: 'canceled' });
	const result = await runToTheEnd('appointment-confirmation.json');
	expect(bodiesOf(bench(), 'create').map(({ record }) => (record as IDataObject).text)).toEqual([
		expect.stringMatching(/^Hello Aigul! You have an appointment on March 16 at 10:00\./),
		expect.stringMatching(/^Hello Timur! .* at 11:30\./),
		expect.stringMatching(/^Hello Elena! .* at 15:00\./),
	]);
	expect(jsonOf(result, 'Confirm in the CRM')).toMatchObject([
		{ appointment: 1, result: 'confirmed' },
	]);
	expect(jsonOf(result, 'Cancel in the CRM')).toEqual([]);
	expect(jsonOf(result, 'Never Call Again')).toMatchObject([
		{ appointment: 2, result: 'do not call' },
	]);
	expect(jsonOf(result, 'Call by Hand')).toMatchObject([{ appointment: 3, result: 'no answer' }]);
	expect([...store.blacklist]).toEqual([phoneAt(1)]);
});

it('appointment-confirmation.json: who pressed 9 before comes out with the reason, not as unanswered', async () => {
	bench().sandbox.store.blacklist.add(phoneAt(1));
	const result = await runToTheEnd('appointment-confirmation.json');
	expect(jsonOf(result, 'Call by Hand')).toContainEqual(
		expect.objectContaining({ appointment: 2, result: 'Номер находится в чёрном списке.' }),
	);
});

it('unanswered-to-sms.json: those who were not reached get an SMS, with their name', async () => {
	const { store } = bench().sandbox;
	store.callOutcomes.set(phoneAt(0), { status: 'finished', talkSeconds: 20 });
	store.callOutcomes.set(phoneAt(1), { status: 'canceled' });
	store.callOutcomes.set(phoneAt(2), { status: 'finished', talkSeconds: 2 });
	const result = await runToTheEnd('unanswered-to-sms.json');
	expect(jsonOf(result, 'Send the SMS')).toEqual([
		{ to: phoneAt(1), text: expect.stringMatching(/^Timur, your order/) as string },
		{ to: phoneAt(2), text: expect.stringMatching(/^Elena, your order/) as string },
	]);
	expect(bodiesOf(bench(), 'create')).toHaveLength(1);
});

it('answers-to-crm.json: a row for an answer, and one for the end of the call', async () => {
	const { engine, credential } = bench();
	const workflow = read('answers-to-crm.json');
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('zvonobotTrigger'));
	const active = await engine.activateWebhook({
		parameters: trigger?.parameters as IDataObject,
		credential: { ...credential, webhookSecret: 'secret' },
		workflowId: 'answers-to-crm',
	});
	const headers = { 'x-webhook-secret': 'secret' };
	const told = [
		{ call: { phone: phoneAt(0), answer: 0, apicallId: 7, ivr_answers: '|0|' }, deal: 5 },
		{
			apiCalls: [
				{
					id: 7,
					calls: [
						{
							...{ id: 8, phone: phoneAt(0), status: 'finished', ivrDigit: 0 },
							...{ answeredAt: 100, finishedAt: 109 },
						},
					],
				},
			],
			deal: 5,
		},
	];
	const rows: IDataObject[] = [];
	for (const body of told) {
		const { items } = await active.request({ body, headers });
		const result = await engine.runWorkflow(workflow, {
			credentials: { zvonobotApi: credential },
			...{ startNode: trigger?.name, triggerItems: items ?? [], mode: 'webhook' },
		});
		expect(result.error).toBeUndefined();
		rows.push(...jsonOf(result, 'Your CRM'));
	}
	expect(rows).toEqual([
		{
			...{ call: 7, deal: '5', phone: phoneAt(0), event: 'answer', status: '' },
			...{ answer: '0', seconds: 0 },
		},
		{
			...{ call: 7, deal: '5', phone: phoneAt(0), event: 'callFinished', status: 'finished' },
			...{ answer: '0', seconds: 9 },
		},
	]);
});
