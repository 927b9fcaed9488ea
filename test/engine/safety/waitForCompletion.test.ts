/** Wait for Completion: the execution waits, by n8n's own waiting, and goes on when its campaigns are over. */
import type { IDataObject } from 'n8n-workflow';

import { byId, onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import type { Continuations, NodeResult, RunNodeOptions, WorkflowJson } from '../../support/engine';
import { startLocalServer } from '../../support/engine/localServer';
import { autoCallNode, inALoop, inARow, setNode } from '../../support/workflows';
import { autocall, campaigns, smsBulk, type Campaign } from './campaigns';
import { loseResponse } from './creations';
import {
	countOf,
	FIRST,
	jsonOf,
	numberAt,
	people,
	posted,
	seen,
	sent,
	until,
	waitingTogether,
} from './scenarios';

useFastWaits();
const bench = useBench({ balance: 1_000_000 });
const itWaits = waitingTogether();
const scenario = (check: (own: Bench) => Promise<void>) => onBench({ balance: 1_000_000 }, check);

/** An address at which nobody listens, so that the sandbox's own reports reach nobody. */
const webhookUrl = 'http://localhost:1';

/** The key of a campaign's page, which is no part of the output. */
const pageOf = ({ resource }: Campaign) => (resource === 'autocall' ? 'calls' : 'messages');

/** Creates a campaign, and waits for it. */
async function wait(
	own: Bench,
	{ resource, parameters }: Campaign,
	more: IDataObject = {},
	options: Partial<RunNodeOptions> = {},
): Promise<NodeResult> {
	if (own.sandbox.store.sounds.size === 0) own.sandbox.seedSound();
	return await own.run(
		resource,
		'create',
		{ ...parameters, waitForCompletion: true, ...more },
		{ mode: 'trigger', webhookUrl, ...options },
	);
}

/** The address for reports that AutoCall.kz was given last for an execution. */
const addressOf = (own: Bench, { executionId }: Pick<NodeResult, 'executionId'>): string =>
	own.sandbox.requests
		.flatMap(({ body }) => String((body as IDataObject | undefined)?.callback_url ?? ''))
		.filter((address) => address.includes(`/webhook-waiting/${executionId}?`))
		.at(-1) ?? '';

/** The resume URL of an execution as n8n has it; n8n 2.14 and later sign it. */
function resumeUrlOf({ executionId, run }: NodeResult, base = webhookUrl): string {
	const { resumeToken } = run.data as { resumeToken?: string };
	return `${base}/webhook-waiting/${executionId}${resumeToken ? `?signature=${resumeToken}` : ''}`;
}

/** Posts a report to that address, as AutoCall.kz does. */
const callBack = async <Result>(
	own: Bench,
	waiting: Pick<NodeResult, 'executionId'> & Continuations<Result>,
	body?: unknown,
) => await waiting.callback(body, addressOf(own, waiting));

const received = { status: 200, body: { received: true } };
/** How often the campaign itself was fetched. */
const polls = (own: Bench, { route }: Campaign) => countOf(own, `GET ${route}/{id}`);

const HOUR_MS = 3_600_000;

describe.each(campaigns)('the execution ($noun)', (campaign) => {
	const { route } = campaign;

	it.each([
		['a day unless it says otherwise', {}, 24],
		['as long as Time Limit says', { completionTimeLimit: 0.5 }, 0.5],
	])('goes to waiting, for %s', async (_how, more, hours) => {
		const { status, waitTill, run, error } = await wait(bench(), campaign, more);
		expect(error).toBeUndefined();
		expect(status).toBe('waiting');
		const till = waitTill?.getTime();
		expect(till).toBeGreaterThanOrEqual(run.startedAt.getTime() + hours * HOUR_MS);
		expect(till).toBeLessThanOrEqual((run.stoppedAt?.getTime() ?? 0) + hours * HOUR_MS);
	});

	it('gives AutoCall.kz its resume URL, with a token of its own, as the address for reports', async () => {
		const waited = await wait(bench(), campaign);
		const address = addressOf(bench(), waited);
		expect(address).toMatch(/&token=[\w-]{22}$|\?token=[\w-]{22}$/);
		expect(address.replace(/.token=.*$/, '')).toBe(resumeUrlOf(waited));
		const { autocalls, bulks } = bench().sandbox.store;
		expect([...autocalls.all(), ...bulks.all()]).toMatchObject([{ callback_url: address }]);
		expect(sent(bench())).toEqual(['GET /settings', `POST ${route}`]);
	});

	it('waits in the editor too', async () => {
		expect((await wait(bench(), campaign, {}, { mode: 'manual' })).status).toBe('waiting');
	});

	it('holds no key while it waits', async () => {
		const { stored } = await wait(bench(), campaign);
		expect(stored()).not.toContain(bench().credential.apiKey);
	});

	it('does not wait without Wait for Completion', async () => {
		const { status, items } = await wait(bench(), campaign, { waitForCompletion: false });
		expect(status).toBe('success');
		expect(items[0]?.json).not.toHaveProperty('waitTimedOut');
		expect(posted(bench(), route)[0]).not.toHaveProperty('callback_url');
	});

	it('goes on at the time limit with the campaign as it was made, which it says', async () => {
		const waited = await wait(bench(), campaign);
		const before = sent(bench()).length;
		const { status, items, executionId } = await waited.resume();
		expect(status).toBe('success');
		expect(executionId).toBe(waited.executionId);
		expect(jsonOf(items)).toMatchObject([
			{ name: 'Debts', status: 'moderation', contactsReport: { sent: 3 }, waitTimedOut: true },
		]);
		expect(items[0]?.json).not.toHaveProperty(pageOf(campaign));
		expect(sent(bench())).toHaveLength(before);
	});
});

describe.each(campaigns)('a report to the resume URL ($noun)', (campaign) => {
	it('does not let the execution go on while the campaign is not over', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		expect(await callBack(own, waited, { status: 'completed', id: FIRST.autocall })).toEqual(
			received,
		);
		expect(polls(own, campaign)).toBe(1);
	});

	it('lets it go on with the final campaign once it is over', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.finish();
		const { resumed, ...response } = await callBack(own, waited);
		expect(response).toEqual(received);
		expect(resumed?.status).toBe('success');
		expect(resumed?.executionId).toBe(waited.executionId);
		const { id } = waited.items[0]?.json ?? {};
		const {
			[pageOf(campaign)]: _page,
			callback_url: _address,
			...final
		} = (
			await own.run(campaign.resource, 'get', {
				[campaign === autocall ? 'autocallId' : 'smsBulkId']: byId(Number(id)),
				simplify: false,
			})
		).items[0]?.json as IDataObject;
		expect(jsonOf(resumed?.items ?? [])).toEqual([
			{
				...final,
				contactsReport: { sent: 3, duplicatesRemoved: 0, invalidLeftOut: [] },
				...(campaign === smsBulk && {
					smsReport: [{ text: 'Text', encoding: 'GSM-7', length: 19, segments: 1 }],
				}),
				waitTimedOut: false,
			},
		]);
		expect(final).toMatchObject({ status: 'completed', final_cost: expect.anything() as number });
	});

	it('lets it go on when a moderator has denied the campaign', async () => {
		const own = bench();
		const waited = await wait(own, campaign, { name: 'Please deny' });
		own.sandbox.advance();
		const { resumed } = await callBack(own, waited);
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{
				status: 'denied',
				comment: 'Содержание нарушает пользовательское соглашение.',
				waitTimedOut: false,
			},
		]);
	});

	it('lets it go on when the campaign is not there any more', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.store.autocalls.delete(FIRST.autocall);
		own.sandbox.store.bulks.delete(FIRST.bulk);
		const { resumed } = await callBack(own, waited);
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{ name: 'Debts', status: 'deleted', waitTimedOut: false },
		]);
	});

	it('gets a 503 while the key is refused, and the execution goes on waiting', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.finish();
		own.sandbox.faults.add({ kind: 'status', status: 401 });
		expect(await callBack(own, waited)).toEqual({ status: 503, body: { received: false } });
	});

	describe.each([
		['the service returns errors', { kind: 'status', status: 500 }],
		["a proxy's page says that nothing is there", { kind: 'html', status: 404 }],
	] as const)('while %s', (_case, fault) => {
		itWaits(
			`is answered with the campaign's end if that soon passes (${campaign.noun})`,
			scenario(async (own) => {
				const waited = await wait(own, campaign);
				own.sandbox.finish();
				own.sandbox.faults.add({ ...fault, method: 'GET', times: 2 });
				const { resumed } = await callBack(own, waited);
				expect(jsonOf(resumed?.items ?? [])).toMatchObject([{ status: 'completed' }]);
			}),
		);

		itWaits(
			`gets a 503, and a later one lets it go on (${campaign.noun})`,
			scenario(async (own) => {
				const waited = await wait(own, campaign);
				own.sandbox.finish();
				own.sandbox.faults.add({ ...fault, method: 'GET', times: 3 });
				expect(await callBack(own, waited)).toEqual({ status: 503, body: { received: false } });
				const { resumed, ...response } = await callBack(own, waited);
				expect(response).toEqual(received);
				expect(jsonOf(resumed?.items ?? [])).toMatchObject([{ status: 'completed' }]);
			}),
		);
	});

	itWaits(
		`that comes twenty times at once asks once, again five seconds later, and the execution goes on once (${campaign.noun})`,
		scenario(async (own) => {
			const waited = await wait(own, campaign);
			const burst = async () =>
				await Promise.all(Array.from({ length: 20 }, async () => await callBack(own, waited)));
			expect(await burst()).toEqual(Array.from({ length: 20 }, () => received));
			expect(polls(own, campaign)).toBe(1);
			own.sandbox.finish();
			const outcomes = await burst();
			expect(outcomes.map(({ status, body }) => ({ status, body }))).toEqual(
				outcomes.map(() => received),
			);
			expect(outcomes.filter(({ resumed }) => resumed)).toHaveLength(1);
			expect(polls(own, campaign)).toBe(2);
			expect(await callBack(own, waited)).toEqual(received);
			expect(polls(own, campaign)).toBe(2);
		}),
	);

	itWaits(
		`waits for the poll under way, and another follows only if that has not let it go on (${campaign.noun})`,
		scenario(async (own) => {
			const waited = await wait(own, campaign);
			own.sandbox.finish();
			// It outlasts the five seconds between two polls, which take 250 ms here.
			own.sandbox.faults.add({ kind: 'delay', ms: 600, method: 'GET' });
			const early = callBack(own, waited);
			await until(() => polls(own, campaign) === 1);
			const late = callBack(own, waited);
			const outcomes = await Promise.all([early, late]);
			expect(outcomes.map(({ resumed }) => resumed?.status)).toEqual(['success', undefined]);
			expect(polls(own, campaign)).toBe(1);
		}),
	);
});

describe('reports do not use up the requests of the account', () => {
	/** An execution that waits for several autocalls. */
	const waitForSome = async (own: Bench, count: number) =>
		await wait(
			own,
			autocall,
			{ name: '={{ $json.name }}', contactsJson: '={{ [{ number: $json.phone }] }}' },
			{
				items: Array.from({ length: count }, (_none, index) => ({
					...{ name: `Debts ${index}`, phone: numberAt(index) },
				})),
			},
		);

	itWaits(
		'a poll of 14 campaigns ends at the first that is not over, and asks no more for those that are',
		scenario(async (own) => {
			const waited = await waitForSome(own, 14);
			const all = own.sandbox.store.autocalls.all();
			for (let times = 0; times < 2; times++) expect(await callBack(own, waited)).toEqual(received);
			expect(polls(own, autocall)).toBe(2);
			for (const one of all.slice(0, 5)) Object.assign(one, { status: 'completed', final_cost: 1 });
			expect(await callBack(own, waited)).toEqual(received);
			expect(polls(own, autocall)).toBe(2 + 5 + 1);
			for (const one of all) Object.assign(one, { status: 'completed', final_cost: 1 });
			const { resumed } = await callBack(own, waited);
			expect(polls(own, autocall)).toBe(2 + 5 + 1 + 9);
			expect(jsonOf(resumed?.items ?? []).map(({ name, status }) => [name, status])).toEqual(
				all.map(({ name }) => [name, 'completed']),
			);
		}),
	);

	itWaits(
		'100 campaigns of ten executions, reported on again and again, leave room for the reads of another workflow',
		scenario(async (own) => {
			const waiting: NodeResult[] = [];
			for (let index = 0; index < 10; index++) waiting.push(await waitForSome(own, 10));
			const reports = async () =>
				await Promise.all(waiting.map(async (waited) => await callBack(own, waited)));
			await reports();
			await reports();
			expect(polls(own, autocall)).toBe(2 * 10);
			// With a Max Wait of 0 a read fails that would have to wait for the limit of requests.
			const reads = await own.run(
				'account',
				'getBalance',
				{ options: { longestWait: 0 } },
				{ items: Array.from({ length: 30 }, () => ({})) },
			);
			expect(reads.error).toBeUndefined();
			expect(reads.items).toHaveLength(30);
		}),
	);

	itWaits(
		'the cost of a campaign that was not billed yet when it ended is fetched again at the end',
		scenario(async (own) => {
			const waited = await waitForSome(own, 2);
			const [first, second] = own.sandbox.store.autocalls.all();
			Object.assign(first ?? {}, { status: 'completed', final_cost: 0 });
			expect(await callBack(own, waited)).toEqual(received);
			Object.assign(first ?? {}, { final_cost: 12.5 });
			Object.assign(second ?? {}, { status: 'completed', final_cost: 13 });
			const { resumed } = await callBack(own, waited);
			expect(jsonOf(resumed?.items ?? [])).toMatchObject([
				{ status: 'completed', final_cost: 12.5 },
				{ status: 'completed', final_cost: 13 },
			]);
			expect(polls(own, autocall)).toBe(2 + 2);
		}),
	);
});

describe('the token in the address for reports', () => {
	const refused = { status: 401, body: { received: false } };
	const withToken = (address: string, token?: string) =>
		address.replace(/([?&])token=.*$/, token === undefined ? '' : `$1token=${token}`);

	it.each<[string, (address: string, others: string) => string]>([
		['missing', (address) => withToken(address)],
		['empty', (address) => withToken(address, '')],
		['a wrong one', (address) => withToken(address, 'A'.repeat(22))],
		['cut short', (address) => address.slice(0, -1)],
		['longer', (address) => `${address}A`],
		[
			'that of another execution',
			(address, others) => withToken(address, others.split('token=')[1]),
		],
	])(
		'%s: the report is refused, nothing is fetched, the execution waits on',
		async (_what, change) => {
			const own = bench();
			const waited = await wait(own, autocall);
			const other = await wait(own, autocall);
			own.sandbox.finish();
			const before = sent(own);
			const address = change(addressOf(own, waited), addressOf(own, other));
			expect(await waited.callback({}, address)).toEqual(refused);
			expect(sent(own)).toEqual(before);
			expect((await callBack(own, waited)).resumed?.status).toBe('success');
		},
	);

	it('is another one for each execution, and the same for all campaigns of one', async () => {
		const own = bench();
		const each = { contactsJson: '={{ [{ number: $json.phone }] }}' };
		for (let times = 0; times < 2; times++) {
			await wait(own, smsBulk, each, {
				items: [{ phone: numberAt(0) }, { phone: numberAt(1) }],
			});
		}
		const [a, b, c, d] = posted(own, '/bulks').map((body) => body.callback_url);
		expect(b).toBe(a);
		expect(d).toBe(c);
		const tokenOf = (address: unknown) => new URL(String(address)).searchParams.get('token');
		expect(tokenOf(c)).not.toBe(tokenOf(a));
	});

	it.each(campaigns)('and the address are in no output ($noun)', async (campaign) => {
		const own = bench();
		const waited = await wait(own, campaign);
		const token = addressOf(own, waited).split('token=')[1] as string;
		own.sandbox.finish();
		const { resumed } = await callBack(own, waited);
		for (const { items } of [waited, await waited.resume(), resumed as NodeResult]) {
			expect(items).toHaveLength(1);
			expect(items[0]?.json).not.toHaveProperty('callback_url');
			expect(JSON.stringify(items)).not.toContain(token);
		}
	});
});

it('goes on by itself when AutoCall.kz reports to the address that it was given', async () => {
	const own = bench();
	const server = await startLocalServer();
	try {
		const waited = await wait(own, autocall, {}, { webhookUrl: server.url });
		own.sandbox.finish();
		await until(() => server.requests.length > 0);
		const [report] = server.requests;
		expect(`${server.url}${report?.path}`).toBe(posted(own, '/autocalls')[0]?.callback_url);
		const { resumed } = await callBack(own, waited, JSON.parse(report?.body ?? ''));
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([{ status: 'completed' }]);
	} finally {
		await server.close();
	}
});

describe('several campaigns', () => {
	const each = {
		name: '={{ $json.name }}',
		contactsJson: '={{ [{ number: $json.phone }] }}',
	};
	const three = ['A', 'B', 'C'].map((name, index) => ({ name, phone: numberAt(index) }));
	const continuing = { continueOnFail: 'continueRegularOutput' } as const;

	it('are waited for together: the execution goes on when the last one is over', async () => {
		const own = bench();
		const waited = await wait(own, autocall, each, { items: three });
		const [a, b, c] = own.sandbox.store.autocalls.all();
		Object.assign(a ?? {}, { status: 'completed' });
		Object.assign(c ?? {}, { status: 'denied' });
		expect(await callBack(own, waited)).toEqual(received);
		expect(polls(own, autocall)).toBe(2);
		Object.assign(b ?? {}, { status: 'completed' });
		const again = await wait(own, autocall, each, { items: three });
		own.sandbox.finish();
		const { resumed } = await callBack(own, again);
		expect(resumed?.items.map(({ json }) => [json.name, json.status])).toEqual([
			['A', 'completed'],
			['B', 'completed'],
			['C', 'completed'],
		]);
	});

	it('that failed come out among the others, in their places, and are not waited for', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls', after: 1 },
		});
		const waited = await wait(own, autocall, each, { items: three, ...continuing });
		expect(waited.status).toBe('waiting');
		const failed = { error: 'AutoCall.kz did not accept the values [item 1]' };
		expect(jsonOf((await waited.resume()).items)).toMatchObject([
			{ name: 'A', waitTimedOut: true },
			failed,
			{ name: 'C', waitTimedOut: true },
		]);
		own.sandbox.finish();
		const { resumed } = await callBack(own, waited);
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{ name: 'A', status: 'completed', waitTimedOut: false },
			failed,
			{ name: 'C', status: 'completed', waitTimedOut: false },
		]);
		// One before it waits, as an item failed, and one for each at the report.
		expect(polls(own, autocall)).toBe(1 + 2);
	});

	it('that failed come out of the error output, when it goes on too', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls', after: 1 },
		});
		const waited = await wait(own, autocall, each, {
			items: three,
			continueOnFail: 'continueErrorOutput',
		});
		own.sandbox.finish();
		const { resumed } = await callBack(own, waited);
		expect(resumed?.items.map(({ json }) => json.name)).toEqual(['A', 'C']);
		expect(resumed?.errorItems.map(({ json }) => json.error)).toEqual([
			'AutoCall.kz did not accept the values [item 1]',
		]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'that are over by the time another one was refused are not waited for, as their reports came too early (%s)',
		async (continueOnFail) => {
			const own = bench();
			own.sandbox.faults.add({
				...{ kind: 'meanwhile', method: 'POST', path: '/autocalls', after: 1 },
				happens: () => own.sandbox.finish(),
			});
			const noSound = { soundId: byId("={{ $json.name === 'B' ? 999 : 201 }}") };
			const { status, items, errorItems } = await wait(
				own,
				autocall,
				{ ...each, ...noSound },
				{ items: three.slice(0, 2), continueOnFail },
			);
			expect(status).toBe('success');
			const [ended, ...others] = [...items, ...errorItems];
			expect(ended?.json).toMatchObject({ name: 'A', status: 'completed', waitTimedOut: false });
			expect(others.map(({ json }) => json.error)).toEqual([
				'AutoCall.kz did not accept: Sound: Аудиозапись 999 не найдена [item 1]',
			]);
			expect(polls(own, autocall)).toBe(1);
		},
	);

	it('that cannot be fetched after another one was refused are waited for all the same', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls', after: 1 },
		});
		own.sandbox.faults.add({ kind: 'status', status: 403, path: '/autocalls/301' });
		const waited = await wait(own, autocall, each, { items: three.slice(0, 2), ...continuing });
		expect(waited.status).toBe('waiting');
		own.sandbox.finish();
		const { resumed } = await callBack(own, waited);
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{ name: 'A', status: 'completed', waitTimedOut: false },
			{ error: 'AutoCall.kz did not accept the values [item 1]' },
		]);
	});

	it('that all failed are not waited for', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls', times: 3 },
		});
		const { status, items } = await wait(own, autocall, each, { items: three, ...continuing });
		expect(status).toBe('success');
		expect(jsonOf(items)).toEqual(
			[0, 1, 2].map((item) => ({
				error: `AutoCall.kz did not accept the values [item ${item}]`,
			})),
		);
	});

	it('the first of which is refused at first: Retry On Fail makes it, and then they are waited for', async () => {
		const own = bench();
		own.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: '/autocalls' });
		const waited = await wait(own, autocall, each, {
			...{ items: three, ...continuing, retryOnFail: true, waitBetweenTries: 1 },
		});
		expect(waited.status).toBe('waiting');
		expect(posted(own, '/autocalls').map(({ name }) => name)).toEqual(['A', 'B', 'C', 'A']);
		own.sandbox.finish();
		const { resumed } = await callBack(own, waited);
		expect(resumed?.items.map(({ json }) => [json.name, json.status])).toEqual([
			['A', 'completed'],
			['B', 'completed'],
			['C', 'completed'],
		]);
	});

	it('the first of which is refused for good: after the last try the others are waited for', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls' },
		});
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/autocalls', after: 2 },
		});
		const waited = await wait(own, autocall, each, {
			...{ items: three, ...continuing, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(waited.status).toBe('waiting');
		expect(posted(own, '/autocalls').map(({ name }) => name)).toEqual(['A', 'B', 'C', 'A']);
		expect(jsonOf((await waited.resume()).items)).toMatchObject([
			{ error: 'AutoCall.kz did not accept the values [item 0]' },
			{ name: 'B', waitTimedOut: true },
			{ name: 'C', waitTimedOut: true },
		]);
	});
});

describe('a campaign that is over when it is found', () => {
	itWaits(
		'is not waited for, and says so',
		scenario(async (own) => {
			loseResponse(own, autocall, { kind: 'statusAfterEffect', status: 500 });
			own.sandbox.faults.add({
				...{ kind: 'meanwhile', method: 'GET', path: '/autocalls' },
				happens: () => own.sandbox.finish(),
			});
			const { status, items } = await wait(own, autocall);
			expect(status).toBe('success');
			expect(jsonOf(items)).toMatchObject([{ status: 'completed', waitTimedOut: false }]);
		}),
	);
});

describe('an autocall of more than 5,000 numbers, which the service makes later', () => {
	it.each([
		['', {}],
		[' without Duplicate Protection', { options: { duplicateProtection: false } }],
	])('is waited for%s until it is made and over', async (_how, more) => {
		const own = bench();
		const waited = await wait(own, autocall, { ...people(5_001), ...more });
		expect(waited.status).toBe('waiting');
		expect(await callBack(own, waited)).toEqual(received);
		const again = await wait(own, autocall, { ...people(5_001), ...more });
		own.sandbox.finish();
		const { resumed } = await callBack(own, again);
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{
				id: FIRST.autocall + 1,
				name: 'Debts',
				status: 'completed',
				calls_count: 5_001,
				waitTimedOut: false,
			},
		]);
	});

	it('comes out as it is being made at the time limit', async () => {
		const waited = await wait(bench(), autocall, people(5_001));
		expect(jsonOf((await waited.resume()).items)).toMatchObject([
			{ name: 'Debts', status: 'creating', contactListId: FIRST.list, waitTimedOut: true },
		]);
	});
});

describe('in a workflow', () => {
	const campaign = (name: string, more: IDataObject = {}) =>
		autoCallNode(name, {
			...{ resource: 'smsBulk', operation: 'create', waitForCompletion: true },
			...smsBulk.parameters,
			name: `=${name} {{ $json.name }}`,
			contactsJson: '=[{ "number": "+7701000000{{ $itemIndex }}" }]',
			...more,
		});
	const report = setNode('Report', {
		person: "={{ $('Start').item.json.name }}",
		status: '={{ $json.status }}',
	});

	async function run(workflow: WorkflowJson, triggerItems: IDataObject[]) {
		return await bench().engine.runWorkflow(workflow, {
			credentials: { autoCallApi: bench().credential },
			mode: 'trigger',
			triggerItems,
			webhookUrl,
		});
	}

	it('later nodes run when the campaigns are over, and find for each the item that it came from', async () => {
		const waited = await run(inARow(campaign('Bulk'), report), [
			{ name: 'Aigul' },
			{ name: 'Bolat' },
		]);
		expect(waited.status).toBe('waiting');
		expect(waited.nodes).not.toHaveProperty('Report');
		bench().sandbox.finish();
		const { resumed } = await callBack(bench(), waited);
		expect(resumed?.nodes.Report?.items.map(({ json }) => json)).toEqual([
			{ person: 'Aigul', status: 'completed' },
			{ person: 'Bolat', status: 'completed' },
		]);
	});

	it('a node of any name waits', async () => {
		const name = 'Звонки "it\'s" }} {{ 1 }} \\ `x`';
		const waited = await run(inARow(campaign(name)), [{ name: 'Aigul' }]);
		expect(waited.status).toBe('waiting');
		bench().sandbox.finish();
		expect((await callBack(bench(), waited)).resumed?.status).toBe('success');
	});

	it('two nodes wait, one after the other', async () => {
		const first = await run(inARow(campaign('One'), campaign('Two')), [{ name: 'Aigul' }]);
		bench().sandbox.finish();
		const second = (await callBack(bench(), first)).resumed;
		if (second?.status !== 'waiting') throw new Error('The second node does not wait');
		bench().sandbox.finish();
		const end = (await callBack(bench(), second)).resumed;
		expect(end?.status).toBe('success');
		expect(end?.nodes.Two?.items.map(({ json }) => json.name)).toEqual(['Two One Aigul']);
	});

	it('a node waits in each round of a loop', async () => {
		let current = await run(inALoop(campaign('Bulk')), [
			{ name: 'Aigul' },
			{ name: 'Bolat' },
			{ name: 'Dana' },
		]);
		for (let round = 0; round < 3; round++) {
			expect(current.status).toBe('waiting');
			bench().sandbox.finish();
			const { resumed } = await callBack(bench(), current);
			if (!resumed) throw new Error(`Round ${round} did not go on`);
			current = resumed;
		}
		expect(current.status).toBe('success');
		expect(current.nodes.Done?.items.map(({ json }) => [json.name, json.status])).toEqual([
			['Bulk Aigul', 'completed'],
			['Bulk Bolat', 'completed'],
			['Bulk Dana', 'completed'],
		]);
	});

	it('a campaign of all input items comes out as one item, which later nodes can trace back', async () => {
		const waited = await run(
			inARow(
				campaign('Bulk', {
					...{ name: 'Everyone', contactsSource: 'inputItems', numberField: 'phone' },
				}),
			),
			[
				{ name: 'Aigul', phone: numberAt(0) },
				{ name: 'Bolat', phone: numberAt(1) },
			],
		);
		bench().sandbox.finish();
		const { resumed } = await callBack(bench(), waited);
		expect(jsonOf(resumed?.nodes.Bulk?.items ?? [])).toMatchObject([
			{ name: 'Everyone', status: 'completed', contactsReport: { sent: 2 } },
		]);
	});
});

describe('is refused before anything is sent', () => {
	const publicApi = (own: Bench) => ({
		credential: { ...own.credential, baseUrl: 'https://autocall.invalid/api/v1' },
	});

	it.each(campaigns)('with a Callback URL of the person ($noun)', async (campaign) => {
		const additionalFields = { callbackUrl: 'https://example.com/reports' };
		expect(seen(await wait(bench(), campaign, { additionalFields }))).toEqual({
			status: 'error',
			message: '"Wait for Completion" cannot be combined with Callback URL [item 0]',
			description:
				'Nothing was sent. AutoCall.kz can send its reports to one address only: remove Callback URL, or turn Wait for Completion off.',
		});
		expect(sent(bench())).toEqual([]);
	});

	it.each([
		['http://localhost:5678', 'http://localhost:5678'],
		['http://127.0.0.1:5678', 'http://127.0.0.1:5678'],
		['http://10.1.2.3:5678', 'http://10.1.2.3:5678'],
		['http://172.16.0.1', 'http://172.16.0.1'],
		['http://172.31.255.255', 'http://172.31.255.255'],
		['http://192.168.1.20:5678', 'http://192.168.1.20:5678'],
		['http://169.254.1.1', 'http://169.254.1.1'],
		['http://0.0.0.0:5678', 'http://0.0.0.0:5678'],
		['http://[::1]:5678', 'http://[::1]:5678'],
		['http://[fd12:3456::1]', 'http://[fd12:3456::1]'],
		['http://[fe80::1]', 'http://[fe80::1]'],
		['http://n8n:5678', 'http://n8n:5678'],
		['http://n8n.local', 'http://n8n.local'],
		['http://n8n.internal', 'http://n8n.internal'],
		['https://N8N.LOCALHOST/path', 'https://n8n.localhost'],
	])('by an n8n whose address is %s', async (address, origin) => {
		const own = bench();
		const result = await wait(own, autocall, {}, { webhookUrl: address, ...publicApi(own) });
		expect(seen(result)).toEqual({
			status: 'error',
			message: `"Wait for Completion" needs an n8n that AutoCall.kz can reach, but its address is ${origin} [item 0]`,
			description:
				'Nothing was sent. Set the environment variable WEBHOOK_URL of n8n to its public address, or turn Wait for Completion off and start a workflow with AutoCall Trigger instead.',
		});
	});

	it.each([
		'https://n8n.example.com',
		'https://n8n.example.com:8443/base',
		'http://172.32.0.1',
		'http://11.0.0.1',
		'http://[2a00:1450::1]',
		'https://local.example.com',
	])('but not by an n8n whose address is %s', async (address) => {
		const own = bench();
		const result = await wait(...([own, autocall, { options: { longestWait: 0 } }] as const), {
			webhookUrl: address,
			...publicApi(own),
		});
		// It goes on to ask an API that there isn't.
		expect(seen(result).message).toBe('AutoCall.kz could not be reached [item 0]');
	});

	it('by an n8n whose address is too long for AutoCall.kz', async () => {
		const long = `https://${'n8n.'.repeat(50)}example.com`;
		const result = await wait(bench(), autocall, {}, { webhookUrl: long });
		const { length } = `${resumeUrlOf(result, long)}&token=0123456789012345678901`;
		expect(seen(result)).toEqual({
			status: 'error',
			message: `"Wait for Completion" needs an address of at most 256 characters, but the address of this n8n has ${length} [item 0]`,
			description: 'Nothing was sent. Use a shorter web address for n8n.',
		});
		expect(sent(bench())).toEqual([]);
	});

	it.each([
		['0', 0, 'must be 0.01 to 720, but is 0'],
		['below 0', -1, 'must be 0.01 to 720, but is -1'],
		['over a month', 721, 'must be 0.01 to 720, but is 721'],
		['a word', 'long', 'must be a number, but is "long"'],
		['empty', '', 'is required, but is empty'],
	])('with a time limit that is %s', async (_what, completionTimeLimit, problem) => {
		expect(seen(await wait(bench(), autocall, { completionTimeLimit })).message).toBe(
			`"Time Limit (Hours)" ${problem} [item 0]`,
		);
		expect(sent(bench())).toEqual([]);
	});
});
