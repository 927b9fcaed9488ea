/** A survey's answers in a table. n8n's Data Tables need the whole n8n, which test/n8n runs. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../sandbox';
import { useBench } from '../../support/autoCall';
import { activated, nodeOf, outputOf, read } from './exampleFile';

const FILE = 'survey-answers.json';
const bench = useBench();

/** The rows that the table gets when a campaign with these calls is over. */
async function rowsAfter(
	calls: Array<Partial<Call>>,
	more: IDataObject = {},
): Promise<IDataObject[] | undefined> {
	const { sandbox } = bench();
	const example = await activated(bench(), read(FILE), {
		'Make the Table': [{ json: { name: 'Survey answers' }, pairedItem: { item: 0 } }],
		'Save in the Table': [{ json: {} }],
	});
	const autocall = sandbox.seedAutocall({ name: 'Survey', type: 'interactive', calls, ...more });
	sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
	const result = await example.poll();
	expect(result?.error).toBeUndefined();
	return outputOf(result, 'Row for the Table');
}

it('gives a row for each person who took the call, with what they pressed and said', async () => {
	const rows = await rowsAfter([
		{
			...{ number: '+77010000001', extra: 'CRM-1', status: 'success' },
			data: { answer: '1', record: 'answer-1.mp3' },
		},
		{ number: '+77010000002', status: 'no_answer', data: null },
		{ number: '+77010000003', status: 'success', data: { answer: '2' } },
		{ number: '+77010000004', status: 'recalled', data: null },
	]);

	const notRecorded = 'No answer was recorded in this call: File Name is empty';
	expect(rows).toEqual([
		{
			...{ call: 50001, customer: 'CRM-1', number: '+77010000001', campaign: 'Survey' },
			...{ pressed: '1', said: 'Ответ абонента +77010000001', remark: '' },
		},
		{
			...{ call: 50003, customer: '+77010000003', number: '+77010000003', campaign: 'Survey' },
			...{ pressed: '2', said: '', remark: notRecorded },
		},
		{
			...{ call: 50004, customer: '+77010000004', number: '+77010000004', campaign: 'Survey' },
			...{ pressed: '', said: '', remark: notRecorded },
		},
	]);
});

it('loses no row when an answer can’t be made text', async () => {
	bench().sandbox.faults.add({ kind: 'status', status: 404, path: '/sounds/listen/answer-1' });

	const rows = await rowsAfter([
		{ number: '+77010000001', data: { answer: '1', record: 'answer-1.mp3' } },
		{ number: '+77010000002', data: { answer: '2', record: 'answer-2.mp3' } },
	]);

	expect(rows).toMatchObject([
		{
			call: 50001,
			pressed: '1',
			said: '',
			remark: expect.stringContaining('answer-1.mp3') as string,
		},
		{ call: 50002, pressed: '2', said: 'Ответ абонента +77010000002', remark: '' },
	]);
});

it('is charged for nothing when nobody’s answer was recorded', async () => {
	const { balance } = bench().sandbox.store;

	await rowsAfter([{ data: { answer: '1' } }, { data: null }]);

	expect(bench().sandbox.store.balance).toBe(balance);
});

it('takes no notice of a regular autocall', async () => {
	expect(await rowsAfter([{ status: 'success' }], { type: 'regular' })).toBeUndefined();
	expect(bench().sandbox.requests.map(({ route }) => route)).not.toContain('/sounds/listen/{file}');
});

it('updates the row of the call in a table that has these columns', () => {
	const workflow = read(FILE);
	const { columns } = nodeOf(workflow, 'Make the Table').parameters as {
		columns: { column: IDataObject[] };
	};
	const { assignments } = nodeOf(workflow, 'Row for the Table').parameters as {
		assignments: { assignments: IDataObject[] };
	};
	expect(columns.column.map(({ name, type }) => [name, type])).toEqual(
		assignments.assignments.map(({ name, type }) => [name, type]),
	);
	expect(nodeOf(workflow, 'Save in the Table').parameters).toMatchObject({
		operation: 'upsert',
		dataTableId: { mode: 'name', value: nodeOf(workflow, 'Make the Table').parameters.tableName },
		filters: { conditions: [{ keyName: 'call', condition: 'eq', keyValue: '={{ $json.call }}' }] },
	});
});
