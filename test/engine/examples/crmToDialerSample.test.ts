/**
 * @jest-environment node
 *
 * CRM to dialer with its sample table. (The engine shares this file's realm, so that n8n can be told from
 * which folder it may read files.)
 */
import { join } from 'node:path';

import { useBench } from '../../support/autoCall';
import { EXAMPLES, outputOf, readText, withSettings } from './exampleFile';

const bench = useBench({ balance: 50_000 });

beforeAll(() => {
	// n8n reads this when it is loaded.
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = EXAMPLES;
});

/** The rows of the sample table whose phone is a number, the first of each number. */
function customersToCall() {
	const rows = readText('crm-rows.csv').trim().split('\n').slice(1);
	expect(rows).toHaveLength(250);
	const byNumber = new Map<string, { id: string; name: string; debt: string; number: string }>();
	for (const row of rows) {
		const [id = '', name = '', phone = '', debt = ''] = row.split(',');
		const number = `+7${phone.replace(/\D/g, '').slice(-10)}`;
		if (/^\+77\d{9}$/.test(number) && !byNumber.has(number)) {
			byNumber.set(number, { id, name, debt, number });
		}
	}
	return [...byNumber.values()];
}

it('calls everybody in the sample table once and gives each result back to its customer', async () => {
	const { engine, sandbox, credential } = bench();
	const result = await engine.runWorkflow(
		withSettings('crm-to-dialer.json', {
			'Read CRM Rows': { fileSelector: join(EXAMPLES, 'crm-rows.csv') },
			// So that the test doesn't wait.
			Wait: { amount: 0.01, unit: 'seconds' },
		}),
		{
			credentials: { autoCallApi: credential },
			onNodeFinished: (name) => {
				if (name === 'Wait') sandbox.advance();
			},
		},
	);
	expect(result.error).toBeUndefined();

	const customers = customersToCall();
	expect(outputOf(result, 'Create Contact List')).toMatchObject([
		{
			contacts_count: 242,
			contactsReport: {
				sent: 242,
				duplicatesRemoved: 4,
				invalidLeftOut: [
					{ contact: 'item 40', number: '8 701 12' },
					{ contact: 'item 90', number: 'unknown' },
					{ contact: 'item 140', number: '+7 999 123 45 67' },
					{ contact: 'item 190', number: 'empty' },
				],
			},
		},
	]);
	expect(
		sandbox.store.contacts.all().map(({ number, extra, variables }) => ({
			number,
			extra,
			variables,
		})),
	).toEqual(
		customers.map(({ number, id, name, debt }) => ({
			number,
			extra: id,
			variables: { name, debt },
		})),
	);

	expect(customers).toHaveLength(242);
	const calls = new Map(sandbox.store.calls.all().map((call) => [call.extra, call]));
	expect(outputOf(result, 'Result for CRM')).toEqual(
		customers.map(({ id, number }) => {
			const call = calls.get(id);
			return {
				crmId: id,
				number,
				result: call?.status,
				seconds: call?.duration,
				tries: call?.tries,
			};
		}),
	);
	const statuses = new Set([...calls.values()].map(({ status }) => status));
	expect([...statuses].sort()).toEqual([
		'busy',
		'error',
		'no_answer',
		'recalled',
		'spam',
		'success',
	]);
	const [list] = sandbox.store.contactLists.all();
	expect(sandbox.store.autocalls.all()).toMatchObject([
		{
			name: expect.stringMatching(/^Reminder \d\d\.\d\d\.\d{4} \d\d:\d\d$/) as unknown,
			client_id: `list-${list?.id}`,
			status: 'completed',
			max_tries: 2,
			tries_interval: 30,
			sms_unanswered: true,
			text_unanswered: '{{name}}, мы не дозвонились. К оплате {{debt}} тенге до конца месяца.',
		},
	]);
});
