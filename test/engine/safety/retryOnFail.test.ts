/** A node that n8n starts again, by Retry On Fail or by Retry of a failed execution: what went through is not sent again. */
import type { IDataObject, INode } from 'n8n-workflow';

import { byId, onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import type { NodeResult, RunNodeOptions, WorkflowJson } from '../../support/engine';
import { autoCallNode, inALoop, inARow } from '../../support/workflows';
import { autocall, loseResponse } from './creations';
import { CONNECTION_LOST, mayBeDone, NOT_FOUND, NOT_TOLD, SERVICE_FAULT } from './lostResponses';
import { FIRST, jsonOf, numberAt, people, posted, seen, waitingTogether } from './scenarios';

useFastWaits();
const bench = useBench();
const itWaits = waitingTogether();

/** n8n takes 0 for its default of a second. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const three = ['A', 'B', 'C'].map((name, index) => ({ name, phone: numberAt(index) }));
const ofItem = { contactsSource: 'json', contactsJson: '={{ [{ number: $json.phone }] }}' };

/** Something that is made for each item. */
interface Making {
	what: string;
	resource: string;
	operation: string;
	parameters: IDataObject;
	route: string;
	/** The field that identifies it in a request and in the output. */
	key: string;
	/** Its values for the items A, B and C. */
	values: string[];
	/** All of them that there are. */
	made(own: Bench): string[];
}

const numbers = three.map(({ phone }) => phone);
const names = ['A', 'B', 'C'];

const makings: Making[] = [
	{
		what: 'autocalls',
		resource: 'autocall',
		operation: 'create',
		parameters: { name: '={{ $json.name }}', soundId: byId(FIRST.sound), ...ofItem },
		route: '/autocalls',
		key: 'name',
		values: names,
		made: ({ sandbox }) => sandbox.store.autocalls.all().map(({ name }) => name),
	},
	{
		what: 'SMS bulks',
		resource: 'smsBulk',
		operation: 'create',
		parameters: { name: '={{ $json.name }}', text: 'Hello', ...ofItem },
		route: '/bulks',
		key: 'name',
		values: names,
		made: ({ sandbox }) => sandbox.store.bulks.all().map(({ name }) => name),
	},
	{
		what: 'contact lists',
		resource: 'contactList',
		operation: 'create',
		parameters: { name: '={{ $json.name }}', ...ofItem },
		route: '/lists',
		key: 'name',
		values: names,
		made: ({ sandbox }) => sandbox.store.contactLists.all().map(({ name }) => name),
	},
	{
		what: 'flash calls',
		resource: 'flashCall',
		operation: 'send',
		parameters: { number: '={{ $json.phone }}' },
		route: '/flash-calls',
		key: 'number',
		values: numbers,
		made: ({ sandbox }) => sandbox.store.flashCalls.all().map(({ number }) => number),
	},
];

/** Makes something for each of three items. */
async function make(
	own: Bench,
	{ resource, operation, parameters }: Making,
	options: Partial<RunNodeOptions> = {},
): Promise<NodeResult> {
	if (own.sandbox.store.sounds.size === 0) own.sandbox.seedSound();
	return await own.run(resource, operation, parameters, { items: three, ...options });
}

/** Lets the service refuse what is made, after so many that it takes. */
function refuse({ sandbox }: Bench, { route }: Making, after = 0, times = 1) {
	sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: route, after, times });
}

const requested = (own: Bench, { route, key }: Making) =>
	posted(own, route).map((body) => body[key]);

describe.each(makings.map((making) => [making.what, making] as const))('%s', (_what, making) => {
	const { key, made } = making;
	const [a, b, c] = making.values as [string, string, string];

	it('that went through come out as they were, and the refused one is tried again, with Retry On Fail', async () => {
		const own = bench();
		refuse(own, making, 1);
		const { items, status } = await make(own, making, retryOnFail);
		expect(status).toBe('success');
		expect(items.map(({ json, pairedItem }) => [json[key], pairedItem])).toEqual([
			[a, { item: 0 }],
			[b, { item: 1 }],
			[c, { item: 2 }],
		]);
		expect(requested(own, making)).toEqual([a, b, b, c]);
		expect(made(own)).toEqual([a, b, c]);
	});

	it('come out with the same IDs as without a second try', async () => {
		const own = bench();
		refuse(own, making, 2);
		const { items } = await make(own, making, retryOnFail);
		const first = Number(items[0]?.json.id);
		expect(items.map(({ json }) => json.id)).toEqual([first, first + 1, first + 2]);
	});

	it('stay as they are when all tries fail, which the error says', async () => {
		const own = bench();
		refuse(own, making, 1, 9);
		const result = await make(own, making, retryOnFail);
		expect(result.status).toBe('error');
		expect(result.error).toMatchObject({
			description: expect.stringMatching(
				/Before this, 1 item was already carried out \(ID \d+\); they stay as they are\.$/,
			) as string,
		});
		expect(requested(own, making)).toEqual([a, b, b, b]);
		expect(made(own)).toEqual([a]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'behind a refused one are not made again when On Error is %s, and it is',
		async (continueOnFail) => {
			const own = bench();
			refuse(own, making);
			const { items, errorItems } = await make(own, making, { ...retryOnFail, continueOnFail });
			expect(items.map(({ json, pairedItem }) => [json[key], pairedItem])).toEqual([
				[a, { item: 0 }],
				[b, { item: 1 }],
				[c, { item: 2 }],
			]);
			expect(errorItems).toEqual([]);
			expect(requested(own, making)).toEqual([a, b, c, a]);
			expect(made(own)).toEqual([b, c, a]);
		},
	);

	it('are made once although another item cannot be sent at all, and On Error is Continue', async () => {
		const own = bench();
		const { items } = await make(own, making, {
			...retryOnFail,
			continueOnFail: 'continueRegularOutput',
			items: [{ name: 'Wrong'.repeat(10), phone: 'wrong' }, ...three],
		});
		expect(items.map(({ json, pairedItem }) => [json[key], pairedItem])).toEqual([
			[undefined, { item: 0 }],
			[a, { item: 1 }],
			[b, { item: 2 }],
			[c, { item: 3 }],
		]);
		expect(made(own)).toEqual([a, b, c]);
	});

	it('are all made anew without Duplicate Protection', async () => {
		const own = bench();
		refuse(own, making, 1);
		const parameters = { ...making.parameters, options: { duplicateProtection: false } };
		await make(own, { ...making, parameters }, retryOnFail);
		expect(requested(own, making)).toEqual([a, b, a, b, c]);
		expect(made(own)).toEqual([a, a, b, c]);
	});

	it('that went through are not made again by Retry of the failed execution', async () => {
		const own = bench();
		refuse(own, making, 1, 2);
		const failed = await make(own, making, { mode: 'trigger' });
		expect(failed.status).toBe('error');
		const again = await failed.retry();
		expect(again.status).toBe('error');
		const { items, status } = await again.retry();
		expect(status).toBe('success');
		expect(items.map(({ json, pairedItem }) => [json[key], pairedItem])).toEqual([
			[a, { item: 0 }],
			[b, { item: 1 }],
			[c, { item: 2 }],
		]);
		expect(requested(own, making)).toEqual([a, b, b, b, c]);
		expect(made(own)).toEqual([a, b, c]);
	});
});

const [autocalls, , lists, flashCalls] = makings as [Making, Making, Making, Making];

describe('a flash call whose response was lost', () => {
	const advice =
		'The phone may have rung: ask its owner, or check Payment → Get Many for the charge, before you call again.';
	const lost = mayBeDone(SERVICE_FAULT, { advice });
	const one = { items: three.slice(0, 1) };

	it('is not made again by Retry On Fail', async () => {
		const own = bench();
		loseResponse(own, flashCalls, { kind: 'statusAfterEffect', status: 500 });
		expect(seen(await make(own, flashCalls, { ...retryOnFail, ...one }))).toEqual(lost);
		expect(flashCalls.made(own)).toEqual([numberAt(0)]);
		expect(requested(own, flashCalls)).toEqual([numberAt(0)]);
	});

	it('is not made again with On Error Continue either, while the others are', async () => {
		const own = bench();
		loseResponse(own, flashCalls, { kind: 'resetAfterEffect' });
		const { items } = await make(own, flashCalls, {
			...retryOnFail,
			continueOnFail: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.number ?? json)).toEqual([
			{ error: CONNECTION_LOST.message },
			...numbers.slice(1),
		]);
		expect(requested(own, flashCalls)).toEqual(numbers);
	});

	it('is not made again when a person chooses Retry, while the others are made', async () => {
		const own = bench();
		loseResponse(own, flashCalls, { kind: 'statusAfterEffect', status: 500 });
		const failed = await make(own, flashCalls);
		expect(seen(failed)).toEqual(lost);
		expect(seen(await failed.retry())).toEqual(lost);
		expect(requested(own, flashCalls)).toEqual([numberAt(0)]);
	});

	it('is made when the workflow is started anew', async () => {
		const own = bench();
		loseResponse(own, flashCalls, { kind: 'statusAfterEffect', status: 500 });
		await make(own, flashCalls, one);
		const { items } = await make(own, flashCalls, one);
		expect(items.map(({ json }) => json.number)).toEqual([numberAt(0)]);
		expect(requested(own, flashCalls)).toEqual([numberAt(0), numberAt(0)]);
	});
});

describe('an autocall whose response was lost, and which could not be looked up', () => {
	/** Its response is lost, and so many polls fail. */
	function lose(own: Bench, polls: number) {
		loseResponse(own, autocalls, { kind: 'statusAfterEffect', status: 500 });
		own.sandbox.faults.add({
			...{ kind: 'status', status: 403, method: 'GET', path: '/autocalls', times: polls },
		});
	}
	const one = { items: three.slice(0, 1) };

	itWaits(
		'is looked up by the next try of Retry On Fail, and comes out',
		onBench({}, async (own) => {
			lose(own, 6);
			const { items } = await make(own, autocalls, { ...retryOnFail, ...one });
			expect(jsonOf(items)).toMatchObject([{ id: FIRST.autocall, name: 'A' }]);
			expect(requested(own, autocalls)).toEqual(['A']);
		}),
	);

	itWaits(
		'is looked up by Retry of the failed execution, and comes out',
		onBench({}, async (own) => {
			lose(own, 6);
			const failed = await make(own, autocalls, one);
			expect(failed.status).toBe('error');
			const { items } = await failed.retry();
			expect(jsonOf(items)).toMatchObject([{ id: FIRST.autocall, name: 'A' }]);
			expect(items[0]?.json.client_id).toMatch(`n8n-${failed.executionId}-`);
			expect(requested(own, autocalls)).toEqual(['A']);
		}),
	);

	itWaits(
		'is not made again as long as it cannot be, and the error goes on saying what may be',
		onBench({}, async (own) => {
			lose(own, 99);
			const search = NOT_TOLD.replace('6 times within 60 s', '3 times within 15 s');
			expect(seen(await make(own, autocalls, { ...retryOnFail, maxTries: 2, ...one }))).toEqual(
				mayBeDone(SERVICE_FAULT, autocall, search),
			);
			expect(requested(own, autocalls)).toEqual(['A']);
			expect(autocalls.made(own)).toEqual(['A']);
		}),
	);

	itWaits(
		'was not made: no try makes it, and the error goes on saying what may be',
		onBench({}, async (own) => {
			loseResponse(own, autocalls, { kind: 'status', status: 500 });
			const search = NOT_FOUND.replace('6 times within 60 s', '3 times within 15 s');
			const failed = await make(own, autocalls, { ...retryOnFail, ...one });
			expect(seen(failed)).toEqual(mayBeDone(SERVICE_FAULT, autocall, search));
			expect(seen(await failed.retry())).toEqual(mayBeDone(SERVICE_FAULT, autocall, search));
			expect(requested(own, autocalls)).toEqual(['A']);
		}),
	);

	itWaits(
		'is looked for before the hours and the cost of today are: it may have been made in time',
		onBench({}, async (own) => {
			own.sandbox.faults.add({
				...{ kind: 'statusAfterEffect', status: 500, method: 'POST', path: /^\/autocalls$/ },
			});
			own.sandbox.faults.add({
				...{ kind: 'status', status: 403, method: 'GET', path: '/autocalls', times: 6 },
			});
			const limited = {
				...autocalls,
				parameters: { ...autocalls.parameters, options: { maxCost: 1_000 } },
			};
			const failed = await make(own, limited, one);
			expect(failed.status).toBe('error');
			// By the time of Retry nobody may be called any more, and the balance is held back for the autocall.
			own.sandbox.store.settings.time_to = '11:30:00';
			own.sandbox.store.balance = 0;
			const { items } = await failed.retry();
			expect(jsonOf(items)).toMatchObject([{ id: FIRST.autocall, name: 'A' }]);
			expect(requested(own, autocalls)).toEqual(['A']);
		}),
	);
});

describe('a list of 25,000 contacts whose third part fails', () => {
	const large: Making = { ...lists, parameters: { name: 'Debtors', ...people(25_000) } };
	const one = { items: [{}] };
	const held = ({ sandbox }: Bench) => sandbox.store.contacts.all().map(({ number }) => number);
	const all = Array.from({ length: 25_000 }, (_none, index) => numberAt(index));
	const partsOf = (own: Bench) =>
		[...posted(own, '/lists'), ...posted(own, '/lists/append/{id}')].map(
			(body) => (body.numbers as unknown[]).length,
		);
	const refusePart = (own: Bench) =>
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/lists/append', after: 1 },
		});
	const filled = { id: FIRST.list, contacts_count: 25_000, client_id: derivedClientId() };

	itWaits(
		'goes on with the third part by Retry On Fail',
		onBench({}, async (own) => {
			refusePart(own);
			const { items } = await make(own, large, { ...retryOnFail, ...one });
			expect(jsonOf(items)).toMatchObject([filled]);
			expect(held(own)).toEqual(all);
			expect(partsOf(own)).toEqual([10_000, 10_000, 5_000, 5_000]);
		}),
	);

	itWaits(
		'goes on with the third part by Retry of the failed execution',
		onBench({}, async (own) => {
			refusePart(own);
			const failed = await make(own, large, one);
			expect(failed.error?.message).toBe(
				`AutoCall.kz did not accept the values. Already done: the contact list 101 holds the first 20000 of 25000 contacts, up to ${numberAt(19_999)} [item 0]`,
			);
			expect(failed.error?.description).toBe(
				'AutoCall.kz says: “Server Error”. Correct the values named here. Retrying the failed execution adds the others. A new execution would create a second list; add only the others instead, with Contact List → Add Contacts.',
			);
			const { items } = await failed.retry();
			expect(jsonOf(items)).toMatchObject([filled]);
			expect(held(own)).toEqual(all);
			expect(partsOf(own)).toEqual([10_000, 10_000, 5_000, 5_000]);
		}),
	);

	itWaits(
		'finds the third part in the list when its response was lost and the first polls failed',
		onBench({}, async (own) => {
			own.sandbox.faults.add({
				...{ kind: 'statusAfterEffect', status: 500, path: '/lists/append', after: 1 },
			});
			own.sandbox.faults.add({
				...{ kind: 'status', status: 403, method: 'GET', path: '/lists/', times: 6 },
			});
			const { items } = await make(own, large, { ...retryOnFail, ...one });
			expect(jsonOf(items)).toMatchObject([filled]);
			expect(held(own)).toEqual(all);
			expect(partsOf(own)).toEqual([10_000, 10_000, 5_000]);
		}),
	);
});

describe('a campaign of more than 5,000 people whose list was made, and which was then refused', () => {
	const large = {
		...autocalls,
		parameters: { name: 'Debts', soundId: byId(FIRST.sound), ...people(5_001) },
	};
	const one = { items: [{}] };

	it.each([
		['Retry On Fail', async (own: Bench) => await make(own, large, { ...retryOnFail, ...one })],
		[
			'Retry of the failed execution',
			async (own: Bench) => await (await make(own, large, one)).retry(),
		],
	])('is tried again with the same list by %s', async (_how, makeAgain) => {
		const own = bench();
		own.sandbox.store.balance = 1_000_000;
		refuse(own, autocalls);
		const { items, error } = await makeAgain(own);
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toMatchObject([{ status: 'creating', contactListId: FIRST.list }]);
		expect(posted(own, '/lists')).toHaveLength(1);
		expect(posted(own, '/autocalls').map(({ list_id }) => list_id)).toEqual([
			[FIRST.list],
			[FIRST.list],
		]);
		expect(own.sandbox.store.contacts.size).toBe(5_001);
	});
});

describe('what the node remembers for that', () => {
	const memory = 'autoCallRun';

	it('is stored with a failed execution, for its Retry', async () => {
		const own = bench();
		refuse(own, lists, 1, 9);
		expect((await make(own, lists)).stored()).toContain(memory);
	});

	it('is gone from the stored execution once all items went through', async () => {
		const own = bench();
		expect((await make(own, lists)).stored()).not.toContain(memory);
		refuse(own, lists, 1);
		expect((await make(own, lists, retryOnFail)).stored()).not.toContain(memory);
	});

	it('is gone once a failed execution went through by Retry', async () => {
		const own = bench();
		refuse(own, lists, 1);
		const again = await (await make(own, lists)).retry();
		expect(again.status).toBe('success');
		expect(again.stored()).not.toContain(memory);
	});

	it('holds no key', async () => {
		const own = bench();
		refuse(own, lists, 1, 9);
		const { stored } = await make(own, lists, retryOnFail);
		expect(stored()).not.toContain(own.credential.apiKey);
	});

	it('does not count in another execution', async () => {
		const own = bench();
		refuse(own, lists, 1);
		await make(own, lists);
		await make(own, lists);
		expect(lists.made(own)).toEqual(['A', 'A', 'B', 'C']);
	});
});

describe('in a workflow', () => {
	const make3 = (name: string, more: Partial<INode> = retryOnFail) => {
		const contactsJson = `[{ "number": "${numberAt(0)}" }]`;
		const list = { resource: 'contactList', operation: 'create', ...ofItem, contactsJson };
		return autoCallNode(name, { ...list, name: `=${name} {{ $json.name }}` }, more);
	};

	async function run(own: Bench, workflow: WorkflowJson) {
		return await own.engine.runWorkflow(workflow, {
			credentials: { autoCallApi: own.credential },
			triggerItems: three,
			mode: 'trigger',
		});
	}

	it('each node remembers its own items', async () => {
		const own = bench();
		refuse(own, lists, 1);
		refuse(own, lists, 5);
		const { status, nodes } = await run(own, inARow(make3('One'), make3('Two')));
		expect(status).toBe('success');
		expect(nodes.Two?.items.map(({ json }) => json.name)).toEqual([
			'Two One A',
			'Two One B',
			'Two One C',
		]);
		expect(lists.made(own)).toEqual([
			...['One A', 'One B', 'One C'],
			...['Two One A', 'Two One B', 'Two One C'],
		]);
	});

	it.each<[string, Partial<INode>]>([
		['all rounds went through', retryOnFail],
		[
			'one failed for good and On Error is Continue',
			{ ...retryOnFail, onError: 'continueRegularOutput' },
		],
	])('each round of a loop makes its own, when %s', async (_when, settings) => {
		const own = bench();
		const fails = 'onError' in settings;
		refuse(own, lists, 1, fails ? 3 : 1);
		const { status } = await run(own, inALoop(make3('List', settings)));
		expect(status).toBe('success');
		expect(lists.made(own)).toEqual(fails ? ['List A', 'List C'] : ['List A', 'List B', 'List C']);
	});

	it('Retry of the failed execution goes on in the round of the loop that failed', async () => {
		const own = bench();
		refuse(own, lists, 1);
		const failed = await run(own, inALoop(make3('List', {})));
		expect(failed.status).toBe('error');
		expect((await failed.retry()).status).toBe('success');
		expect(lists.made(own)).toEqual(['List A', 'List B', 'List C']);
	});
});
