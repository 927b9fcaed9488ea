/** Each workflow of examples/, imported into n8n with a person's credential and run on the sandbox. */
import { join } from 'node:path';

import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { itemsOf, until, type Execution } from '../../scripts/n8n/client';
import { PACKAGE } from '../../scripts/n8n/communityPackage';
import { EXAMPLES } from '../../scripts/n8n/paths';
import { example, exampleFiles, withSettings } from '../../scripts/n8n/workflowFile';
import { EVERY_TWO_SECONDS, FormVisitor, useN8n } from './support';
import { startOpenAi, type OpenAiStandIn } from './support/openAi';

const bench = useN8n({
	// Campaigns end by themselves, as the service's do.
	sandbox: { balance: 50_000, stepMs: 50 },
	environment: { N8N_RESTRICT_FILE_ACCESS_TO: EXAMPLES },
});

const covered = new Set<string>();

/** A test that runs an example. */
function itRuns(file: string, title: string, run: () => Promise<void>): void {
	covered.add(file);
	it(`${file}: ${title}`, run);
}

const jsonOf = (execution: Pick<Execution, 'data'>, node: string) =>
	itemsOf(execution, node)?.map(({ json }) => json);

/** Imports an example that starts with AutoCall Trigger and makes it active. @returns its ID */
async function activated(file: string): Promise<string> {
	const { importWorkflow, activate } = bench();
	const workflow = example(file);
	const trigger = workflow.nodes.find(({ type }) => type === `${PACKAGE}.autoCallTrigger`);
	const id = await importWorkflow(
		withSettings(workflow, { [trigger?.name ?? '']: { pollTimes: EVERY_TWO_SECONDS } }),
	);
	await activate(id);
	return id;
}

/** Waits for an execution, and for a further poll that starts no other. */
async function onlyExecution(workflowId: string): Promise<Execution> {
	const { client, sandbox } = bench();
	const [execution] = await client.finishedExecutions(workflowId, 1);
	const polls = () =>
		sandbox.requests.filter(({ route }) => /notifications|balance/.test(String(route))).length;
	const before = polls();
	await until(
		() => (polls() > before ? true : undefined),
		() => 'the trigger polls again',
	);
	expect(await client.executions(workflowId)).toHaveLength(1);
	return execution as Execution;
}

/** An autocall that has just finished, and is announced. */
function finishedAutocall(calls: IDataObject[], more: IDataObject = {}): void {
	const { sandbox } = bench();
	const autocall = sandbox.seedAutocall({ name: 'Reminder', calls, ...more });
	sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
}

it('every example is run', () => {
	expect([...covered].sort()).toEqual(exampleFiles());
});

itRuns(
	'crm-to-dialer.json',
	'calls the customers of the sample table, and has a result for each of them',
	async () => {
		const { importWorkflow, execute, sandbox } = bench();
		const run = await execute(
			await importWorkflow(
				withSettings(example('crm-to-dialer.json'), {
					'Read CRM Rows': { fileSelector: join(EXAMPLES, 'crm-rows.csv') },
					Wait: { amount: 0.2, unit: 'seconds' },
				}),
			),
		);

		expect(run.status).toBe('success');
		expect(jsonOf(run, 'Rows to Items')).toHaveLength(250);
		expect(jsonOf(run, 'Create Contact List')).toMatchObject([
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
		expect(sandbox.store.autocalls.all()).toMatchObject([{ status: 'completed', max_tries: 2 }]);
		const results = jsonOf(run, 'Result for CRM');
		expect(results).toHaveLength(242);
		expect(results).toEqual(
			sandbox.store.calls.all().map(({ extra, number, status, duration, tries }) => ({
				crmId: extra,
				number,
				result: status,
				seconds: duration,
				tries,
			})),
		);
	},
);

itRuns(
	'low-balance-alert.json',
	'writes one message with a payment link once the balance has fallen',
	async () => {
		const { sandbox } = bench();
		const workflowId = await activated('low-balance-alert.json');

		sandbox.store.balance = 4321.5;
		const execution = await onlyExecution(workflowId);

		expect(execution).toMatchObject({ status: 'success', mode: 'trigger' });
		const [payment] = sandbox.store.transactions.filter(({ confirmed }) => !confirmed);
		const link = `${new URL(sandbox.url).origin}/payment/${payment?.paymentToken}`;
		expect(jsonOf(execution, 'Message')).toEqual([
			{
				text: `AutoCall.kz: 4321.5 ₸ are left, less than 5000 ₸. Top up 10000 ₸ here: ${link}`,
			},
		]);
	},
);

itRuns(
	'results-to-crm.json',
	'writes the best result of each customer into a table, and a later campaign overwrites it',
	async () => {
		const { client } = bench();
		const workflowId = await activated('results-to-crm.json');

		finishedAutocall([
			{ extra: 'CRM-1', number: '+77010000001', status: 'no_answer', duration: 0 },
			{ extra: 'CRM-1', number: '+77010000002', status: 'success', duration: 11 },
			{ extra: 'CRM-2', number: '+77010000003', status: 'busy', duration: 0 },
		]);
		expect(await onlyExecution(workflowId)).toMatchObject({ status: 'success', mode: 'trigger' });
		expect(await rowsOfTable('Autocall results')).toEqual([
			{ customer: 'CRM-1', number: '+77010000002', result: 'success', campaign: 'Reminder' },
			{ customer: 'CRM-2', number: '+77010000003', result: 'busy', campaign: 'Reminder' },
		]);

		finishedAutocall([{ extra: 'CRM-2', number: '+77010000003', status: 'success' }], {
			name: 'Second reminder',
		});
		await client.finishedExecutions(workflowId, 2);
		expect(await rowsOfTable('Autocall results')).toEqual([
			{ customer: 'CRM-1', number: '+77010000002', result: 'success', campaign: 'Reminder' },
			{ customer: 'CRM-2', number: '+77010000003', result: 'success', campaign: 'Second reminder' },
		]);
	},
);

itRuns(
	'survey-answers.json',
	'writes what people pressed and said into a table, a row for each call that was taken',
	async () => {
		const workflowId = await activated('survey-answers.json');

		finishedAutocall(
			[
				{
					...{ extra: 'CRM-1', number: '+77010000001' },
					data: { answer: '1', record: 'answer-1.mp3' },
				},
				{ extra: 'CRM-2', number: '+77010000002', data: { answer: '2' } },
				{ extra: 'CRM-3', number: '+77010000003', status: 'no_answer' },
			],
			{ type: 'interactive' },
		);
		expect(await onlyExecution(workflowId)).toMatchObject({ status: 'success', mode: 'trigger' });
		expect(await rowsOfTable('Survey answers', ['customer', 'pressed', 'said', 'remark'])).toEqual([
			{ customer: 'CRM-1', pressed: '1', said: 'Ответ абонента +77010000001', remark: '' },
			{
				...{ customer: 'CRM-2', pressed: '2', said: '' },
				remark: 'No answer was recorded in this call: File Name is empty',
			},
		]);
	},
);

itRuns(
	'unanswered-to-sms.json',
	'texts those whom a campaign did not reach, each by name, once',
	async () => {
		const { sandbox } = bench();
		const workflowId = await activated('unanswered-to-sms.json');

		finishedAutocall([
			{ number: '+77010000001', status: 'success', variables: { name: 'Aigul' } },
			{ number: '+77010000002', status: 'no_answer', variables: { name: 'Бекзат' } },
			{ number: '+77010000003', status: 'busy' },
		]);
		const execution = await onlyExecution(workflowId);

		expect(execution).toMatchObject({ status: 'success', mode: 'trigger' });
		expect(jsonOf(execution, 'Create SMS Bulk')).toMatchObject([{ recipients: 2 }]);
		expect(sandbox.store.messages.all().map(({ number, text }) => ({ number, text }))).toEqual([
			{
				number: '+77010000002',
				text: 'Бекзат, мы вам звонили, но не дозвонились. Перезвоните нам, когда вам удобно.',
			},
			{
				number: '+77010000003',
				text: 'Здравствуйте, мы вам звонили, но не дозвонились. Перезвоните нам, когда вам удобно.',
			},
		]);
	},
);

describe('phone verification', () => {
	/** Activates the example. @returns somebody who opens its page */
	async function visitor(): Promise<FormVisitor> {
		const { n8n, importWorkflow, activate } = bench();
		await activate(await importWorkflow(example('phone-verification.json')));
		return new FormVisitor(`${n8n.url}/form/verify-phone`);
	}

	itRuns(
		'phone-verification.json',
		'somebody who enters the digits of the call is verified, after a slip too',
		async () => {
			const { sandbox } = bench();
			const person = await visitor();
			expect(await person.read()).toMatchObject({
				title: 'Verify your phone',
				fields: ['Phone number'],
			});

			expect(await person.submit({ 'Phone number': '8 701 000 00 01' })).toEqual({
				title: 'Enter the last 4 digits',
				text: 'We are ringing your phone. Enter the last 4 digits of the number that calls.',
				fields: ['Last 4 digits'],
			});
			const [flashCall] = sandbox.store.flashCalls.all();
			expect(flashCall?.number).toBe('+77010000001');

			expect(await person.submit({ 'Last 4 digits': 'oops' })).toMatchObject({
				text: 'These digits are not right. Tries left: 2',
			});
			expect(await person.submit({ 'Last 4 digits': flashCall?.code ?? '' })).toMatchObject({
				title: 'Your phone is verified',
			});
			expect(sandbox.store.flashCalls.size).toBe(1);
		},
	);

	itRuns('phone-verification.json', 'after three wrong tries nobody is verified', async () => {
		const person = await visitor();
		await person.submit({ 'Phone number': '+7 701 000 00 02' });

		await person.submit({ 'Last 4 digits': 'a' });
		await person.submit({ 'Last 4 digits': 'b' });
		expect(await person.submit({ 'Last 4 digits': 'c' })).toMatchObject({
			title: 'Your phone is not verified',
		});
	});

	itRuns('phone-verification.json', 'a number that cannot be rung is said to be so', async () => {
		const person = await visitor();
		expect(await person.submit({ 'Phone number': '12345' })).toMatchObject({
			title: 'We could not ring this number',
		});
		expect(bench().sandbox.store.flashCalls.size).toBe(0);
	});
});

describe('a code by SMS', () => {
	/** Activates the example. @returns somebody who opens its page */
	async function visitor(): Promise<FormVisitor> {
		const { n8n, importWorkflow, activate } = bench();
		await activate(await importWorkflow(example('sms-code.json')));
		return new FormVisitor(`${n8n.url}/form/sms-code`);
	}

	itRuns('sms-code.json', 'somebody who enters the code of the SMS is verified', async () => {
		const { store } = bench().sandbox;
		store.messageOutcomes.set('+77010000001', 'delivered');
		const person = await visitor();

		expect(await person.submit({ 'Phone number': '8 701 000 00 01' })).toEqual({
			title: 'Enter the code',
			text: 'We have sent you an SMS. Enter its 6 digits.',
			fields: ['Code'],
		});
		const [message] = store.messages.all();
		const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
		expect(await person.submit({ Code: 'oops' })).toMatchObject({
			text: 'This code is not right. Tries left: 2',
		});
		expect(await person.submit({ Code: code })).toMatchObject({ title: 'Your phone is verified' });
		expect(store.messages.size).toBe(1);
	});

	itRuns('sms-code.json', 'an SMS that does not arrive is said to be so', async () => {
		bench().sandbox.store.messageOutcomes.set('+77010000002', 'undeliverable');
		const person = await visitor();
		expect(await person.submit({ 'Phone number': '+7 701 000 00 02' })).toMatchObject({
			title: 'We could not send you an SMS',
		});
	});
});

itRuns('spoken-code.json', 'has a code said, and sent by SMS where nobody answers', async () => {
	const { client, importWorkflow, sandbox } = bench();
	const workflowId = await importWorkflow(example('spoken-code.json'));
	const said = async (phone: string, code: string, node: string) => {
		const given = [{ json: { phone, code } }];
		return jsonOf(
			await client.finished(await client.run(workflowId, 'Phone and Code', given)),
			node,
		);
	};
	sandbox.store.callOutcomes.set('+77010000001', 'success');
	sandbox.store.callOutcomes.set('+77010000002', 'no_answer');
	sandbox.store.messageOutcomes.set('+77010000002', 'delivered');

	expect(await said('+77010000001', '407112', 'Told by Call')).toEqual([
		{ phone: '+77010000001', way: 'call', delivered: true, status: 'success' },
	]);
	expect(await said('+77010000002', '998877', 'Told by SMS')).toEqual([
		{ phone: '+77010000002', way: 'sms', delivered: true, status: 'delivered' },
	]);
	expect(sandbox.store.messages.all().map(({ text }) => text)).toEqual([
		'Ваш код: 998877. Никому его не сообщайте.',
	]);
});

itRuns(
	'campaign-costs-to-sheet.json',
	'writes each campaign once, when its cost is known',
	async () => {
		const { client, sandbox, importWorkflow } = bench();
		const created_at = DateTime.now().setZone('Asia/Almaty').toFormat('yyyy-MM-dd HH:mm:ss');
		const autocall = sandbox.seedAutocall({ name: 'Reminder', final_cost: 120.4, created_at });
		const bulk = sandbox.seedBulk({ name: 'Sale', final_cost: null, created_at });
		bulk.status = 'completed';
		const workflowId = await importWorkflow(example('campaign-costs-to-sheet.json'));
		// n8n's command line has no data tables.
		const execute = async () =>
			await client.finished(await client.run(workflowId, 'Every Morning'));
		const columns = ['campaign', 'kind', 'name', 'cost'];
		const ofAutocall = {
			...{ campaign: `autocall ${autocall.id}`, kind: 'Autocall', name: 'Reminder', cost: 120.4 },
		};

		expect((await execute()).status).toBe('success');
		expect(await rowsOfTable('Campaign costs', columns)).toEqual([ofAutocall]);

		bulk.final_cost = 16;
		expect((await execute()).status).toBe('success');
		expect(await rowsOfTable('Campaign costs', columns)).toEqual([
			ofAutocall,
			{ campaign: `sms ${bulk.id}`, kind: 'SMS Bulk', name: 'Sale', cost: 16 },
		]);

		expect((await execute()).status).toBe('success');
		expect(await rowsOfTable('Campaign costs', columns)).toHaveLength(2);
	},
);

describe('the telephony desk', () => {
	const IN_ALMATY = '+77086469620';
	const COLUMNS = [
		...['record', 'client', 'name', 'region', 'interest', 'number', 'device', 'shownNumber'],
		...['status', 'note', 'result', 'seconds', 'tries', 'recording'],
	];

	/** Sets up the desk, whose workflows are then active. @returns the form, the webhook and a later look */
	async function desk() {
		const { n8n, client, importWorkflow, activate, sandbox } = bench();
		sandbox.seedRentedCallerId({ number: IN_ALMATY });
		const call = await importWorkflow(example('desk-call.json'));
		const results = await importWorkflow(example('desk-results.json'));
		expect(await client.finished(await client.run(call, 'Set Up'))).toMatchObject({
			status: 'success',
		});
		await activate(call);
		await activate(results);
		return {
			employee: new FormVisitor(`${n8n.url}/form/desk-call`),
			ask: async (body: IDataObject) => {
				const headers = { 'Content-Type': 'application/json' };
				const request = { method: 'POST', headers, body: JSON.stringify(body) };
				const response = await fetch(`${n8n.url}/webhook/start-desk-call`, request);
				return { status: response.status, body: (await response.json()) as IDataObject };
			},
			look: async () =>
				expect(await client.finished(await client.run(results, 'Every Two Minutes'))).toMatchObject(
					{ status: 'success' },
				),
			record: async (record: unknown) =>
				(await rowsOfTable('Desk calls', COLUMNS)).find((row) => row.record === record),
		};
	}

	/** Waits until the service has carried out every call. */
	const allOver = async () => {
		const { autocalls } = bench().sandbox.store;
		await until(
			() => (autocalls.all().every(({ status }) => status === 'completed') ? true : undefined),
			() => 'the calls are over',
		);
	};

	itRuns('desk-call.json', 'an employee fills in the form, and the client is called', async () => {
		bench().sandbox.store.callOutcomes.set('+77010000002', 'success');
		const { employee, look, record } = await desk();
		expect(await employee.read()).toMatchObject({
			...{ title: 'Call a client', fields: ['Client', 'Interest', 'Call record'] },
		});

		expect(
			await employee.submit({ Client: 'C-1001', Interest: 'flat', 'Call record': 'CRM-17' }),
		).toEqual({
			...{ title: 'Call Айгерим?', text: 'C-1001, Almaty. Interest: flat.' },
			fields: ['Number', 'Device'],
		});
		expect(await employee.submit({ Number: '+77010000002 (work)', Device: 'IP phone' })).toEqual({
			title: 'The call is under way',
			text: 'Number: +77010000002. The client sees: +77086469620. Record: CRM-17',
			fields: [],
		});
		await allOver();
		await look();

		const row = await record('CRM-17');
		expect(row).toMatchObject({
			...{ name: 'Айгерим', number: '+77010000002', shownNumber: IN_ALMATY },
			...{ status: 'ended', result: 'success' },
		});
		process.stdout.write(`${table(row ?? {})}\n`);
		const recording = await fetch(String(row?.recording));
		expect([recording.status, recording.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
		const [call] = bench().sandbox.store.calls.all();
		expect(Buffer.from(await recording.arrayBuffer())).toEqual(call?.recording);
		expect((await fetch(String(row?.recording).slice(0, -1))).status).toBe(404);
	});

	itRuns('desk-call.json', 'tells an employee that there is no such client', async () => {
		const { employee } = await desk();
		expect(await employee.submit({ Client: 'C-9', Interest: 'flat' })).toMatchObject({
			title: 'No call was made',
			text: expect.stringMatching(/^There is no client .*C-9/) as unknown,
		});
		expect(bench().sandbox.store.autocalls.all()).toEqual([]);
	});

	itRuns(
		'desk-results.json',
		'another system asks for a call, and its record gets the result',
		async () => {
			bench().sandbox.store.callOutcomes.set('+77010000003', 'busy');
			const { ask, look, record } = await desk();
			const wanted = { client: 'C-1002', interest: 'parking', record: 'CRM-18' };

			expect(await ask(wanted)).toMatchObject({
				status: 200,
				body: { record: 'CRM-18', status: 'calling', shownNumber: '' },
			});
			await allOver();
			await look();
			expect(await record('CRM-18')).toMatchObject({
				status: 'ended',
				result: 'busy',
				recording: '',
			});
			expect((await ask(wanted)).body).toMatchObject({ status: 'refused' });
			expect(bench().sandbox.store.autocalls.size).toBe(1);
		},
	);
});

/** A record as a table, a line for each column. */
function table(row: IDataObject): string {
	const width = Math.max(...Object.keys(row).map(({ length }) => length));
	return Object.entries(row)
		.map(([column, value]) => `${column.padEnd(width)}  ${String(value ?? '')}`)
		.join('\n');
}

describe('campaign agent', () => {
	let model: OpenAiStandIn;
	beforeEach(async () => {
		model = await startOpenAi();
	});
	afterEach(async () => await model.close());

	/** Somebody writes to the agent, and the model asks for what the test has planned. */
	async function answerTo(chatInput: string): Promise<Execution> {
		const { client, importWorkflow } = bench();
		const openAiApi = {
			id: await client.createCredential('OpenAI', 'openAiApi', { apiKey: 'any', url: model.url }),
			name: 'OpenAI',
		};
		const workflow = example('campaign-agent.json');
		const workflowId = await importWorkflow({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.name === 'OpenAI Chat Model' ? { ...node, credentials: { openAiApi } } : node,
			),
		});
		const message = { action: 'sendMessage', sessionId: 'one', chatInput };
		return await client.finished(await client.run(workflowId, 'Chat', [{ json: message }]));
	}

	itRuns(
		'campaign-agent.json',
		'finds the list, asks for the cost and starts the campaign',
		async () => {
			const { sandbox } = bench();
			const list = sandbox.seedContactList({ name: 'Debtors' });
			const campaign = { text: 'Please pay', contactListId: list.id };
			model.willCall(
				[{ tool: 'Find_Contact_Lists', arguments: {} }],
				[
					{ tool: 'Calculate_Cost', arguments: campaign },
					{ tool: 'Get_Balance', arguments: {} },
				],
				[{ tool: 'Start_Campaign', arguments: { ...campaign, name: 'Debtors of March' } }],
			);

			const execution = await answerTo('Call the debtors. Yes, start it.');

			expect(execution.status).toBe('success');
			expect(sandbox.store.autocalls.all()).toMatchObject([
				{ name: 'Debtors of March', max_tries: 2, time_from: '12:00:00', time_to: '18:00:00' },
			]);
			expect(model.turns[1]?.results.join()).toContain('"name":"Debtors"');
			expect(model.turns[3]?.results.join()).toContain('"name":"Debtors of March"');
		},
	);

	itRuns('campaign-agent.json', 'is refused what could cost more than its limit', async () => {
		const { sandbox } = bench();
		const list = sandbox.seedContactList({
			contacts: Array.from({ length: 900 }, (_, index) => ({
				number: `+7701${String(index).padStart(7, '0')}`,
			})),
		});
		const text = 'Please come and see us, we have something new. '.repeat(8);
		const campaign = { name: 'Everybody', text, contactListId: list.id };
		model.willCall([{ tool: 'Start_Campaign', arguments: campaign }]);

		await answerTo('Call everybody');

		expect(model.turns[1]?.results.join()).toContain(
			'is 5,000 tenge, but the autocall could cost 65,520 tenge',
		);
		expect(sandbox.store.autocalls.all()).toEqual([]);
	});
});

/** The values of some columns of a data table of n8n, in the order of the first of them. */
async function rowsOfTable(
	name: string,
	columns = ['customer', 'number', 'result', 'campaign'],
): Promise<IDataObject[]> {
	const [first = ''] = columns;
	const { client } = bench();
	const { data: tables } = await client.request<{
		data: Array<{ id: string; name: string; projectId: string }>;
	}>('GET', '/rest/data-tables-global');
	const table = tables.find((candidate) => candidate.name === name);
	const { data: rows } = await client.request<{ data: IDataObject[] }>(
		'GET',
		`/rest/projects/${table?.projectId}/data-tables/${table?.id}/rows`,
	);
	return rows
		.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
		.sort((a, b) => String(a[first]).localeCompare(String(b[first])));
}
