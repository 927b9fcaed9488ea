/** Campaigns with what they cost in the end, which the service tells some time after. */
import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';

const bench = useBench({ billingSteps: 1, moderation: false, pageSize: 10, balance: 1_000_000 });

const details = () => bench().sandbox.requests.filter(({ path }) => /\/bulks\/\d+$/.test(path));

/** Sends SMS bulks, and lets them end: the last one isn't billed yet. */
async function threeBulks(): Promise<void> {
	const { sandbox, run } = bench();
	for (const name of ['first', 'second', 'third']) {
		const { error } = await run('smsBulk', 'create', {
			name,
			text: 'Sale today',
			contactsSource: 'json',
			contactsJson: [{ number: '+77010000001' }],
		});
		expect(error).toBeUndefined();
		sandbox.store.messageOutcomes.set('+77010000001', 'delivered');
		while (sandbox.store.bulks.all().some(({ status }) => status !== 'completed'))
			sandbox.advance();
	}
}

const namesAndCosts = (items: Array<{ json: IDataObject }>) =>
	items.map(({ json }) => [json.name, json.final_cost]);

describe('SMS bulks', () => {
	it('have no final cost in their list', async () => {
		await threeBulks();
		const { items } = await bench().run('smsBulk', 'getAll');
		expect(namesAndCosts(items)).toEqual([
			['third', undefined],
			['second', undefined],
			['first', undefined],
		]);
		expect(details()).toEqual([]);
	});

	it('get it on request, by a request for each', async () => {
		await threeBulks();
		const { items } = await bench().run('smsBulk', 'getAll', {
			options: { includeFinalCost: true },
		});
		expect(namesAndCosts(items)).toEqual([
			['third', null],
			['second', 16],
			['first', 16],
		]);
		expect(details()).toHaveLength(3);
	});

	it('come out only when they are billed, if that is chosen', async () => {
		await threeBulks();
		const filters = { onlyWithFinalCost: true };
		const { items } = await bench().run('smsBulk', 'getAll', { filters });
		expect(namesAndCosts(items)).toEqual([
			['second', 16],
			['first', 16],
		]);

		const { items: one } = await bench().run('smsBulk', 'getAll', { filters, limit: 1 });
		expect(namesAndCosts(one)).toEqual([['second', 16]]);

		bench().sandbox.advance();
		const { items: all } = await bench().run('smsBulk', 'getAll', { filters, returnAll: true });
		expect(namesAndCosts(all)).toEqual([
			['third', 16],
			['second', 16],
			['first', 16],
		]);
	});

	it('that are deleted meanwhile have none', async () => {
		await threeBulks();
		const { sandbox, run } = bench();
		const { bulks } = sandbox.store;
		const happens = () => void bulks.delete(402);
		sandbox.faults.add({ kind: 'meanwhile', happens, path: '/bulks/402' });
		const { items, error } = await run('smsBulk', 'getAll', {
			options: { includeFinalCost: true },
		});
		expect(error).toBeUndefined();
		expect(namesAndCosts(items)).toEqual([
			['third', null],
			['second', undefined],
			['first', 16],
		]);
	});

	it('of which one cannot be fetched: those before it come out with the error', async () => {
		await threeBulks();
		bench().sandbox.faults.add({ kind: 'status', status: 500, path: '/bulks/402', times: 3 });
		const { items } = await bench().run(
			'smsBulk',
			'getAll',
			{ options: { includeFinalCost: true } },
			{ continueOnFail: 'continueRegularOutput' },
		);
		expect(namesAndCosts(items.slice(0, 1))).toEqual([['third', null]]);
		expect(items[1]?.json.error).toContain('AutoCall.kz returned a server error (status 500)');
	});
});

describe('autocalls', () => {
	it('come out only when they are billed, if that is chosen; a cost of 0 is none', async () => {
		const { sandbox, run } = bench();
		sandbox.seedAutocall({ name: 'billed', final_cost: 120.4 });
		sandbox.seedAutocall({ name: 'not yet', final_cost: 0 });
		sandbox.seedAutocall({ name: 'running', status: 'running', final_cost: null });

		const filters = { onlyWithFinalCost: true };
		const { items } = await run('autocall', 'getAll', { filters, returnAll: true });

		expect(namesAndCosts(items)).toEqual([['billed', 120.4]]);
	});
});
