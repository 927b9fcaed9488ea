/** One person, now: what it takes in the editor to text or call somebody. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import { PACKAGE } from '../../../scripts/n8n/communityPackage';
import { ROOT } from '../../../scripts/n8n/paths';
import { useN8n } from '../support';
import { useEditor } from './support/useEditor';

const bench = useN8n();
const inEditor = useEditor(bench);

/** Pictures of a run, for a person to look at. */
const PICTURES = path.join(ROOT, 'n8n/home/pictures');

describe.each([
	{
		searches: ['sms', 'send sms'],
		action: 'Send an SMS to one person',
		filled: { number: '8 701 123 45 67', text: 'Your order is ready' },
		columns: ['number', 'status', 'bulk_id'],
		request: 'POST /api/v1/bulks',
	},
	{
		searches: ['call', 'otp', 'code'],
		action: 'Call one person',
		filled: { number: '8 701 123 45 67', text: 'Your code is 1 2 3 4' },
		columns: ['number', 'status', 'autocall_id'],
		request: 'POST /api/v1/autocalls',
	},
])('$action', ({ searches, action, filled, columns, request }) => {
	it('is found by what a person types, and a number and a text suffice', async () => {
		const { sandbox, credential } = bench();

		await inEditor('light', async (editor) => {
			for (const words of searches) {
				const nodes = await editor.newWorkflow();
				await nodes.search(words, 'AutoCall');
			}
			const startedAt = performance.now();
			const nodes = await editor.newWorkflow();
			const found = await nodes.search('autocall', 'AutoCall');
			const actions = await nodes.openActions(found);
			expect(actions).toContain(action);
			const panel = await nodes.add(action);
			await panel.chooseCredential(credential.name);
			for (const [parameter, value] of Object.entries(filled)) await panel.fill(parameter, value);
			await panel.execute();
			const [head = [], row = []] = await panel.outputTable();
			const seconds = (performance.now() - startedAt) / 1000;

			expect(columns.map((column) => head.includes(column))).toEqual(columns.map(() => true));
			expect(row[head.indexOf('number')]).toBe('+77011234567');
			mkdirSync(PICTURES, { recursive: true });
			await editor.page.screenshot({ path: path.join(PICTURES, `${action}.png`) });
			process.stdout.write(
				`${action}: ${Object.keys(filled).length} settings touched, ${seconds.toFixed(1)} s\n`,
			);
		});
		const sent = sandbox.requests
			.filter(({ method }) => method === 'POST')
			.map(({ method, path: to }) => `${method} ${to}`);
		expect(sent).toEqual([request]);
	});
});

it("rows of campaigns are added up by n8n's Summarize", async () => {
	const { sandbox, importWorkflow } = bench();
	for (let index = 0; index < 12; index++) sandbox.seedAutocall({ final_cost: 120.4 });
	const node = (name: string, type: string, x: number, parameters: INodeParameters): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [x, 0], parameters },
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const workflowId = await importWorkflow({
		name: 'Costs',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 0, {}),
			node('Campaigns', `${PACKAGE}.autoCall`, 220, {
				...{ resource: 'autocall', operation: 'getAll', filters: { onlyWithFinalCost: true } },
			}),
			node('Sum', 'n8n-nodes-base.summarize', 440, {
				fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'final_cost' }] },
				options: {},
			}),
		],
		connections: { Start: to('Campaigns'), Campaigns: to('Sum') },
	});

	await inEditor('light', async (editor) => {
		await editor.openWorkflow(workflowId);
		// Before it has run, n8n looks for a sample of its input, which no community node has.
		await editor.executeWorkflow();
		await editor.node('Sum').getByTestId('canvas-node-status-success').waitFor();
		const panel = await editor.openNode('Sum');
		const [head = [], row = []] = await panel.outputTable();
		expect(Number(row[head.indexOf('sum_final_cost')])).toBeCloseTo(12 * 120.4);
		mkdirSync(PICTURES, { recursive: true });
		await editor.page.screenshot({ path: path.join(PICTURES, 'Sum.png') });
	});
});
