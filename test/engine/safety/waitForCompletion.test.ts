/** Wait for Completion: the execution waits, by n8n's own waiting, and goes on when its campaigns are over. */
import type { IDataObject } from 'n8n-workflow';

import { byId, onBench, useBench, type Bench } from '../../support/autoCall';
import type { NodeResult, RunNodeOptions, WorkflowJson } from '../../support/engine';
import { startLocalServer } from '../../support/engine/localServer';
import { autocall as autocallCreation, loseAnswer } from './creations';
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

const bench = useBench({ balance: 1_000_000 });
const itWaits = waitingTogether();
const scenario = (check: (own: Bench) => Promise<void>) => onBench({ balance: 1_000_000 }, check);

/** An address at which nobody listens, so that the sandbox's own reports reach nobody. */
const webhookUrl = 'http://localhost:1';

/** A campaign to be waited for. */
interface Campaign {
	noun: string;
	resource: string;
	parameters: IDataObject;
	route: string;
	/** The key of its page, which is no part of the output. */
	page: string;
}

const autocall: Campaign = {
	noun: 'autocall',
	resource: 'autocall',
	parameters: { name: 'Debts', soundId: byId(FIRST.sound), ...people(3) },
	route: '/autocalls',
	page: 'calls',
};
const smsBulk: Campaign = {
	noun: 'SMS bulk',
	resource: 'smsBulk',
	parameters: { name: 'Debts', text: 'Your order is ready', ...people(3) },
	route: '/bulks',
	page: 'messages',
};
const campaigns = [autocall, smsBulk];

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

const received = { status: 200, body: { received: true } };
/** How often the campaign itself was asked for. */
const looks = (own: Bench, { route }: Campaign) => countOf(own, `GET ${route}/{id}`);

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

	it('gives AutoCall.kz its own resume URL as the address for reports', async () => {
		const { executionId, run } = await wait(bench(), campaign);
		const url = `${webhookUrl}/webhook-waiting/${executionId}?signature=${run.data.resumeToken}`;
		expect(posted(bench(), route)[0]?.callback_url).toBe(url);
		const { autocalls, bulks } = bench().sandbox.store;
		expect([...autocalls.all(), ...bulks.all()]).toMatchObject([{ callback_url: url }]);
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
		expect(items[0]?.json).not.toHaveProperty(campaign.page);
		expect(sent(bench())).toHaveLength(before);
	});
});

describe.each(campaigns)('a report to the resume URL ($noun)', (campaign) => {
	it('does not let the execution go on while the campaign is not over', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		expect(await waited.callback({ status: 'completed', id: FIRST.autocall })).toEqual(received);
		expect(looks(own, campaign)).toBe(1);
	});

	it('lets it go on with the final campaign once it is over', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.finish();
		const { resumed, ...answer } = await waited.callback();
		expect(answer).toEqual(received);
		expect(resumed?.status).toBe('success');
		expect(resumed?.executionId).toBe(waited.executionId);
		const { id } = waited.items[0]?.json ?? {};
		const { [campaign.page]: _page, ...final } = (
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
		const { resumed } = await waited.callback();
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
		const { resumed } = await waited.callback();
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{ name: 'Debts', status: 'deleted', waitTimedOut: false },
		]);
	});

	it('is answered with a 503 while the key is refused, and the execution goes on waiting', async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.finish();
		own.sandbox.faults.add({ kind: 'status', status: 401 });
		expect(await waited.callback()).toEqual({ status: 503, body: { received: false } });
	});

	it("is not taken for the campaign's end when a proxy's page says that nothing is there", async () => {
		const own = bench();
		const waited = await wait(own, campaign);
		own.sandbox.faults.add({ kind: 'html', status: 404 });
		expect(await waited.callback()).toEqual({ status: 503, body: { received: false } });
	});

	itWaits(
		`is answered with a 503 while the service has a fault; a later one lets it go on (${campaign.noun})`,
		scenario(async (own) => {
			const waited = await wait(own, campaign);
			own.sandbox.finish();
			own.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', times: 3 });
			expect(await waited.callback()).toEqual({ status: 503, body: { received: false } });
			const { resumed, ...answer } = await waited.callback();
			expect(answer).toEqual(received);
			expect(jsonOf(resumed?.items ?? [])).toMatchObject([{ status: 'completed' }]);
		}),
	);

	itWaits(
		`that comes twenty times at once asks twice, five seconds apart, and the execution goes on once (${campaign.noun})`,
		scenario(async (own) => {
			const waited = await wait(own, campaign);
			const burst = Array.from({ length: 20 }, async () => await waited.callback());
			await until(() => looks(own, campaign) === 1);
			own.sandbox.finish();
			const outcomes = await Promise.all(burst);
			expect(outcomes.map(({ status, body }) => ({ status, body }))).toEqual(
				outcomes.map(() => received),
			);
			expect(outcomes.filter(({ resumed }) => resumed)).toHaveLength(1);
			expect(looks(own, campaign)).toBe(2);
			expect(await waited.callback()).toEqual(received);
			expect(looks(own, campaign)).toBe(2);
		}),
	);

	itWaits(
		`lets it go on once, although an earlier look is answered later (${campaign.noun})`,
		scenario(async (own) => {
			const waited = await wait(own, campaign);
			own.sandbox.finish();
			own.sandbox.faults.add({ kind: 'delay', ms: 7_000, method: 'GET' });
			const early = waited.callback();
			await until(() => looks(own, campaign) === 1);
			const late = waited.callback();
			const outcomes = await Promise.all([early, late]);
			expect(outcomes.map(({ resumed }) => resumed?.status)).toEqual([undefined, 'success']);
			expect(looks(own, campaign)).toBe(2);
		}),
	);
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
		const { resumed } = await waited.callback(JSON.parse(report?.body ?? ''));
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
		expect(await waited.callback()).toEqual(received);
		expect(looks(own, autocall)).toBe(3);
		Object.assign(b ?? {}, { status: 'completed' });
		const again = await wait(own, autocall, each, { items: three });
		own.sandbox.finish();
		const { resumed } = await again.callback();
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
		const { resumed } = await waited.callback();
		expect(jsonOf(resumed?.items ?? [])).toMatchObject([
			{ name: 'A', status: 'completed', waitTimedOut: false },
			failed,
			{ name: 'C', status: 'completed', waitTimedOut: false },
		]);
		expect(looks(own, autocall)).toBe(2);
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
		const { resumed } = await waited.callback();
		expect(resumed?.items.map(({ json }) => json.name)).toEqual(['A', 'C']);
		expect(resumed?.errorItems.map(({ json }) => json.error)).toEqual([
			'AutoCall.kz did not accept the values [item 1]',
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
		const { resumed } = await waited.callback();
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
			loseAnswer(own, autocallCreation, { kind: 'statusAfterEffect', status: 500 });
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
		expect(await waited.callback()).toEqual(received);
		const again = await wait(own, autocall, { ...people(5_001), ...more });
		own.sandbox.finish();
		const { resumed } = await again.callback();
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
	const node = (name: string, type: string, parameters: IDataObject, more: IDataObject = {}) => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters },
		...more,
	});
	const to = (name: string) => ({ node: name, type: 'main', index: 0 });
	const start = node('Start', 'n8n-nodes-base.manualTrigger', {});
	const campaign = (name: string, more: IDataObject = {}) =>
		node(name, 'n8n-nodes-autocall.autoCall', {
			...{ resource: 'smsBulk', operation: 'create', waitForCompletion: true },
			...smsBulk.parameters,
			name: `=${name} {{ $json.name }}`,
			contactsJson: '=[{ "number": "+7701000000{{ $itemIndex }}" }]',
			...more,
		});
	const report = node(
		'Report',
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: [
					{ id: 'a', name: 'person', value: "={{ $('Start').item.json.name }}", type: 'string' },
					{ id: 'b', name: 'status', value: '={{ $json.status }}', type: 'string' },
				],
			},
		},
		{ typeVersion: 3.4 },
	);

	async function run(workflow: unknown, triggerItems: IDataObject[]) {
		return await bench().engine.runWorkflow(workflow as WorkflowJson, {
			credentials: { autoCallApi: bench().credential },
			mode: 'trigger',
			triggerItems,
			webhookUrl,
		});
	}

	it('later nodes run when the campaigns are over, and find for each the item that it came from', async () => {
		const waited = await run(
			{
				nodes: [start, campaign('Bulk'), report],
				connections: { Start: { main: [[to('Bulk')]] }, Bulk: { main: [[to('Report')]] } },
			},
			[{ name: 'Aigul' }, { name: 'Bolat' }],
		);
		expect(waited.status).toBe('waiting');
		expect(waited.nodes).not.toHaveProperty('Report');
		bench().sandbox.finish();
		const { resumed } = await waited.callback();
		expect(resumed?.nodes.Report?.items.map(({ json }) => json)).toEqual([
			{ person: 'Aigul', status: 'completed' },
			{ person: 'Bolat', status: 'completed' },
		]);
	});

	it('two nodes wait, one after the other', async () => {
		const first = await run(
			{
				nodes: [start, campaign('One'), campaign('Two')],
				connections: { Start: { main: [[to('One')]] }, One: { main: [[to('Two')]] } },
			},
			[{ name: 'Aigul' }],
		);
		bench().sandbox.finish();
		const second = (await first.callback()).resumed;
		expect(second?.status).toBe('waiting');
		bench().sandbox.finish();
		const end = (await second?.callback())?.resumed;
		expect(end?.status).toBe('success');
		expect(end?.nodes.Two?.items.map(({ json }) => json.name)).toEqual(['Two One Aigul']);
	});

	it('a node waits in each round of a loop', async () => {
		let current = await run(
			{
				nodes: [
					start,
					node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1 }, { typeVersion: 3 }),
					campaign('Bulk'),
					node('Done', 'n8n-nodes-base.noOp', {}),
				],
				connections: {
					Start: { main: [[to('Loop')]] },
					Loop: { main: [[to('Done')], [to('Bulk')]] },
					Bulk: { main: [[to('Loop')]] },
				},
			},
			[{ name: 'Aigul' }, { name: 'Bolat' }, { name: 'Dana' }],
		);
		for (let round = 0; round < 3; round++) {
			expect(current.status).toBe('waiting');
			bench().sandbox.finish();
			const { resumed } = await current.callback();
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
			{
				nodes: [
					start,
					campaign('Bulk', {
						...{ name: 'Everyone', contactsSource: 'inputItems', numberField: 'phone' },
					}),
				],
				connections: { Start: { main: [[to('Bulk')]] } },
			},
			[
				{ name: 'Aigul', phone: numberAt(0) },
				{ name: 'Bolat', phone: numberAt(1) },
			],
		);
		bench().sandbox.finish();
		const { resumed } = await waited.callback();
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
				'Nothing was sent. The reports of AutoCall.kz can go to one address only: remove Callback URL, or turn Wait for Completion off.',
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
				'Nothing was sent. Set the environment variable WEBHOOK_URL of n8n to its public address, or turn Wait for Completion off and let a workflow start with AutoCall Trigger instead.',
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
		const url = `${long}/webhook-waiting/${result.executionId}?signature=${result.run.data.resumeToken}`;
		expect(seen(result)).toEqual({
			status: 'error',
			message: `"Wait for Completion" needs an address of at most 256 characters, but that of this n8n has ${url.length} [item 0]`,
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
