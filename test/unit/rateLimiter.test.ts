import { AUTOCALL_KZ } from '../../nodes/AutoCall/service/autoCallKz';
import { RateLimiter, RateLimitExceeded } from '../../nodes/shared/transport/rateLimiter';
import { fc, runs } from '../support/properties';
import { SeededRandom } from '../support/seededRandom';
import { VirtualClock } from '../support/virtualClock';

/** Laravel's throttle: a fixed window that begins with its first request. */
class Throttle {
	refused = 0;
	private count = 0;
	private endsAt = -1;

	constructor(
		private readonly clock: VirtualClock,
		readonly limit: number,
		readonly windowMs: number,
	) {}

	hit(): { limit: number; remaining: number; retryAfterMs?: number } {
		if (this.clock.now() >= this.endsAt) {
			this.count = 0;
			this.endsAt = this.clock.now() + this.windowMs;
		}
		if (this.count >= this.limit) {
			this.refused++;
			const seconds = Math.ceil((this.endsAt - this.clock.now()) / 1000);
			return { limit: this.limit, remaining: 0, retryAfterMs: seconds * 1000 };
		}
		this.count++;
		return { limit: this.limit, remaining: this.limit - this.count };
	}
}

interface Sender {
	clock: VirtualClock;
	rateLimiter: RateLimiter;
	throttle: Throttle;
	random: SeededRandom;
	latencyMs: number;
}

/** Sends a request as the transport does: until it isn't refused. */
async function request({ clock, rateLimiter, throttle, random, latencyMs }: Sender): Promise<void> {
	for (;;) {
		const permit = await rateLimiter.permit(600_000);
		await clock.sleep((latencyMs * random.next()) / 2);
		const verdict = throttle.hit();
		await clock.sleep((latencyMs * random.next()) / 2);
		permit.heard(verdict);
		if (verdict.retryAfterMs !== undefined) permit.refused(verdict.retryAfterMs);
		permit.done();
		if (verdict.retryAfterMs === undefined) return;
	}
}

/** Sends many at once, as paging does. @returns the ms until the last response */
async function requests(sender: Sender, count: number): Promise<number> {
	const started = sender.clock.now();
	await sender.clock.run(Promise.all(Array.from({ length: count }, () => request(sender))));
	return sender.clock.now() - started;
}

function sender(limit: number, windowMs: number, latencyMs = 20, seed = 1): Sender {
	const clock = new VirtualClock();
	return {
		clock,
		rateLimiter: new RateLimiter(clock, AUTOCALL_KZ.limit),
		throttle: new Throttle(clock, limit, windowMs),
		random: new SeededRandom(seed),
		latencyMs,
	};
}

it('lets everything through at once up to the limit, ten under way at a time', async () => {
	const unlimited = sender(300, 60_000, 100);

	// 300 requests of 50 ms on average, ten at a time.
	expect(await requests(unlimited, 300)).toBeLessThan(2_500);
	expect(unlimited.throttle.refused).toBe(0);
});

it('waits for the next window past the limit', async () => {
	const limited = sender(300, 60_000);

	const took = await requests(limited, 301);

	expect(limited.throttle.refused).toBe(0);
	expect(took).toBeGreaterThan(60_000);
	expect(took).toBeLessThan(62_000);
});

it('keeps a distance from the end of a window, as the service counts in its own time', async () => {
	const paced = sender(300, 60_000, 0);

	expect(await requests(paced, 301)).toBeGreaterThanOrEqual(60_000 * 1.01 + 50);
});

it('finds out how long a short window is, and then uses all of it', async () => {
	const limited = sender(30, 6_000);

	const took = await requests(limited, 75);

	expect(limited.throttle.refused).toBe(0);
	// 75 requests need two ends of a window.
	expect(took).toBeLessThan(1.1 * 12_000);
});

it.each([
	[30, 60_000],
	[100, 60_000],
	[600, 60_000],
	[60, 10_000],
])('is refused nothing at %i requests in %i ms', async (limit, windowMs) => {
	const limited = sender(limit, windowMs);

	await requests(limited, limit * 3);

	expect(limited.throttle.refused).toBe(0);
});

it('is refused nothing whatever the limit, its window and the latency are', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 20, max: 600 }),
			fc.integer({ min: 4, max: 60 }),
			fc.integer({ min: 0, max: 400 }),
			fc.integer({ min: 1, max: 1_000_000 }),
			async (limit, windowSeconds, latencyMs, seed) => {
				// Windows that allow less than 300 a minute end later than first looked for, never earlier.
				fc.pre(limit / windowSeconds <= 10);
				const limited = sender(limit, windowSeconds * 1000, latencyMs, seed);
				await requests(limited, Math.ceil(limit * 2.5));
				expect(limited.throttle.refused).toBe(0);
			},
		),
		{ numRuns: runs(40) },
	);
});

it('sends everything in the end when another process uses the same key', async () => {
	const limited = sender(60, 10_000);
	const other = { ...limited, rateLimiter: new RateLimiter(limited.clock) };

	await limited.clock.run(
		Promise.all([
			...Array.from({ length: 150 }, () => request(limited)),
			...Array.from({ length: 150 }, () => request(other)),
		]),
	);

	expect(limited.throttle.refused).toBeLessThan(60);
});

it('fails at once when a request would have to wait longer than it may', async () => {
	const limited = sender(300, 60_000);
	await requests(limited, 300);

	const before = limited.clock.now();
	const attempt = limited.clock.run(limited.rateLimiter.permit(10_000));

	await expect(attempt).rejects.toThrow(RateLimitExceeded);
	expect(limited.clock.now()).toBe(before);
});

it('keeps to 300 a minute when the responses say nothing of the limit', async () => {
	const { clock, rateLimiter } = sender(300, 60_000);
	const sentAt: number[] = [];
	// One response stays out, which must hold up nobody else.
	const heldBack = await rateLimiter.permit(0);

	await clock.run(
		Promise.all(
			Array.from({ length: 650 }, async () => {
				const permit = await rateLimiter.permit(600_000);
				sentAt.push(clock.now());
				await clock.sleep(10);
				permit.done();
			}),
		),
	);
	heldBack.done();

	const inFirstMinute = sentAt.filter((at) => at < 60_000).length;
	const inSecondMinute = sentAt.filter((at) => at >= 60_000 && at < 120_000).length;
	expect([inFirstMinute, inSecondMinute, sentAt.length]).toEqual([299, 299, 650]);
});

it('counts nothing that was not sent after all', async () => {
	const limited = sender(10, 2_000);
	await requests(limited, 10);

	for (let stopped = 0; stopped < 10; stopped++) {
		const permit = await limited.clock.run(limited.rateLimiter.permit(600_000));
		permit.takenBack();
		permit.done();
	}
	await requests(limited, 10);

	expect(limited.throttle.refused).toBe(0);
	// One window's end was waited for, and no other.
	expect(limited.clock.now()).toBeLessThan(4_000);
});

it('begins no window with what was not sent after all', async () => {
	const limited = sender(300, 60_000);
	const permit = await limited.rateLimiter.permit(0);
	permit.takenBack();
	permit.done();
	await limited.clock.run(limited.clock.sleep(30_000));

	await requests(limited, 600);

	expect(limited.throttle.refused).toBe(0);
});

it('has room for as many as the limit, however many were not sent after all', async () => {
	const limited = sender(300, 60_000);
	for (let stopped = 0; stopped < 200; stopped++) {
		const permit = await limited.rateLimiter.permit(0);
		permit.takenBack();
		permit.done();
	}

	await requests(limited, 300);

	expect(limited.clock.now()).toBeLessThan(2_500);
});
