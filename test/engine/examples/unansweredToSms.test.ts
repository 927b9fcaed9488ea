/** Text those whom an autocall did not reach. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../sandbox';
import { onBench, useBench, type Bench } from '../../support/autoCall';
import { activated, outputOf, read, withSettings } from './exampleFile';

const FILE = 'unanswered-to-sms.json';
const TEXT = 'мы вам звонили, но не дозвонились. Перезвоните нам, когда вам удобно.';
const bench = useBench({ balance: 50_000 });

/** An autocall that has just finished, and is announced. */
function finished(
	calls: Array<Partial<Call>>,
	more: IDataObject = {},
	{ sandbox }: Bench = bench(),
): void {
	const autocall = sandbox.seedAutocall({ name: 'Reminder', calls, ...more });
	sandbox.notify('AutocallFinished', { id: autocall.id, name: autocall.name });
}

const bulksOf = ({ sandbox }: Bench) =>
	sandbox.requests
		.filter(({ method, route }) => `${method} ${route}` === 'POST /bulks')
		.map(({ body }) => body);

it('texts those who did not answer or were busy, each by name, in one SMS bulk', async () => {
	const example = await activated(bench(), read(FILE));
	finished([
		{ status: 'success', number: '+77010000001', variables: { name: 'Aigul' } },
		{
			status: 'no_answer',
			number: '+77010000002',
			extra: 'CRM-2',
			variables: { name: 'Бекзат', debt: '3200' },
		},
		{ status: 'busy', number: '+77010000003', extra: 'remark '.repeat(20) },
		{ status: 'recalled', number: '+77010000004' },
		{ status: 'error', number: '+77010000005' },
		{ status: 'spam', number: '+77010000006' },
	]);

	const result = await example.poll();

	expect(result?.status).toBe('success');
	expect(bulksOf(bench())).toEqual([
		{
			name: expect.stringMatching(/^Not reached \d\d\.\d\d\.\d{4} \d\d:\d\d$/) as unknown,
			client_id: expect.stringMatching(/^n8n-/) as unknown,
			text: `{{name}}, ${TEXT}`,
			list_id: [
				{ number: '+77010000002', extra: 'CRM-2', variables: { name: 'Бекзат' } },
				{
					number: '+77010000003',
					extra: 'remark '.repeat(9).slice(0, 60),
					variables: { name: 'Здравствуйте' },
				},
			],
		},
	]);
	expect(outputOf(result, 'Create SMS Bulk')).toMatchObject([
		{
			id: 401,
			recipients: 2,
			contactsReport: { sent: 2, duplicatesRemoved: 0, invalidLeftOut: [] },
		},
	]);
	const messages = bench().sandbox.store.messages.all();
	expect(messages.map(({ text }) => text)).toEqual([`Бекзат, ${TEXT}`, `Здравствуйте, ${TEXT}`]);
});

it('greets whoever has a blank name', async () => {
	const example = await activated(bench(), read(FILE));
	finished([{ status: 'busy', variables: { name: ' ' } }]);

	expect((await example.poll())?.status).toBe('success');
	expect(bulksOf(bench())).toMatchObject([{ list_id: [{ variables: { name: 'Здравствуйте' } }] }]);
});

it('reads all pages of a large autocall', async () => {
	const example = await activated(bench(), read(FILE));
	finished(
		Array.from({ length: 60 }, (_none, index) => ({
			status: index % 3 === 0 ? 'busy' : 'success',
			number: `+770100001${String(index).padStart(2, '0')}`,
		})),
	);

	const result = await example.poll();

	expect(outputOf(result, 'Get Calls')).toHaveLength(60);
	expect(outputOf(result, 'Create SMS Bulk')).toMatchObject([{ recipients: 20 }]);
});

it('texts a person once whom two autocalls at the same time did not reach', async () => {
	const example = await activated(bench(), read(FILE));
	finished([{ status: 'busy', number: '+77010000001' }]);
	finished([
		{ status: 'no_answer', number: '+77010000001' },
		{ status: 'busy', number: '+77010000002' },
	]);

	expect(outputOf(await example.poll(), 'Create SMS Bulk')).toMatchObject([
		{ recipients: 2, contactsReport: { sent: 2, duplicatesRemoved: 1 } },
	]);
});

it('sends nothing when everybody was reached', async () => {
	const example = await activated(bench(), read(FILE));
	finished([{ status: 'success' }, { status: 'recalled', number: '+77010000002' }]);

	const result = await example.poll();

	expect(result?.status).toBe('success');
	expect(outputOf(result, 'Not Reached')).toEqual([]);
	expect(result?.nodes).not.toHaveProperty('Create SMS Bulk');
	expect(bulksOf(bench())).toEqual([]);
});

it.each([true, 1, '1'])(
	'leaves out autocalls that texted the unreached themselves: %p',
	async (flag) => {
		const example = await activated(bench(), read(FILE));
		finished([{ status: 'busy' }], { sms_unanswered: true, text_unanswered: 'Sorry' });
		const alter = (autocall: unknown) => ({ ...(autocall as object), sms_unanswered: flag });
		bench().sandbox.faults.add({ kind: 'altered', alter, path: '/autocalls/' });

		const result = await example.poll();

		expect(result?.status).toBe('success');
		expect(result?.nodes).not.toHaveProperty('Get Calls');
		expect(bulksOf(bench())).toEqual([]);
	},
);

it(
	'texts the next morning those whom an autocall did not reach in the evening',
	onBench({ now: () => new Date('2026-03-16T21:00:00+05:00') }, async (own) => {
		const example = await activated(own, read(FILE));
		finished([{ status: 'busy' }], {}, own);

		expect((await example.poll())?.status).toBe('success');
		expect(bulksOf(own)).toMatchObject([{ date_from: '2026-03-17', time_from: '11:00:00' }]);
	}),
);

it('texts nobody when it could cost more than Max Cost', async () => {
	const example = await activated(
		bench(),
		withSettings(FILE, { 'Create SMS Bulk': { options: { maxCost: 1 } } }),
	);
	finished([{ status: 'busy' }]);

	const result = await example.poll();

	expect(result?.error?.message).toMatch(
		/^"Max Cost" is 1 tenge, but the SMS bulk could cost \d+ tenge/,
	);
	expect(bulksOf(bench())).toEqual([]);
});

it('does not start for anything else', async () => {
	const example = await activated(bench(), read(FILE));
	bench().sandbox.notify('SMSBulkFinished', { id: 1, name: 'Sale' });

	expect(await example.poll()).toBeUndefined();
});
