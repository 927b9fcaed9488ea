/** CRM to dialer, with other customers in the place of its sample table. */
import type { IDataObject } from 'n8n-workflow';

import { onBench, useBench, type Bench } from '../../support/autoCall';
import { outputOf, withSettings } from './exampleFile';

const bench = useBench({ balance: 50_000 });

const customer = (index: number, more: IDataObject = {}) => ({
	id: `CRM-${index}`,
	name: 'Aigul',
	phone: `+7701${String(index).padStart(7, '0')}`,
	debt: '1500',
	...more,
});

/** Runs the example for customers of another source; the campaign moves on from the second poll. */
const runFor = async (
	{ engine, sandbox, credential }: Bench,
	customers: IDataObject[],
	settings: Record<string, IDataObject> = {},
) => {
	let polls = 0;
	return await engine.runWorkflow(
		withSettings('crm-to-dialer.json', { Wait: { amount: 0.01, unit: 'seconds' }, ...settings }),
		{
			credentials: { autoCallApi: credential },
			pinData: { 'Read CRM Rows': [{}], 'Rows to Items': customers },
			onNodeFinished: (name) => {
				if (name === 'Find Autocall' && ++polls > 1) sandbox.advance();
			},
		},
	);
};

const created = ({ sandbox }: Bench) =>
	sandbox.requests.filter(({ method, route }) => `${method} ${route}` === 'POST /autocalls');

it(
	'calls more than 5,000 customers, whose autocall has no ID at first',
	onBench({ balance: 1e7, pageSize: 1000, requestsPerMinute: 1e6 }, async (own) => {
		const customers = Array.from({ length: 5001 }, (_none, index) => customer(index));

		const result = await runFor(own, customers, {
			'Create Autocall': { options: { maxCost: 1e6 } },
		});

		expect(result.error).toBeUndefined();
		expect(outputOf(result, 'Create Autocall')).toMatchObject([{ status: 'creating' }]);
		expect(outputOf(result, 'Create Autocall')?.[0]).not.toHaveProperty('id');
		const polls = result.nodes['Find Autocall']?.runs ?? [];
		expect(polls[0]?.data?.main?.[0]?.map(({ json }) => json)).toEqual([{}]);
		expect(polls.at(-1)?.data?.main?.[0]).toMatchObject([{ json: { status: 'completed' } }]);
		expect(outputOf(result, 'Result for CRM')?.map(({ crmId }) => crmId)).toEqual(
			customers.map(({ id }) => id),
		);
		expect(created(own)).toHaveLength(1);
	}),
);

it('calls nobody if the campaign could cost more than Max Cost', async () => {
	const result = await runFor(bench(), [customer(1), customer(2)], {
		'Create Autocall': { options: { maxCost: 5 } },
	});

	expect(result.error?.message).toMatch(
		/^"Max Cost" is 5 tenge, but the autocall could cost [\d.]+ tenge/,
	);
	expect(created(bench())).toEqual([]);
});

it('calls nobody if a customer has no value for the SMS', async () => {
	const result = await runFor(bench(), [customer(1), customer(2, { debt: '' })]);

	expect(result.error?.message).toMatch(
		/^"SMS Text if Unanswered" uses {{debt}}, but 1 contact has no value for it: contact \d+ of list \d+/,
	);
	expect(created(bench())).toEqual([]);
});

it('says that nobody was called when a moderator denies the campaign', async () => {
	const result = await runFor(bench(), [customer(1)], {
		'Create Autocall': { name: 'To deny' },
	});

	expect(result.status).toBe('success');
	expect(outputOf(result, 'Find Autocall')).toMatchObject([{ status: 'denied' }]);
	expect(outputOf(result, 'Result for CRM')).toMatchObject([
		{ crmId: 'CRM-1', result: 'in_queue', tries: 0 },
	]);
});
