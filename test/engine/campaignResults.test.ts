/** Autocall → Get Calls: what became of the people of a campaign, and what they answered. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../sandbox';
import { byId, useBench } from '../support/autoCall';

const bench = useBench({ pageSize: 2, requestsPerMinute: 10_000 });

const STATUSES: Array<Call['status']> = [
	...(['busy', 'recalled', 'spam', 'in_queue', 'no_answer', 'error', 'success'] as const),
];

/** Runs the operation on an autocall with these calls. */
async function resultsOf(calls: Array<Partial<Call>>, parameters: IDataObject = {}) {
	const { id } = bench().sandbox.seedAutocall({ calls });
	const { items, error } = await bench().run('autocall', 'getCalls', {
		autocallId: byId(id),
		...parameters,
	});
	return { error, results: items.map(({ json }) => json) };
}

const pagesAsked = () => bench().sandbox.requests.map(({ query }) => Number(query.page));

describe('each call comes', () => {
	const data = { question: '1', record: 'answer-1.mp3' };

	it('with its number, extra, status, answer and seconds, and the ID by which others find it', async () => {
		const { results } = await resultsOf([
			{ extra: 'CRM-1', number: '+77010000001', status: 'success', duration: 14, data },
			{ extra: null, number: '+77010000002', status: 'no_answer', duration: 0, data: null },
		]);

		expect(results).toEqual([
			{
				...{ id: 50001, number: '+77010000001', extra: 'CRM-1' },
				...{ status: 'success', answer: data, seconds: 14 },
			},
			{
				...{ id: 50002, number: '+77010000002', extra: null },
				...{ status: 'no_answer', answer: null, seconds: 0 },
			},
		]);
	});

	it('with the seconds that somebody talked who called back', async () => {
		const { results } = await resultsOf([{ status: 'recalled', duration: 0, r_duration: 21 }]);

		expect(results).toMatchObject([{ status: 'recalled', seconds: 21 }]);
	});

	it('with all that AutoCall.kz says of it when Simplify is off', async () => {
		const { results } = await resultsOf([{ data, variables: { name: 'Aigul' } }], {
			simplify: false,
		});

		expect(Object.keys(results[0] ?? {})).toHaveLength(16);
		expect(results).toMatchObject([{ data, variables: { name: 'Aigul' }, tries: 1, duration: 10 }]);
	});
});

describe('a filter by status', () => {
	const all = [...STATUSES, ...STATUSES].map((status) => ({ status }));

	it.each<[string, unknown, string[]]>([
		['one status', ['busy'], ['busy', 'busy']],
		['several', ['no_answer', 'busy'], ['busy', 'no_answer', 'busy', 'no_answer']],
		[
			'several from an expression',
			'={{ "no_answer, busy" }}',
			['busy', 'no_answer', 'busy', 'no_answer'],
		],
		['none, which is every status', [], [...STATUSES, ...STATUSES]],
	])('takes %s', async (_what, status, expected) => {
		const { results, error } = await resultsOf(all, { returnAll: true, filters: { status } });

		expect(error).toBeUndefined();
		expect(results.map((call) => call.status)).toEqual(expected);
	});

	it('counts for Limit what is left, and fetches no page more than that takes', async () => {
		const { results } = await resultsOf(all, { limit: 1, filters: { status: ['no_answer'] } });

		expect(results.map(({ id, status }) => [id, status])).toEqual([[50005, 'no_answer']]);
		// The first call that was not answered is the fifth, of two on a page.
		expect(pagesAsked()).toEqual([1, 2, 3]);
	});

	it('gives fewer than Limit when there are no more', async () => {
		const { results } = await resultsOf(all, { limit: 10, filters: { status: ['spam'] } });

		expect(results.map(({ status }) => status)).toEqual(['spam', 'spam']);
		expect(pagesAsked()).toEqual([1, 2, 3, 4, 5, 6, 7]);
	});

	it('fetches no page more than without it where all are wanted', async () => {
		await resultsOf(all, { returnAll: true });
		const unfiltered = bench().sandbox.requests.length;

		const { results } = await resultsOf(all, { returnAll: true, filters: { status: ['spam'] } });

		expect(results).toHaveLength(2);
		expect(bench().sandbox.requests).toHaveLength(2 * unfiltered);
	});

	it('holds for what was fetched before a page that can’t be had', async () => {
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: /autocalls/, after: 2 });
		const { error } = await resultsOf(all, { limit: 5, filters: { status: ['busy'] } });

		expect(error?.description).toContain('1 record had been fetched before this.');
	});

	it('says which statuses there are when one is misspelt, before any request', async () => {
		const { error } = await resultsOf(all, { filters: { status: '={{ ["busy", "answered"] }}' } });

		expect(error?.message).toBe(
			'"Status" must be one of busy, recalled, spam, in_queue, no_answer, error, success, but is "answered" [item 0]',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});
});
