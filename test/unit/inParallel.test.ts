import { runConcurrently } from '../../nodes/shared/transport/runConcurrently';
import { fc } from '../support/properties';

/** Tasks that take some turns of the event loop each, and note what happens to them. */
class Tasks {
	readonly started: number[] = [];
	readonly finished: number[] = [];
	mostUnderWay = 0;
	/** Which had been started when the first failed. */
	startedAtFailure?: number[];

	constructor(
		private readonly turns: number[],
		private readonly failing: Set<number> = new Set(),
	) {}

	readonly run = async (number: number): Promise<void> => {
		this.started.push(number);
		this.mostUnderWay = Math.max(this.mostUnderWay, this.started.length - this.finished.length);
		for (let turn = 0; turn < (this.turns[number] ?? 0); turn++) await Promise.resolve();
		this.finished.push(number);
		if (this.failing.has(number)) {
			this.startedAtFailure ??= [...this.started];
			throw new Error(`task ${number}`);
		}
	};
}

const upTo = (count: number) => Array.from({ length: count }, (_none, number) => number);

const turns = fc.array(fc.nat({ max: 6 }), { maxLength: 40 });
const width = fc.integer({ min: 1, max: 12 });

it('does each task once, begins them in order, and as many at a time as it may', async () => {
	await fc.assert(
		fc.asyncProperty(turns, width, async (lengths, atOnce) => {
			const tasks = new Tasks(lengths.map((length) => length + 1));
			await runConcurrently((number) => number < lengths.length, atOnce, tasks.run);

			expect(tasks.started).toEqual(upTo(lengths.length));
			expect([...tasks.finished].sort((a, b) => a - b)).toEqual(upTo(lengths.length));
			expect(tasks.mostUnderWay).toBe(Math.min(atOnce, lengths.length));
		}),
	);
});

it('begins nothing more after a failure, waits for what is under way, and tells the first that failed', async () => {
	await fc.assert(
		fc.asyncProperty(turns, width, fc.array(fc.nat({ max: 39 })), async (lengths, atOnce, fail) => {
			const failing = new Set(fail.filter((number) => number < lengths.length));
			fc.pre(failing.size > 0);
			const tasks = new Tasks(lengths, failing);
			const error = await runConcurrently(
				(number) => number < lengths.length,
				atOnce,
				tasks.run,
			).catch((thrown: unknown) => thrown);

			const failed = tasks.finished.filter((number) => failing.has(number));
			expect(error).toEqual(new Error(`task ${Math.min(...failed)}`));
			expect(tasks.finished.length).toBe(tasks.started.length);
			// A worker hears of the failure a turn later, when it may have begun with one task more.
			const startedLater = tasks.started.length - (tasks.startedAtFailure?.length ?? 0);
			expect(startedLater).toBeLessThan(atOnce);
		}),
	);
});

it('asks anew before each start whether there is another task', async () => {
	const tasks = new Tasks([1, 1, 1]);
	let count = 1;
	await runConcurrently(
		(number) => number < count,
		1,
		async (number) => {
			await tasks.run(number);
			if (number === 0) count = 3;
		},
	);
	expect(tasks.started).toEqual([0, 1, 2]);
});

it('does nothing where there is nothing to do', async () => {
	const tasks = new Tasks([]);
	await runConcurrently(() => false, 10, tasks.run);
	expect(tasks.started).toEqual([]);
});
