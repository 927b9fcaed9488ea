/** All packages installed side by side in one n8n, each beside the sandbox of its service. */
import type { INode } from 'n8n-workflow';

import { itemsOf } from '../../scripts/n8n/client';
import { autoCall, autodialer, SERVICES, zvonobot } from '../../scripts/n8n/services';
import { startPreparedN8n, type N8n } from './support';

let n8n: N8n;
beforeAll(async () => {
	n8n = await startPreparedN8n();
});
afterAll(async () => await n8n.stop());

it.each(SERVICES)('$name: n8n lists its nodes with its credential', async (service) => {
	const { packageName, credentialType } = service;
	const own = (await n8n.client.nodeTypes()).filter(({ name }) =>
		name.startsWith(`${packageName}.`),
	);
	const node = `${packageName}.${credentialType.replace('Api', '')}`;
	expect(own.map(({ name }) => name).sort()).toEqual([node, `${node}Tool`, `${node}Trigger`]);
	for (const { credentials } of own) expect(credentials).toMatchObject([{ name: credentialType }]);

	const [credential] = (await n8n.client.credentialTypes()).filter(
		({ name }) => name === credentialType,
	);
	expect(credential).toMatchObject({ supportedNodes: [node, `${node}Trigger`] });
});

it.each(SERVICES)('$name: a right credential works, a wrong one is refused', async (service) => {
	const { credentialType } = service;
	const sandbox = await service.start({});
	try {
		const right = service.credentialOf(sandbox);
		expect(await n8n.client.testCredential('Mine', credentialType, right)).toMatchObject({
			status: 'OK',
		});
		const wrong = { ...right, apiKey: 'mistyped', accessToken: 'mistyped' };
		expect(await n8n.client.testCredential('Mine', credentialType, wrong)).toMatchObject({
			status: 'Error',
		});
	} finally {
		await sandbox.close();
	}
});

/** An operation of each service that calls one person. */
const CALLS = [
	{
		service: autoCall,
		parameters: { resource: 'flashCall', operation: 'send', number: '+77010000001' },
	},
	{
		service: zvonobot,
		parameters: {
			...{ resource: 'call', operation: 'create', contactsSource: 'define' },
			contacts: { contact: [{ number: '+77010000001' }] },
			...{ callerIdSource: 'pool', messageSource: 'text', text: 'Your order is ready.' },
		},
	},
	{
		service: autodialer,
		parameters: {
			...{ resource: 'call', operation: 'create', number: '+77010000001' },
			...{ name: 'Aigul', uuid: 'c-1', scenarioType: '1' },
		},
	},
];

it('one workflow calls somebody through each of them, and each service hears of its own call only', async () => {
	const sandboxes = await Promise.all([
		autoCall.start({}),
		zvonobot.start({}),
		autodialer.start({}),
	]);
	const nodes: INode[] = [
		{
			...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
			...{ position: [0, 0], parameters: {} },
		},
	];
	for (const [index, { service, parameters }] of CALLS.entries()) {
		const { name, packageName, credentialType } = service;
		const data = SERVICES[index]!.credentialOf(sandboxes[index]!);
		nodes.push({
			...{ id: name, name, typeVersion: 1, position: [200 * (index + 1), 0] },
			type: `${packageName}.${credentialType.replace('Api', '')}`,
			parameters: parameters as INode['parameters'],
			credentials: {
				[credentialType]: {
					id: await n8n.client.createCredential(name, credentialType, data),
					name,
				},
			},
		});
	}
	const names = nodes.map(({ name }) => name);
	const workflowId = await n8n.client.createWorkflow({
		name: 'All services',
		nodes,
		connections: Object.fromEntries(
			names
				.slice(1)
				.map((node, index) => [names[index], { main: [[{ node, type: 'main', index: 0 }]] }]),
		),
	});

	const execution = await n8n.client.finished(await n8n.client.run(workflowId, 'Start'));

	expect(execution.status).toBe('success');
	for (const name of names.slice(1)) expect(itemsOf(execution, name)).toHaveLength(1);
	const [flashCalls, calls, rows] = [
		sandboxes[0].store.flashCalls.all().map(({ number }) => number),
		sandboxes[1].store.apiCalls.all().map(({ phone }) => phone),
		sandboxes[2].rows.map(({ phone }) => phone),
	];
	expect({ flashCalls, calls, rows }).toEqual({
		flashCalls: ['+77010000001'],
		calls: ['77010000001'],
		rows: ['87010000001'],
	});
	for (const { violations, requests, close } of sandboxes) {
		expect(violations).toEqual([]);
		expect(requests).toHaveLength(1);
		await close();
	}
});
