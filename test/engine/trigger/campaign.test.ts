/** The trigger as a whole: a campaign runs at the service, and its end starts a workflow. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, useBench } from '../../support/autoCall';
import { autoCallNode, nodeOf, rowFrom } from '../../support/workflows';

const bench = useBench();

const people = [
	{ phone: '8 701 000-00-01', id: 'CRM-1', name: 'Aigul' },
	{ phone: '8 702 000-00-02', id: 'CRM-2', name: 'Bekzat' },
	{ phone: '8 705 000-00-03', id: 'CRM-3', name: 'Dana' },
];

const triggerParameters = { events: ['AutocallFinished'], options: { includeDetails: true } };

/** Starts on the end of an autocall, and reads its calls. */
const reaction = rowFrom(
	nodeOf('Autocall Finished', 'n8n-nodes-autocall.autoCallTrigger', triggerParameters),
	autoCallNode('Get Calls', {
		resource: 'autocall',
		operation: 'getCalls',
		autocallId: byId('={{ $json.data.id }}'),
		returnAll: true,
		simplify: false,
	}),
);

async function created(
	operation: [string, string],
	parameters: IDataObject,
	items?: IDataObject[],
) {
	const { items: output, error } = await bench().run(...operation, parameters, { items });
	expect(error).toBeUndefined();
	return (output[0] as INodeExecutionData).json;
}

it('the end of an autocall starts a workflow that reads the results of its calls', async () => {
	const { engine, sandbox, credential } = bench();
	const active = await engine.activateTrigger({ credential, parameters: triggerParameters });
	expect((await active.poll(true)).items).toBeNull();

	const list = await created(
		['contactList', 'create'],
		{ name: 'Customers', contactsSource: 'inputItems', extraField: 'id', variableFields: 'name' },
		people,
	);
	const autocall = await created(['autocall', 'create'], {
		name: 'Reminder',
		soundSource: 'existing',
		soundId: byId(sandbox.seedSound().id),
		contactsSource: 'contactLists',
		contactListIds: [list.id],
		additionalFields: { timeFrom: '12:00', timeTo: '18:00' },
	});
	sandbox.store.callOutcomes.set('+77010000001', 'success');
	sandbox.store.callOutcomes.set('+77020000002', 'no_answer');
	sandbox.store.callOutcomes.set('+77050000003', 'busy');
	expect((await active.poll()).items).toBeNull();

	sandbox.finish();
	const { items } = await active.poll();

	expect(items?.map(({ json }) => json)).toMatchObject([
		{
			event: 'AutocallFinished',
			createdAt: '2026-03-16T12:00:00+05:00',
			data: { id: autocall.id, name: 'Reminder' },
			details: {
				id: autocall.id,
				status: 'completed',
				counters: { total: 3, success: 1, no_answer: 1, busy: 1 },
			},
		},
	]);

	const result = await engine.runWorkflow(reaction, {
		mode: 'trigger',
		startNode: 'Autocall Finished',
		triggerItems: items ?? [],
		credentials: { autoCallApi: credential },
	});

	expect(result.status).toBe('success');
	const calls = result.nodes['Get Calls']?.items ?? [];
	expect(calls.map(({ json }) => [json.extra, json.status, json.variables])).toEqual([
		['CRM-1', 'success', { name: 'Aigul' }],
		['CRM-2', 'no_answer', { name: 'Bekzat' }],
		['CRM-3', 'busy', { name: 'Dana' }],
	]);
	expect(calls.map(({ pairedItem }) => pairedItem)).toEqual(calls.map(() => ({ item: 0 })));
	expect((await active.poll()).items).toBeNull();
});

it('everything else that a campaign brings about comes under Any Notification', async () => {
	const { engine, sandbox, credential } = bench();
	const active = await engine.activateTrigger({ credential, parameters: { events: ['*'] } });
	await active.poll(true);
	sandbox.store.balance = 510;
	await created(['smsBulk', 'create'], {
		name: 'Sale',
		text: 'Sale today',
		contactsSource: 'json',
		contactsJson: [{ number: '+77010000001' }],
	});
	sandbox.store.messageOutcomes.set('+77010000001', 'delivered');

	sandbox.finish();
	const { items } = await active.poll();

	expect(items?.map(({ json }) => [json.event, json.data])).toEqual([
		['SMSBulkConfirmed', { id: 401, name: 'Sale' }],
		['RefreshBalance', { action: 'withdraw', amount: 16 }],
		['LowBalance', { balance: 494, threshold: 500 }],
		['SMSBulkFinished', { id: 401, name: 'Sale' }],
	]);
});
