/** The requests that reports of AutoCall.kz cost, in time that passes only when everyone waits. */
import { Polls, ReportRequests } from '../../nodes/shared/waiting/polls';
import { fc, runs } from '../support/properties';
import { VirtualClock } from '../support/virtualClock';

/** n8n with executions that wait for campaigns of one key, each of which is over at some moment. */
class Waiting {
	readonly clock = new VirtualClock();
	readonly polls = new Polls(this.clock);
	/** When each request was sent, and for which campaign. */
	readonly requests: Array<{ at: number; wait: number; campaign: number }> = [];
	/** When each wait went on. */
	readonly wentOn = new Map<number, number>();
	private readonly share = new ReportRequests(this.clock);

	/** @param endsAt when each campaign of each wait is over, in ms */
	constructor(
		private readonly endsAt: number[][],
		private readonly responseMs = 100,
	) {}

	async report(wait: number): Promise<void> {
		// n8n refuses reports for executions that have gone on.
		if (this.wentOn.has(wait)) return;
		const over = await this.polls.report(String(wait), async ({ over: known, begin }) => {
			for (const [campaign, endsAt] of (this.endsAt[wait] ?? []).entries()) {
				if (known.has(campaign)) continue;
				const isOver = await this.share.send(async () => {
					begin();
					this.requests.push({ at: this.clock.now(), wait, campaign });
					const state = this.clock.now() >= endsAt;
					await this.clock.sleep(this.responseMs);
					return state;
				});
				if (!isOver) return undefined;
				known.set(campaign, { json: {} });
			}
			return true;
		});
		if (over) {
			expect(this.wentOn.has(wait)).toBe(false);
			this.wentOn.set(wait, this.clock.now());
		}
	}

	/** Reports at the given moments, in ms from the beginning. */
	async run(reports: Array<{ at: number; wait: number }>): Promise<void> {
		await this.clock.run(
			Promise.all(
				reports.map(async ({ at, wait }) => {
					await this.clock.sleep(at);
					await this.report(wait);
				}),
			),
		);
	}

	/** Most requests in any minute. */
	most(): number {
		return Math.max(
			...this.requests.map(
				({ at: from }) => this.requests.filter(({ at }) => at >= from && at < from + 60_000).length,
			),
		);
	}
}

const MINUTE = 60_000;
/** Two reports a second for so many ms, to the waits in turn. */
const steady = (waits: number, ms: number) =>
	Array.from({ length: ms / 500 }, (_none, index) => ({ at: index * 500, wait: index % waits }));

it('100 executions that wait, and two reports a second, make at most 70 requests a minute', async () => {
	const waiting = new Waiting(Array.from({ length: 100 }, () => [Infinity]));
	await waiting.run(steady(100, 10 * MINUTE));
	expect(waiting.most()).toBeLessThanOrEqual(70);
	// All of them have their turn.
	expect(new Set(waiting.requests.map(({ wait }) => wait)).size).toBe(100);
});

it('ten executions that wait for ten campaigns each make no more', async () => {
	const waiting = new Waiting(
		Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => Infinity)),
	);
	await waiting.run(steady(10, 10 * MINUTE));
	expect(waiting.most()).toBeLessThanOrEqual(70);
});

it('an execution that waits for 30 campaigns makes six requests in 25 s of steady reports', async () => {
	const waiting = new Waiting([Array.from({ length: 30 }, () => Infinity)]);
	await waiting.run(steady(1, 25_000));
	expect(waiting.requests.filter(({ at }) => at <= 25_000)).toHaveLength(6);
});

it('a report that is alone is looked into at once', async () => {
	const waiting = new Waiting([[0]]);
	await waiting.run([{ at: 1_000, wait: 0 }]);
	expect(waiting.requests).toEqual([{ at: 1_000, wait: 0, campaign: 0 }]);
	expect(waiting.wentOn.get(0)).toBe(1_100);
});

it('no report is lost: each execution goes on soon after the report of its last campaign, and once', async () => {
	const moment = fc.integer({ min: 0, max: 5 * MINUTE });
	const waits = fc.array(fc.array(moment, { minLength: 1, maxLength: 5 }), {
		minLength: 1,
		maxLength: 30,
	});
	await fc.assert(
		fc.asyncProperty(waits, fc.array(moment, { maxLength: 300 }), async (endsAt, others) => {
			const waiting = new Waiting(endsAt);
			const ends = endsAt.flatMap((moments, wait) => moments.map((at) => ({ at, wait })));
			const more = others.map((at, index) => ({ at, wait: index % endsAt.length }));
			await waiting.run([...ends, ...more]);
			expect(waiting.wentOn.size).toBe(endsAt.length);
			expect(waiting.most()).toBeLessThanOrEqual(70);
			for (const [wait, at] of waiting.wentOn) {
				const last = Math.max(...(endsAt[wait] ?? []));
				expect(at).toBeGreaterThanOrEqual(last);
				// Its distance of five seconds, and a turn of every campaign that there is.
				expect(at - last).toBeLessThanOrEqual(10_000 + endsAt.flat().length * 2_000);
			}
		}),
		{ numRuns: runs(50) },
	);
});

it('a poll that fails frees the way for the next report', async () => {
	const { clock, polls } = new Waiting([]);
	const outcomes = await clock.run(
		(async () => [
			await polls.report('1', async () => await Promise.reject(new Error('down'))).catch(String),
			await polls.report('1', async () => await Promise.resolve('over')),
			await polls.report('1', async () => await Promise.resolve('over again')),
		])(),
	);
	expect(outcomes).toEqual(['Error: down', 'over', undefined]);
});

it('waits that no report comes for any more are forgotten, those that went on after a minute', async () => {
	const { clock, polls } = new Waiting([]);
	await clock.run(
		(async () => {
			for (let wait = 0; wait < 1_000; wait++) {
				await polls.report(String(wait), async () =>
					Promise.resolve(wait % 2 ? undefined : 'over'),
				);
			}
			expect(polls.size).toBe(1_000);
			await clock.sleep(2 * MINUTE);
			await polls.report('another', async () => await Promise.resolve(undefined));
			expect(polls.size).toBe(501);
			await clock.sleep(11 * MINUTE);
			await polls.report('one more', async () => await Promise.resolve(undefined));
			expect(polls.size).toBe(1);
		})(),
	);
});
