/** The trigger's memory: nothing comes twice, nothing is lost, whatever happens in between. */
import { useBench } from '../../support/autoCall';
import {
	activate,
	ActiveWorkflow,
	requestsOf,
	restarted,
	STORES,
	withEvents,
} from './activeWorkflow';

const bench = useBench();

/** An autocall of that name finishes, at that time of the day. */
const finish = (name: string, time = '12:00:00', type = 'AutocallFinished') =>
	bench().sandbox.notify(type, { id: 42, name }, { created_at: `2026-03-16 ${time}` });

const names = (events: Awaited<ReturnType<ActiveWorkflow['poll']>>) =>
	events.map(({ data }) => (data as { name: string }).name);

describe.each(STORES)('with the memory in n8n\'s store "%s"', (cursor) => {
	const options = { ...withEvents(['AutocallFinished', 'SMSBulkFinished']), cursor };
	const unreadFirst = {
		...withEvents(['AutocallFinished'], { deliverUnread: true }),
		cursor,
	};

	it('activation delivers nothing of what was there before, and what comes later once', async () => {
		finish('last week');
		const workflow = await activate(bench(), options);
		expect(await workflow.poll()).toEqual([]);

		finish('today', '12:00:30');

		expect(names(await workflow.poll())).toEqual(['today']);
		expect(await workflow.poll()).toEqual([]);
	});

	it('one that shows up late, with a time before known ones, is delivered too', async () => {
		finish('before');
		const workflow = await activate(bench(), options);
		finish('late', '11:51:00');

		expect(names(await workflow.poll())).toEqual(['late']);
		expect(await workflow.poll()).toEqual([]);
	});

	it('several come oldest first; of the same second, in the order of the service', async () => {
		const workflow = await activate(bench(), options);
		finish('third', '12:00:02');
		finish('first', '12:00:00');
		finish('second a', '12:00:01');
		finish('second b', '12:00:01');

		expect(names(await workflow.poll())).toEqual(['first', 'second a', 'second b', 'third']);
	});

	it('Deliver Unread at First delivers what is unread at activation, once, and nothing read', async () => {
		finish('read').read_at = '2026-03-16 12:00:00';
		finish('newer', '11:59:00');
		finish('older', '08:00:00');
		finish('not chosen', '09:00:00', 'SoundConfirmed');
		const { workflow, atOnce } = await ActiveWorkflow.activated(bench(), unreadFirst);
		expect(names(atOnce)).toEqual(['older', 'newer']);

		finish('later', '12:00:30');

		expect(names(await workflow.poll())).toEqual(['later']);
		expect(await workflow.poll()).toEqual([]);
	});

	it('a poll that fails says why and changes nothing; the next one delivers', async () => {
		const workflow = await activate(bench(), options);
		finish('meanwhile');
		const before = workflow.memory();
		bench().sandbox.faults.add({ kind: 'status', status: 401, path: '/notifications' });

		expect(await workflow.failingPoll()).toEqual({
			message: 'AutoCall.kz did not accept the API key',
			description:
				'Open the AutoCall credential and paste the API key again. Find it in your account at autocall.kz under Settings → API.',
			httpCode: '401',
		});
		expect(workflow.memory()).toEqual(before);

		expect(names(await workflow.poll())).toEqual(['meanwhile']);
	});

	it('a poll that cannot read the balance delivers no notification either, and the next one does', async () => {
		const workflow = await activate(bench(), {
			...withEvents(['AutocallFinished', 'balanceBelow']),
			cursor,
		});
		finish('meanwhile');
		const before = workflow.memory();
		bench().sandbox.faults.add({
			kind: 'status',
			status: 403,
			body: { message: 'Forbidden.' },
			path: '/balance',
		});

		expect(await workflow.failingPoll()).toEqual({
			message: 'AutoCall.kz refused the request (status 403)',
			description:
				'AutoCall.kz says: “Forbidden”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
			httpCode: '403',
		});
		expect(workflow.memory()).toEqual(before);

		expect(names(await workflow.poll())).toEqual(['meanwhile']);
	});

	it('after a restart what came meanwhile is delivered, oldest first, and nothing a second time', async () => {
		const workflow = await activate(bench(), options);
		finish('before');
		expect(names(await workflow.poll())).toEqual(['before']);
		finish('second', '12:30:00');
		finish('first', '12:20:00');

		const { workflow: again, atOnce } = await restarted(bench(), workflow, options);

		expect(names(atOnce)).toEqual(['first', 'second']);
		expect(await again.poll()).toEqual([]);
	});

	it('a workflow that is activated again goes on from what it remembers', async () => {
		const workflow = await activate(bench(), options);
		finish('before');
		await workflow.poll();
		finish('while it was not active', '18:00:00');

		const { atOnce } = await ActiveWorkflow.activated(bench(), {
			...options,
			staticData: workflow.saved(),
			activation: 'activate',
		});

		expect(names(atOnce)).toEqual(['while it was not active']);
	});

	it('events chosen later do not bring up what came before', async () => {
		const workflow = await activate(bench(), options);
		finish('autocall');
		finish('sound', '12:00:01', 'SoundConfirmed');
		await workflow.poll();

		const { workflow: wider, atOnce } = await ActiveWorkflow.activated(bench(), {
			...withEvents(['*']),
			cursor,
			staticData: workflow.saved(),
		});

		expect(atOnce).toEqual([]);
		finish('another sound', '12:00:02', 'SoundConfirmed');
		expect(names(await wider.poll())).toEqual(['another sound']);
	});
});

// With its durable store n8n itself lets only one poll of a node commit at a time.
it('two polls at the same time deliver nothing twice', async () => {
	const workflow = await activate(bench(), withEvents(['AutocallFinished', 'balanceBelow']));
	finish('once');
	bench().sandbox.store.balance = 10;
	bench().sandbox.faults.add({ kind: 'delay', ms: 50, path: '/notifications', times: 2 });

	const requests = await requestsOf(bench(), async () => {
		const outcomes = await Promise.all([workflow.poll(), workflow.poll()]);
		expect(outcomes.map((events) => events.map(({ event }) => event)).sort()).toEqual([
			[],
			['AutocallFinished', 'balanceBelow'],
		]);
	});

	expect(requests.slice(0, 2)).toEqual(['GET /notifications', 'GET /notifications']);
	expect(await workflow.poll()).toEqual([]);
});

describe('requests', () => {
	it('a poll makes a single one when nothing is new', async () => {
		finish('before');
		const workflow = await activate(
			bench(),
			withEvents(['*'], { includeDetails: true, markAsRead: true }),
		);

		expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual([
			'GET /notifications',
		]);
	});

	it('a poll makes a single one for the balance when only that is chosen', async () => {
		const workflow = await activate(bench(), withEvents(['balanceBelow']));

		expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual(['GET /balance']);
	});

	it('a poll makes a single one for news too, unless details are chosen', async () => {
		const workflow = await activate(bench(), withEvents(['*']));
		finish('new');

		expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual([
			'GET /notifications',
		]);
	});
});

describe('what goes wrong', () => {
	it('stops the activation with its reason when the API key is wrong', async () => {
		const wrong = { ...bench().credential, apiKey: 'sandbox-of-somebody-else' };

		const failure = ActiveWorkflow.activated(bench(), { credential: wrong });

		await expect(failure).rejects.toMatchObject({
			message: 'AutoCall.kz did not accept the API key',
			httpCode: '401',
		});
	});

	it.each([
		['notifications', ['*'], '/notifications', {}],
		['notifications in a list', ['*'], '/notifications', { data: 'none' }],
	])(
		'a response without %s is a failure, and changes nothing',
		async (_what, events, path, body) => {
			const workflow = await activate(bench(), withEvents(events));
			const before = workflow.memory();
			bench().sandbox.faults.add({ kind: 'status', status: 200, body, path });

			expect(await workflow.failingPoll()).toEqual({
				message: 'The response of AutoCall.kz could not be read',
				description:
					'It does not match the API. A proxy or a server error may be the cause. Run this again later.',
				httpCode: '200',
			});
			expect(workflow.memory()).toEqual(before);
		},
	);

	it.each([
		['no balance', { currency: '₸' }, 'empty'],
		['an empty balance', { balance: null }, 'empty'],
		['a word', { balance: 'a lot' }, '"a lot"'],
	])('%s in a response is a failure, and changes nothing', async (_what, body, came) => {
		const workflow = await activate(bench(), withEvents(['balanceBelow']));
		const before = workflow.memory();
		bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/balance' });

		expect((await workflow.failingPoll()).message).toBe(
			`AutoCall.kz did not return the balance: balance must be an amount, but is ${came}`,
		);
		expect(workflow.memory()).toEqual(before);
	});

	it('a fault of the service that lasts is tried three times, then said', async () => {
		const workflow = await activate(bench(), withEvents(['*']));
		finish('meanwhile');
		bench().sandbox.faults.add({ kind: 'html', path: '/notifications', times: 3 });

		const requests = await requestsOf(bench(), async () => {
			const { message, httpCode } = await workflow.failingPoll();
			expect({ message, httpCode }).toEqual({
				message: 'AutoCall.kz returned a server error (status 502) after 3 tries',
				httpCode: '502',
			});
		});

		expect(requests).toHaveLength(3);
		expect(names(await workflow.poll())).toEqual(['meanwhile']);
	});

	it('an error holds nothing of the API key', async () => {
		const trigger = await bench().engine.activateTrigger({ credential: bench().credential });
		bench().sandbox.faults.add({ kind: 'status', status: 401, path: '/notifications' });

		const { error } = await trigger.poll();

		const told = JSON.stringify({ ...error, message: error?.message, stack: error?.stack });
		expect(told).toContain('did not accept the API key');
		expect(told).not.toContain(bench().credential.apiKey);
	});
});
