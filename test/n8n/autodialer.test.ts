/** Autodialer in the whole n8n: its trigger by all ways, and a task with its results. */
import { DateTime } from 'luxon';
import type { IDataObject, INode } from 'n8n-workflow';

import type { WebhookSettings } from '../../sandbox/autodialer';
import { itemsOf, type Execution, type WorkflowFile } from '../../scripts/n8n/client';
import { autodialer } from '../../scripts/n8n/services';
import { example, exampleFiles } from '../../scripts/n8n/workflowFile';
import { phoneAt, rows } from '../support/autodialer';
import { useN8nWith } from './support';

// Within the hours that are sent by default.
const NOON = DateTime.fromISO('2027-03-16T12:00:00+05:00').toJSDate();
const bench = useN8nWith(autodialer, { sandbox: { now: () => NOON } });

const node = (name: string, type: string, parameters: object): INode => ({
	...{ id: name, name, type, typeVersion: 1, position: [0, 0] },
	parameters: parameters as INode['parameters'],
});

/** A workflow that starts when a call ends. @returns its ID */
async function listening(webhookId: string, parameters: IDataObject = {}): Promise<string> {
	const trigger = node('Call Ended', `${autodialer.packageName}.autodialerTrigger`, parameters);
	const workflow: WorkflowFile = {
		name: webhookId,
		nodes: [{ ...trigger, webhookId }],
		connections: {},
	};
	const id = await bench().importWorkflow(workflow);
	await bench().activate(id);
	return id;
}

/** The only item of the only execution of a workflow. */
async function itemOf(workflowId: string) {
	const [execution] = await bench().client.finishedExecutions(workflowId, 1);
	const [item] = itemsOf(execution as Execution, 'Call Ended') ?? [];
	return item;
}

const told = { phone: phoneAt(0), duration: '12', answer: 'да' };
const query = new URLSearchParams(told).toString();
const form = () => {
	const data = new FormData();
	for (const [name, value] of Object.entries(told)) data.append(name, value);
	return data;
};
const json = { 'content-type': 'application/json' };

describe('Autodialer Trigger', () => {
	it.each<[string, string, RequestInit]>([
		['GET', `?${query}`, {}],
		['POST with JSON', '', { method: 'POST', headers: json, body: JSON.stringify(told) }],
		['POST with JSON of no type', '', { method: 'POST', body: Buffer.from(JSON.stringify(told)) }],
		['POST with a form', '', { method: 'POST', body: new URLSearchParams(told) }],
		['POST with a form with files', '', { method: 'POST', body: form() }],
		['POST with a query', `?${query}`, { method: 'POST' }],
	])('starts by %s', async (way, search, request) => {
		const webhookId = way.replaceAll(' ', '-');
		const workflowId = await listening(webhookId);
		const response = await fetch(
			`${bench().n8n.url}/webhook/${webhookId}/webhook${search}`,
			request,
		);
		expect([response.status, await response.json()]).toEqual([200, { received: true }]);
		expect((await itemOf(workflowId))?.json).toEqual({
			...{ number: phoneAt(0), durationSeconds: 12, recordingUrl: null, answer: 'да' },
			raw: told,
		});
	});

	it('is not there without its secret', async () => {
		await listening('guarded', { secret: 's3cret' });
		const ask = async (path: string) =>
			(await fetch(`${bench().n8n.url}/webhook/guarded/${path}?${query}`)).status;
		expect([await ask('webhook'), await ask('webhook/other'), await ask('webhook/s3cret')]).toEqual(
			[...[404, 404, 200]],
		);
	});

	it('has the recording that came as a file in a form', async () => {
		const workflowId = await listening('with-file');
		const body = form();
		const wav = Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVEfmt ');
		body.append('record', new Blob([wav], { type: 'text/html' }), 'call.html');
		await fetch(`${bench().n8n.url}/webhook/with-file/webhook`, { method: 'POST', body });

		const item = await itemOf(workflowId);
		expect(item?.json).toMatchObject({ number: phoneAt(0), recordingUrl: null });
		expect(item?.binary?.data).toMatchObject({
			...{ fileName: 'recording.wav', mimeType: 'audio/wav', bytes: wav.length },
		});
	});
});

/** The settings of the dialer for a webhook. */
const toldAt = (url: string): WebhookSettings => ({
	...{ url, method: 'POST', form: 'json' },
	names: { number: 'phone', duration: 'duration', recording: 'record', answer: 'answer' },
});

it('a task of some rows, and the recording of each call that was taken', async () => {
	const { client, n8n, sandbox, importWorkflow } = bench();
	const ended = await listening('ended', { downloadRecording: true });
	sandbox.setWebhook(toldAt(`${n8n.url}/webhook/ended/webhook`));
	const create = node('Create', `${autodialer.packageName}.autodialer`, { scenarioType: '1' });
	const task = await importWorkflow({
		name: 'Task',
		nodes: [node('Rows', 'n8n-nodes-base.executeWorkflowTrigger', {}), create],
		connections: { Rows: { main: [[{ node: 'Create', type: 'main', index: 0 }]] } },
	});

	const items = rows(12).map((row) => ({ json: row }));
	const execution = await client.finished(await client.run(task, 'Rows', items));
	expect(itemsOf(execution, 'Create')).toMatchObject([{ json: { inserted: 12, refused: 0 } }]);
	sandbox.advance();
	await sandbox.webhooksSettled();

	const executions = await client.finishedExecutions(ended, 12);
	const taken = executions.map((one) => itemsOf(one, 'Call Ended')?.[0]);
	expect(taken.map((item) => item?.json.number).sort()).toEqual(
		sandbox.rows.map(({ phone }) => phone).sort(),
	);
	const recorded = taken.filter((item) => item?.json.recordingUrl);
	expect(recorded.length).toBeGreaterThan(0);
	for (const item of recorded) {
		expect(item?.json).not.toHaveProperty('recordingError');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'audio/wav' });
	}
});

it('crm-to-autodialer.json: calls the rows of a CRM, and writes each result back', async () => {
	expect(exampleFiles(autodialer)).toEqual(['autodialer/crm-to-autodialer.json']);
	const { client, n8n, sandbox, importWorkflow, activate } = bench();
	const id = await importWorkflow(example('autodialer/crm-to-autodialer.json'));
	await activate(id);
	sandbox.setWebhook(toldAt(`${n8n.url}/webhook/autodialer-call-ended/webhook`));

	const given = await client.finished(await client.run(id, 'Start'));
	expect(itemsOf(given, 'Give to the Dialer')).toMatchObject([{ json: { inserted: 3 } }]);
	while (sandbox.rows.some(({ isOver }) => !isOver)) sandbox.advance();
	await sandbox.webhooksSettled();

	const executions = await client.finishedExecutions(id, 4);
	const results = executions.flatMap((one) => itemsOf(one, 'Update the CRM') ?? []);
	expect(results.map(({ json: { phone } }) => phone).sort()).toEqual([
		...['+77010000001', '+77010000002', '+77010000003'],
	]);
});
