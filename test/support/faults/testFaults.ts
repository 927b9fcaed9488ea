import { randomInt } from 'node:crypto';

import type { Fault } from '../../../sandbox';
import { extentOf } from '../extent';
import { leaks } from './oracles';
import { runSchedule, type Outcome } from './runSchedule';
import { described, drawSchedule, lengthOf, type Schedule } from './schedule';
import type { Account, FaultyService } from './service';
import { Summary } from './summary';

const { FAULTS_SEED, FAULTS_KIND = '', FAULTS_ONLY, FAULTS_AT_ONCE } = process.env;
const SEED = Number(FAULTS_SEED ?? randomInt(2 ** 31));
/** With as many schedules every kind of fault strikes. */
const ENOUGH_FOR_ALL = 500;
const FAULT_KINDS: Array<Fault['kind']> = [
	...(['delay', 'delayAfterEffect', 'echo', 'emptyBody', 'html', 'late', 'meanwhile'] as const),
	...(['reset', 'resetAfterEffect', 'resetInBody', 'status', 'statusAfterEffect'] as const),
	'truncatedJson',
];
/** The node waits most of the time, so that many can wait together. */
const AT_ONCE = Number(FAULTS_AT_ONCE ?? 250);

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs tasks one after the other, so many at a time. */
async function together<Task>(
	tasks: Task[],
	atOnce: number,
	run: (task: Task) => Promise<void>,
): Promise<void> {
	const left = tasks.values();
	const worker = async () => {
		for (const task of left) await run(task);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}

/**
 * Defines the test of a service: experiments that each run an operation in an account of its own while things go
 * wrong, and compare what the node says with what the service holds. FAULTS_SEED repeats a run, FAULTS_SCHEDULES
 * sets how many there are, FAULTS_KIND runs kinds of operations with that in their names only, FAULTS_ONLY runs a
 * single schedule and tells its story.
 *
 * @param usual how many schedules `npm test` runs; `npm run test:faults` runs 1,000
 * @param timesFaster how many times faster waits pass, in the node and in the sandbox
 */
export function testFaults<Sandbox extends Account>(
	service: FaultyService<Sandbox>,
	{ usual, timesFaster = 20 }: { usual: number; timesFaster?: number },
): void {
	const SCHEDULES = extentOf('FAULTS_SCHEDULES', { usual, thorough: 1_000 });
	const kinds = service.kinds.filter(({ name }) => name.includes(FAULTS_KIND));
	/** The command that repeats this run. */
	const AGAIN = [
		`FAULTS_SEED=${SEED}`,
		...(FAULTS_KIND ? [`FAULTS_KIND='${FAULTS_KIND}'`] : []),
	].join(' ');

	beforeAll(async () => (await service.engine()).hurry(timesFaster));

	it(`loses, repeats and gives away nothing in ${SCHEDULES} schedules of faults (${AGAIN})`, async () => {
		const { log } = await service.engine();
		const summary = new Summary(kinds.map(({ name }) => name));
		const tell = (schedule: Schedule<Sandbox>, { findings, story }: Outcome) => {
			if (findings.length === 0 && FAULTS_ONLY === undefined) return;
			say(`\n${AGAIN} FAULTS_ONLY=${schedule.index}, ${described(schedule)}`);
			for (const { kind, what } of findings) say(`  ${kind}: ${what}`);
			if (FAULTS_ONLY !== undefined) say(`  ${story.join('\n  ')}`);
		};
		const indices = FAULTS_ONLY
			? [Number(FAULTS_ONLY)]
			: Array.from({ length: SCHEDULES }, (_none, index) => index);
		const schedules = indices
			.map((index) => drawSchedule(SEED, index, kinds))
			.sort((a, b) => lengthOf(b.faults) - lengthOf(a.faults));
		// The nodes' own clock is hurried, and performance.now() with it.
		const begun = process.hrtime.bigint();
		await together(schedules, AT_ONCE, async (schedule) => {
			const outcome = await runSchedule(schedule, service);
			summary.add(outcome);
			tell(schedule, outcome);
			summary.addFindings(leaks([log.text()]));
			log.clear();
		});

		const seconds = Number((process.hrtime.bigint() - begun) / 1_000_000_000n);
		const strikes = [...summary.strikes].map(([kind, times]) => `${kind} ${times}`).join(', ');
		say(`\nFaults, ${AGAIN}, ${seconds} s\n${summary.table()}\nfaults by kind: ${strikes}\n`);
		expect(summary.total).toMatchObject({ lost: 0, repeated: 0, leaks: 0, unclear: 0, wrong: 0 });
		if (FAULTS_ONLY) return;
		// So that nothing is found because nothing happened.
		expect(summary.total).toMatchObject({ schedules: SCHEDULES });
		expect(summary.total.errors).toBeGreaterThan(SCHEDULES / 10);
		expect(summary.total.faults).toBeGreaterThan(SCHEDULES);
		if (FAULTS_KIND) return;
		if (SCHEDULES >= kinds.length) expect(summary.missingKinds()).toEqual([]);
		if (SCHEDULES < ENOUGH_FOR_ALL) return;
		expect(service.creating.filter((operation) => !summary.tried.has(operation))).toEqual([]);
		expect([...summary.strikes.keys()].sort()).toEqual(FAULT_KINDS);
	}, 1_800_000);
}
