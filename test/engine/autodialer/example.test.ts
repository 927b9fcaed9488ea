/** The workflow in examples/autodialer, as a person imports it: rows of a CRM in, results back by webhook. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { WorkflowJson } from '../../support/engine';
import {
	AUTODIALER,
	phoneAt,
	sentRows,
	useAutodialer,
	useFastWaits,
} from '../../support/autodialer';

const bench = useAutodialer();
useFastWaits();

const FOLDER = join(__dirname, '..', '..', '..', 'examples', 'autodialer');
const FILE = 'crm-to-autodialer.json';
const text = readFileSync(join(FOLDER, FILE), 'utf8');
const read = () => JSON.parse(text) as Required<WorkflowJson>;
const nodeNamed = (name: string) => {
	const node = read().nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The example has no node "${name}"`);
	return node;
};

it('is the only one, says what to change, and holds nobody’s number', () => {
	expect(readdirSync(FOLDER)).toEqual([FILE]);
	expect(String(nodeNamed('Note 1').parameters.content)).toContain('### Change before use');
	for (const number of text.match(/\+?[78][\d ()-]{10,}/g) ?? []) {
		expect(number.replace(/\D/g, '')).toMatch(/^[78]701000000\d$/);
	}
	expect(text).not.toContain('accessToken');
});

it('uses only parameters that the nodes have', () => {
	const own = read().nodes.filter(({ type }) => type.startsWith(AUTODIALER));
	expect(own.map(({ name }) => name)).toEqual(['Give to the Dialer', 'Call Ended']);
	for (const { type, parameters } of own) {
		const known = bench().engine.parametersWithDefaults(type, parameters as IDataObject);
		expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(parameters)));
	}
});

it('gives the dialer each row with its own values, within the hours', async () => {
	const { engine, credential } = bench();
	const result = await engine.runWorkflow(read(), {
		credentials: { autodialerApi: credential },
		startNode: 'Start',
	});
	expect(result.error).toBeUndefined();
	const same = { statdialertime: '10:00:00', stopdialertime: '19:00:00', maxcount: '2' };
	expect(sentRows(bench())).toMatchObject([
		{
			...same,
			id: '501',
			name: 'Aigul',
			phone: phoneAt(0),
			var1: '15 000 tenge',
			var2: 'March 20',
		},
		{ ...same, id: '502', name: 'Timur', phone: phoneAt(1), var1: '8 200 tenge', var2: 'March 21' },
		{
			...same,
			id: '503',
			name: 'Elena',
			phone: phoneAt(2),
			var1: '31 500 tenge',
			var2: 'March 25',
		},
	]);
	expect(result.nodes['Give to the Dialer']?.items[0]?.json).toMatchObject({
		inserted: 3,
		refused: 0,
	});
});

it('writes the result of each call back, by the number of the row', async () => {
	const { engine, credential } = bench();
	const { parameters } = nodeNamed('Call Ended');
	const trigger = await engine.activateWebhook({ parameters: parameters as IDataObject });
	const told = {
		phone: phoneAt(0),
		duration: '12',
		record: 'https://example.com/1.wav',
		answer: 'да',
	};
	const { items } = await trigger.request({ body: told });
	const result = await engine.runWorkflow(read(), {
		mode: 'trigger',
		startNode: 'Call Ended',
		triggerItems: items ?? [],
		credentials: { autodialerApi: credential },
	});
	expect(result.error).toBeUndefined();
	expect(result.nodes['Update the CRM']?.items.map(({ json }) => json)).toEqual([
		{
			...{ phone: '+77010000001', reached: true, answer: 'да', seconds: 12 },
			recording: 'https://example.com/1.wav',
		},
	]);
});
