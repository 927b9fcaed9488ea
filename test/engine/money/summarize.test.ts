/** Costs can be added up by n8n's own nodes: of every list that has some. */
import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';
import { autoCallNode, inARow, nodeOf } from '../../support/workflows';

const bench = useBench({ pageSize: 5 });

/** Runs Get Many, and then n8n's Summarize over a field. */
async function sumOf(resource: string, parameters: IDataObject, field: string): Promise<unknown> {
	const { engine, credential } = bench();
	const rows = { resource, operation: 'getAll', returnAll: true, ...parameters };
	const summarized = { values: [{ aggregation: 'sum', field }] };
	const { nodes, error } = await engine.runWorkflow(
		inARow(
			autoCallNode('Rows', rows),
			nodeOf('Sum', 'n8n-nodes-base.summarize', { fieldsToSummarize: summarized, options: {} }),
		),
		{ credentials: { autoCallApi: credential } },
	);
	expect(error).toBeUndefined();
	return nodes.Sum?.items[0]?.json[`sum_${field}`];
}

it('the costs of autocalls', async () => {
	const { sandbox } = bench();
	for (let index = 0; index < 12; index++) sandbox.seedAutocall({ final_cost: 120.4 });

	expect(await sumOf('autocall', {}, 'final_cost')).toBeCloseTo(12 * 120.4);
});

it('the costs of SMS bulks', async () => {
	const { sandbox } = bench();
	for (let index = 0; index < 12; index++) sandbox.seedBulk({ final_cost: 32 });

	const options = { includeFinalCost: true };
	expect(await sumOf('smsBulk', { options }, 'final_cost')).toBe(12 * 32);
	expect(await sumOf('smsBulk', {}, 'max_cost')).toBe(12 * 32);
});

it('the prices of tariffs', async () => {
	expect(await sumOf('tariff', { options: { baseUrl: bench().sandbox.url } }, 'sms_price')).toBe(
		48,
	);
});
