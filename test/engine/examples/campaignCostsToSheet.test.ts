/** The costs of campaigns in a table: each campaign once, when its final cost is known. */
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';
import { DataTables } from '../../support/dataTables';
import type { WorkflowJson } from '../../support/engine';
import { nodeOf, read, withSettings } from './exampleFile';

const FILE = 'campaign-costs-to-sheet.json';
const TABLE = 'Campaign costs';
const bench = useBench({ billingSteps: 1, moderation: false, balance: 100_000 });

let tables: DataTables;
beforeEach(() => {
	tables = new DataTables();
});

// The sandbox's clock stands still; the days of the example count from today.
const filters = { dateFrom: '2026-03-01', onlyWithFinalCost: true };
const workflow = () =>
	withSettings(FILE, { 'Get Autocalls': { filters }, 'Get SMS Bulks': { filters } });

/** A morning. @returns the campaigns that it writes into the table */
async function morning(own: WorkflowJson = workflow()): Promise<unknown[]> {
	const { engine, credential } = bench();
	const before = tables.rowsOf(TABLE).length;
	const result = await engine.runWorkflow(own, {
		mode: 'trigger',
		startNode: 'Every Morning',
		credentials: { autoCallApi: credential },
		dataTables: tables,
	});
	expect(result.error).toBeUndefined();
	return tables
		.rowsOf(TABLE)
		.slice(before)
		.map(({ campaign }) => campaign);
}

/** A call or an SMS that runs to its end, and isn't billed yet. */
async function campaign(resource: 'call' | 'smsMessage', name: string): Promise<void> {
	const { run, sandbox } = bench();
	const number = '+77010000001';
	sandbox.store.callOutcomes.set(number, 'success');
	sandbox.store.messageOutcomes.set(number, 'delivered');
	const { error } = await run(resource, resource === 'call' ? 'make' : 'send', {
		...{ number, text: 'Sale today', additionalFields: { name } },
	});
	expect(error).toBeUndefined();
	const all = () => [...sandbox.store.autocalls.all(), ...sandbox.store.bulks.all()];
	while (all().some(({ status }) => status !== 'completed')) sandbox.advance();
}

it('writes each campaign with its cost as a number', async () => {
	await campaign('call', 'Reminder');
	await campaign('smsMessage', 'Sale');
	bench().sandbox.advance();

	expect(await morning()).toEqual(['autocall 301', 'sms 401']);
	const [autocall] = bench().sandbox.store.autocalls.all();
	expect(tables.rowsOf(TABLE)).toEqual([
		{
			...{ campaign: 'autocall 301', kind: 'Autocall', name: 'Reminder' },
			...{ created: '2026-03-16T12:00:00.000+05:00', cost: autocall?.final_cost },
		},
		{
			...{ campaign: 'sms 401', kind: 'SMS Bulk', name: 'Sale' },
			...{ created: '2026-03-16T12:00:00.000+05:00', cost: 16 },
		},
	]);
	expect(autocall?.final_cost).toBeGreaterThan(0);
});

it('adds on a later morning only what was billed meanwhile', async () => {
	await campaign('smsMessage', 'first');
	await campaign('call', 'second');
	await campaign('smsMessage', 'third');

	// The steps of each billed the one before it.
	expect(await morning()).toEqual(['autocall 301', 'sms 401']);
	expect(await morning()).toEqual([]);

	bench().sandbox.advance();
	expect(await morning()).toEqual(['sms 402']);
	expect(await morning()).toEqual([]);
	expect(tables.rowsOf(TABLE)).toHaveLength(3);
});

it('writes the next morning what could not be written', async () => {
	await campaign('smsMessage', 'first');
	bench().sandbox.advance();
	const broken = workflow();
	nodeOf(broken, 'Write to the Table').parameters.columns = {
		mappingMode: 'defineBelow',
		value: { gone: 'x' },
	};

	await expect(morning(broken)).rejects.toThrow();
	expect(tables.rowsOf(TABLE)).toEqual([]);
	expect(await morning()).toEqual(['sms 401']);
});

it('writes SMS bulks where there is no autocall, and the other way round', async () => {
	await campaign('smsMessage', 'first');
	bench().sandbox.advance();
	expect(await morning()).toEqual(['sms 401']);

	await campaign('call', 'second');
	bench().sandbox.store.bulks.delete(401);
	bench().sandbox.advance();
	expect(await morning()).toEqual(['autocall 301']);
});

it('fetches the campaigns of the last 14 days', async () => {
	const day = () => DateTime.now().setZone('Asia/Almaty').minus({ days: 14 }).toISODate();
	const before = day();
	await morning(read(FILE));
	const asked = bench().sandbox.requests.map(({ route, query }) => [
		route,
		[before, day()].includes(String((query as IDataObject).date_from)),
	]);
	expect(asked).toEqual([
		['/autocalls', true],
		['/bulks', true],
	]);
});

it('has the columns of its rows', () => {
	const { columns } = nodeOf(read(FILE), 'Make the Table').parameters as {
		columns: { column: IDataObject[] };
	};
	for (const name of ['Autocall Row', 'SMS Row']) {
		const { assignments } = nodeOf(read(FILE), name).parameters as {
			assignments: { assignments: IDataObject[] };
		};
		expect(assignments.assignments.map((field) => field.name)).toEqual(
			columns.column.map((column) => column.name),
		);
	}
});
