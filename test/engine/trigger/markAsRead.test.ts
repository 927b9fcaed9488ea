/** Mark as Read: only what was handed over, and never in the way of what comes. */
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

const finish = (name = 'November', type = 'AutocallFinished') =>
	bench().sandbox.notify(type, { id: 42, name });

const unread = () =>
	bench().sandbox.store.notifications.filter(({ read_at }) => read_at === null).length;

const LIST = 'GET /notifications';
const mark = ({ id }: { id: string }) => `PUT /notifications/${id}`;

describe.each(STORES)('with the memory in n8n\'s store "%s"', (cursor) => {
	const options = { ...withEvents(['AutocallFinished'], { markAsRead: true }), cursor };
	const pollsOf = async (workflow: ActiveWorkflow) =>
		await requestsOf(bench(), async () => await workflow.poll());

	it('an event is marked at the check after it was handed over, once', async () => {
		const workflow = await activate(bench(), options);
		const finished = finish();

		expect(await pollsOf(workflow)).toEqual([LIST]);
		expect(finished.read_at).toBeNull();

		expect(await pollsOf(workflow)).toEqual([LIST, mark(finished)]);
		expect(finished.read_at).toBe('2026-03-16 12:00:00');

		expect(await pollsOf(workflow)).toEqual([LIST]);
	});

	it('an event that is marked is not delivered again', async () => {
		const workflow = await activate(bench(), options);
		finish();
		expect(await workflow.poll()).toHaveLength(1);

		expect(await workflow.poll()).toEqual([]);
		expect(await workflow.poll()).toEqual([]);
	});

	it('what was handed over before a restart is marked after it', async () => {
		const workflow = await activate(bench(), options);
		const finished = finish();
		await workflow.poll();

		const requests = await requestsOf(bench(), async () => {
			const { workflow: again, atOnce } = await restarted(bench(), workflow, options);
			expect(atOnce).toEqual([]);
			await again.poll();
		});

		expect(requests).toContain(mark(finished));
		expect(finished.read_at).not.toBeNull();
	});

	it('what the crash of n8n kept from being handed over is delivered after it, and marked then', async () => {
		const workflow = await activate(bench(), options);
		const saved = workflow.saved();
		const finished = finish();
		// n8n crashes between the poll and its handing over: nothing of the poll is saved.
		await workflow.poll();

		const { workflow: again, atOnce } = await ActiveWorkflow.activated(bench(), {
			...options,
			staticData: saved,
			activation: 'init',
		});

		expect(atOnce.map(({ id }) => id)).toEqual([finished.id]);
		expect(finished.read_at).toBeNull();
		await again.poll();
		expect(finished.read_at).not.toBeNull();
	});

	it('a failure to mark delays no event and is made good at the next check', async () => {
		const workflow = await activate(bench(), options);
		const first = finish('first');
		await workflow.poll();
		const second = finish('second');
		bench().sandbox.faults.add({ kind: 'status', status: 500, method: 'PUT' });

		expect((await workflow.poll()).map(({ id }) => id)).toEqual([second.id]);
		expect(first.read_at).toBeNull();

		expect(await workflow.poll()).toEqual([]);
		expect(unread()).toBe(0);
	});

	it.each([401, 403, 404, 429, 503])('a failure of status %i stops no delivery', async (status) => {
		const workflow = await activate(bench(), options);
		finish('first');
		await workflow.poll();
		const second = finish('second');
		bench().sandbox.faults.add({ kind: 'status', status, method: 'PUT' });

		expect((await workflow.poll()).map(({ id }) => id)).toEqual([second.id]);
	});
});

const options = withEvents(['AutocallFinished'], { markAsRead: true });

it('a failed check of the notifications forgets nothing that is still to be marked', async () => {
	const workflow = await activate(bench(), options);
	const finished = finish();
	await workflow.poll();
	bench().sandbox.faults.add({ kind: 'status', status: 401, path: '/notifications' });
	await workflow.failingPoll();

	await workflow.poll();

	expect(finished.read_at).not.toBeNull();
});

it('events that were not chosen stay unread', async () => {
	const workflow = await activate(bench(), options);
	const other = finish('a sound', 'SoundConfirmed');
	const finished = finish();
	await workflow.poll();
	await workflow.poll();

	expect(finished.read_at).not.toBeNull();
	expect(other.read_at).toBeNull();
});

it('what was there before the activation stays unread', async () => {
	finish('before');
	const workflow = await activate(bench(), options);
	await workflow.poll();

	expect(unread()).toBe(1);
});

it('what Deliver Unread at First delivered is marked too', async () => {
	finish('before');
	const { workflow, atOnce } = await ActiveWorkflow.activated(
		bench(),
		withEvents(['AutocallFinished'], { markAsRead: true, deliverUnread: true }),
	);
	expect(atOnce).toHaveLength(1);
	expect(unread()).toBe(1);

	await workflow.poll();

	expect(unread()).toBe(0);
});

it('nothing is sent for what the person has read or deleted at autocall.kz meanwhile', async () => {
	const workflow = await activate(bench(), options);
	const read = finish('read');
	finish('deleted');
	await workflow.poll();
	read.read_at = '2026-03-16 12:05:00';
	bench().sandbox.store.notifications.pop();

	expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual([LIST]);
});

it('one that is deleted at the very moment of marking is given up', async () => {
	const workflow = await activate(bench(), options);
	const stays = finish('stays');
	const gone = finish('gone');
	await workflow.poll();
	bench().sandbox.faults.add({
		kind: 'status',
		status: 404,
		method: 'PUT',
		path: `/notifications/${gone.id}`,
	});

	expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual([
		LIST,
		mark(gone),
		mark(stays),
	]);
	expect(stays.read_at).not.toBeNull();
	expect(await requestsOf(bench(), async () => await workflow.poll())).toEqual([LIST]);
});

it('a flood is marked 50 at a check, without holding up what comes', async () => {
	const workflow = await activate(bench(), options);
	for (let index = 0; index < 120; index++) finish(`flood ${index}`);
	expect(await workflow.poll()).toHaveLength(120);
	const later = finish('later');

	expect((await workflow.poll()).map(({ id }) => id)).toEqual([later.id]);
	expect(unread()).toBe(71);
	await workflow.poll();
	expect(unread()).toBe(21);
	await workflow.poll();
	expect(unread()).toBe(0);
});

it('without the option nothing is marked', async () => {
	const workflow = await activate(bench(), withEvents(['AutocallFinished']));
	finish();
	await workflow.poll();
	await workflow.poll();

	expect(unread()).toBe(1);
});
