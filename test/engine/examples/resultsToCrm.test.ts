/** Campaign results back to the CRM. n8n's Data Tables need the whole n8n, which test/n8n runs. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Call } from '../../../sandbox';
import { useBench } from '../../support/autoCall';
import { activated, nodeOf, outputOf, read } from './exampleFile';

const FILE = 'results-to-crm.json';
const bench = useBench();

/** An autocall that has just finished, and is announced. @returns its ID */
function finished(calls: Array<Partial<Call>>, more: IDataObject = {}): number {
	const { sandbox } = bench();
	const autocall = sandbox.seedAutocall({ name: 'Reminder', calls, ...more });
	sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
	return autocall.id;
}

/** The rows that the CRM gets once this many autocalls are over. */
async function rowsAfter(announce: () => void, events = 1): Promise<IDataObject[] | undefined> {
	const tables: INodeExecutionData[] = Array.from({ length: events }, (_none, item) => ({
		json: { name: 'Autocall results' },
		pairedItem: { item },
	}));
	const example = await activated(bench(), read(FILE), {
		'Make the Table': tables,
		'Save in the Table': [{ json: {} }],
	});
	announce();
	const result = await example.poll();
	expect(result?.error).toBeUndefined();
	return outputOf(result, 'Result for CRM');
}

it('gives one row for each customer, with what the campaign came to', async () => {
	const rows = await rowsAfter(() => {
		finished([
			{
				extra: 'CRM-1',
				number: '+77010000001',
				status: 'success',
				duration: 14,
				tries: 2,
				last_try_at: '2026-03-16 11:58:01',
			},
			{
				extra: null,
				number: '+77010000002',
				status: 'no_answer',
				duration: 0,
				tries: 1,
				last_try_at: null,
			},
		]);
	});

	expect(rows).toEqual([
		{
			customer: 'CRM-1',
			number: '+77010000001',
			result: 'success',
			seconds: 14,
			tries: 2,
			campaign: 'Reminder',
			calledAt: '2026-03-16T11:58:01.000+05:00',
		},
		{
			customer: '+77010000002',
			number: '+77010000002',
			result: 'no_answer',
			seconds: 0,
			tries: 1,
			campaign: 'Reminder',
			calledAt: null,
		},
	]);
});

it('takes the best result of a customer who has several phones; a complaint counts before all', async () => {
	const statuses = [
		'in_queue',
		'error',
		'no_answer',
		'busy',
		'recalled',
		'success',
		'spam',
	] as const;
	const pairs = statuses.slice(1).map((better, index) => [statuses[index], better] as const);

	const rows = await rowsAfter(() => {
		finished(
			pairs.flatMap(([worse, better], index) => [
				{ extra: `CRM-${index}`, number: '+77010000001', status: worse },
				{ extra: `CRM-${index}`, number: '+77010000002', status: better },
			]),
		);
	});

	expect(rows?.map(({ customer, result, number }) => [customer, result, number]).sort()).toEqual(
		pairs.map(([, better], index) => [`CRM-${index}`, better, '+77010000002']),
	);
});

it('takes the later one of two campaigns that finish together', async () => {
	const rows = await rowsAfter(() => {
		finished([{ extra: 'CRM-1', status: 'success' }], { name: 'First' });
		finished([{ extra: 'CRM-1', status: 'busy' }], { name: 'Second' });
	}, 2);

	expect(rows).toMatchObject([{ customer: 'CRM-1', result: 'busy', campaign: 'Second' }]);
});

it('reads all pages of a large campaign', async () => {
	const rows = await rowsAfter(() => {
		finished(Array.from({ length: 60 }, (_none, index) => ({ extra: `CRM-${index}` })));
	});

	expect(rows).toHaveLength(60);
});

it('updates the row of the customer in a table that has these columns', () => {
	const workflow = read(FILE);
	const { columns } = nodeOf(workflow, 'Make the Table').parameters as {
		columns: { column: IDataObject[] };
	};
	const { assignments } = nodeOf(workflow, 'Result for CRM').parameters as {
		assignments: { assignments: Array<{ name: string }> };
	};
	expect(columns.column.map(({ name }) => name)).toEqual(
		assignments.assignments.map(({ name }) => name),
	);

	const { parameters } = nodeOf(workflow, 'Save in the Table');
	expect(parameters).toMatchObject({
		operation: 'upsert',
		dataTableId: { mode: 'name', value: nodeOf(workflow, 'Make the Table').parameters.tableName },
		filters: {
			conditions: [{ keyName: 'customer', condition: 'eq', keyValue: '={{ $json.customer }}' }],
		},
	});
});

it('does not start for anything else', async () => {
	expect(
		await rowsAfter(() => bench().sandbox.notify('SMSBulkFinished', { id: 1, name: 'Sale' })),
	).toBeUndefined();
});
