/** Call → Get History: the calls of all autocalls between two days. */
import type { IDataObject } from 'n8n-workflow';

import type { Autocall, Call } from '../../sandbox';
import { byId, useBench } from '../support/autoCall';
import type { RunNodeOptions } from '../support/engine';

const bench = useBench({ pageSize: 2, requestsPerMinute: 10_000 });

const days = { dateFrom: '2026-03-01', dateTo: '2026-03-31' };

/** An autocall of a day in March 2026, with calls of these numbers (by their last digit) or with these values. */
function seedAutocall(name: string, day: number, calls: Array<number | Partial<Call>>): Autocall {
	return bench().sandbox.seedAutocall({
		name,
		created_at: `2026-03-${String(day).padStart(2, '0')} 10:00:00`,
		calls: calls.map((call) =>
			typeof call === 'number' ? { number: `+7701000000${call}` } : call,
		),
	});
}

/** Runs the operation. @returns its outcome, with the name of the autocall and the number of each call */
async function history(parameters: IDataObject = {}, options: Partial<RunNodeOptions> = {}) {
	const result = await bench().run(
		'call',
		'getHistory',
		{ ...days, returnAll: true, ...parameters },
		options,
	);
	return {
		...result,
		calls: result.items.map(({ json }) =>
			json.error ? json.error : `${String(json.autocall_name)} ${String(json.number).slice(-1)}`,
		),
	};
}

/** The path and page of each request, in the order of their text. */
const asked = () =>
	bench()
		.sandbox.requests.map(({ path, query }) => `${path.replace('/api/v1', '')} ${query.page ?? ''}`)
		.sort();

it('gives each call as the service does, with the name of its autocall', async () => {
	const { id } = seedAutocall('Debtors', 16, [
		{ extra: 'Aigul', variables: { debt: '15000' }, r_duration: 3, data: { answer: '1' } },
	]);

	const { items, error } = await history();

	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				id: 50001,
				autocall_id: id,
				autocall_name: 'Debtors',
				number: '+77010000001',
				extra: 'Aigul',
				variables: { debt: '15000' },
				lock: false,
				tries: 1,
				date_tries: ['2026-03-16 12:00:00'],
				status_tries: ['success'],
				last_try_at: '2026-03-16 12:00:00',
				duration: 10,
				r_duration: 3,
				status: 'success',
				data: { answer: '1' },
				created_at: '2026-03-16 12:00:00',
				updated_at: '2026-03-16 12:00:00',
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('goes through all autocalls between the two days, newest first, and all of their calls', async () => {
	seedAutocall('Before', 1, [1]);
	seedAutocall('Early', 2, [1, 2, 3, 4, 5]);
	seedAutocall('Nobody', 10, []);
	seedAutocall('Middle', 15, [6]);
	seedAutocall('Late', 20, [7, 8]);
	seedAutocall('After', 21, [9]);

	const { calls } = await history({ dateFrom: '2026-03-02', dateTo: '20.03.2026' });

	expect(calls).toEqual([
		...['Late 7', 'Late 8', 'Middle 6'],
		...['Early 1', 'Early 2', 'Early 3', 'Early 4', 'Early 5'],
	]);
	const listed = bench().sandbox.requests.filter(({ path }) => path === '/api/v1/autocalls');
	expect(listed.map(({ query }) => query)).toEqual(
		['1', '2', '1'].map((page) => ({
			date_from: '2026-03-02',
			date_to: '2026-03-20',
			page,
		})),
	);
});

it('keeps the order although the responses come in another', async () => {
	const first = seedAutocall('Late', 20, [1, 2]);
	seedAutocall('Early', 2, [3]);
	bench().sandbox.faults.add({ kind: 'delay', ms: 50, path: `/autocalls/${first.id}` });

	expect((await history()).calls).toEqual(['Late 1', 'Late 2', 'Early 3']);
});

it('gives nothing, and fails in nothing, when there was no autocall', async () => {
	const { items, status } = await history();

	expect([status, items]).toEqual(['success', []]);
	expect(asked()).toEqual(['/autocalls 1']);
});

describe('of one number', () => {
	it.each(['+77010000002', '8 701 000 00 02', '+7 (701) 000-00-02', '={{ 77010000002 }}'])(
		'written as %s',
		async (number) => {
			seedAutocall('Early', 2, [1, 2, 3, 4, 2]);
			seedAutocall('Late', 20, [2, 5]);
			seedAutocall('Others', 25, [6]);

			expect((await history({ filters: { number } })).calls).toEqual([
				...['Late 2', 'Early 2', 'Early 2'],
			]);
		},
	);

	it('that was never called: nothing', async () => {
		seedAutocall('Early', 2, [1, 2, 3]);

		expect((await history({ filters: { number: '+77019999999' } })).calls).toEqual([]);
	});
});

it.each(['busy', 'recalled', 'spam', 'in_queue', 'no_answer', 'error', 'success'] as const)(
	'of one status: %s',
	async (status) => {
		const statuses = ['busy', 'recalled', 'spam', 'in_queue', 'no_answer', 'error', 'success'];
		seedAutocall(
			'Early',
			2,
			statuses.map((each) => ({ status: each as Call['status'] })),
		);
		seedAutocall('Late', 20, [{ status }, { status }]);

		const { items } = await history({ filters: { status } });

		expect(items.map(({ json }) => [json.autocall_name, json.status])).toEqual([
			['Late', status],
			['Late', status],
			['Early', status],
		]);
	},
);

it('of one number and one status', async () => {
	seedAutocall('Early', 2, [
		{ number: '+77010000001', status: 'busy' },
		{ number: '+77010000001', status: 'success' },
		{ number: '+77010000002', status: 'busy' },
	]);

	const { items } = await history({ filters: { number: '87010000001', status: 'busy' } });

	expect(items.map(({ json }) => [json.number, json.status])).toEqual([['+77010000001', 'busy']]);
});

describe('of one autocall', () => {
	it('fetches no other', async () => {
		const { id } = seedAutocall('Early', 2, [1, 2, 3]);
		seedAutocall('Late', 20, [4]);

		const { calls } = await history({ filters: { autocallId: byId(id) } });

		expect(calls).toEqual(['Early 1', 'Early 2', 'Early 3']);
		expect(new Set(bench().sandbox.requests.map(({ path }) => path))).toEqual(
			new Set([`/api/v1/autocalls/${id}`]),
		);
	});

	it('that was created on another day: nothing', async () => {
		const { id } = seedAutocall('Early', 2, [1]);

		const { calls } = await history({ dateFrom: '2026-03-03', filters: { autocallId: byId(id) } });

		expect(calls).toEqual([]);
	});

	it('that is not there: says so', async () => {
		const { error } = await history({ filters: { autocallId: byId(999) } });

		expect(error).toMatchObject({
			message: 'The autocall of the filter was not found [item 0]',
			description:
				'AutoCall.kz says: “Not found”. Your AutoCall.kz account has nothing with this ID. It may have been deleted, or belong to another account. Check Filters → Autocall.',
			httpCode: '404',
		});
	});
});

it.each([
	['number', 'Number'],
	['autocallId', 'Autocall'],
])(
	"filtered by an expression that returns nothing (%s) gives nobody else's calls",
	async (field, label) => {
		seedAutocall('Debtors', 16, [1]);
		const { calls, error } = await history({ filters: { [field]: '={{ $json.none }}' } });
		expect(calls).toEqual([]);
		expect(error?.message).toBe(`"${label}" was added, but is empty [item 0]`);
	},
);

describe('up to a limit', () => {
	const seedMany = (autocalls: number) => {
		for (let day = 1; day <= autocalls; day++) seedAutocall(`Day ${day}`, day, [1, 2, 3, 4, 5]);
	};

	it('gives the newest, and fetches no autocall and no page that they do not need', async () => {
		seedMany(25);
		const newest = bench().sandbox.store.autocalls.all().at(-1)!.id;

		const { calls } = await history({ returnAll: false, limit: 3 });

		expect(calls).toEqual(['Day 25 1', 'Day 25 2', 'Day 25 3']);
		const details = asked().filter((request) => request.startsWith('/autocalls/'));
		// Ten are begun with side by side; each is read as far as the limit goes.
		expect(details).toHaveLength(10 * 2);
		expect(details).toContain(`/autocalls/${newest} 2`);
		expect(details).not.toContain(`/autocalls/${newest} 3`);
	});

	it('goes on to further autocalls until it is reached', async () => {
		seedMany(14);

		const { calls } = await history({ returnAll: false, limit: 61 });

		expect(calls).toHaveLength(61);
		expect(calls.slice(0, 6)).toEqual([...[1, 2, 3, 4, 5].map((n) => `Day 14 ${n}`), 'Day 13 1']);
		expect(calls.at(-1)).toBe('Day 2 1');
	});

	it('counts what a filter leaves', async () => {
		seedMany(3);

		const { calls } = await history({
			returnAll: false,
			limit: 2,
			filters: { number: '+77010000005' },
		});

		expect(calls).toEqual(['Day 3 5', 'Day 2 5']);
	});

	it('is 50 unless told otherwise', async () => {
		seedMany(11);

		const { items } = await bench().run('call', 'getHistory', days);

		expect(items).toHaveLength(50);
	});
});

describe('when an autocall', () => {
	const refusal = 'AutoCall.kz refused the request (status 403) [item 0]';

	it('cannot be read, the calls of those before it come out, and then the error', async () => {
		seedAutocall('Early', 2, [4, 5]);
		const { id } = seedAutocall('Middle', 10, [3]);
		seedAutocall('Late', 20, [1, 2]);
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: `/autocalls/${id}` });

		const { calls, items } = await history({}, { continueOnFail: 'continueRegularOutput' });

		expect(calls).toEqual(['Late 1', 'Late 2', refusal]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	});

	it('cannot be read and the node is not set to continue, the error counts them', async () => {
		const { id } = seedAutocall('Early', 2, [3]);
		seedAutocall('Late', 20, [1]);
		const body = { message: 'No access' };
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: `/autocalls/${id}`, body });

		const { items, error } = await history();

		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: refusal,
			description:
				'AutoCall.kz says: “No access”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz. 1 record had been fetched before this. To get them together with the error, set On Error to continue.',
		});
	});

	it('is deleted meanwhile, the calls of the others come out', async () => {
		const { id } = seedAutocall('Early', 2, [3]);
		seedAutocall('Late', 20, [1, 2]);
		const { sandbox } = bench();
		sandbox.faults.add({ kind: 'delay', ms: 20, path: `/autocalls/${id}` });
		const running = history();
		while (sandbox.requests.length < 2) await new Promise((next) => setImmediate(next));
		sandbox.store.autocalls.delete(id);

		const { calls, error } = await running;

		expect(error).toBeUndefined();
		expect(calls).toEqual(['Late 1', 'Late 2']);
	});

	it("seems to be missing in a proxy's words, that is an error and no gap", async () => {
		const { id } = seedAutocall('Early', 2, [3]);
		bench().sandbox.faults.add({ kind: 'html', status: 404, path: `/autocalls/${id}` });

		expect((await history()).error?.message).toBe(
			'AutoCall.kz found nothing at this address [item 0]',
		);
	});
});

it('is fetched for each input item, with the days of the item', async () => {
	seedAutocall('Early', 2, [1]);
	seedAutocall('Late', 20, [2]);

	const { items } = await history(
		{ dateFrom: '={{ $json.day }}', dateTo: '={{ $json.day }}' },
		{ items: [{ day: '2026-03-20' }, { day: '2026-03-03' }, { day: '2026-03-02' }] },
	);

	expect(items.map(({ json, pairedItem }) => [json.autocall_name, pairedItem])).toEqual([
		['Late', { item: 0 }],
		['Early', { item: 2 }],
	]);
});
