import { RateWindow, type RateLimit, type RateLimitState } from './rateWindow';

/** Stands for the limit of a service that has none; a refusal still makes everyone wait. */
const UNLIMITED: RateLimit = { requests: Infinity, windowMs: 60_000 };
/** Most requests under way at a time with one key. */
const MAX_UNDER_WAY = 10;

/** Time and waiting, to be replaced in tests. */
export interface Clock {
	/** Milliseconds; only differences count. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A request's permission to be sent. */
export interface Permit {
	/** Records the state of the limit in a response. */
	heard(state: RateLimitState): void;
	/** Records that the service refused: everyone waits this long, in ms. */
	refused(waitMs: number): void;
	/** Records that nothing is going to be sent after all. */
	takenBack(): void;
	/** To be called once, when the response is there or lost, or nothing was sent. */
	done(): void;
}

/** A wait that would be longer than it may be. */
export class RateLimitExceeded extends Error {
	constructor(readonly neededMs: number) {
		super(`The next request would have to wait ${neededMs} ms`);
	}
}

/**
 * A queue for all requests with one key: up to the limit nothing waits; past it requests wait for the
 * next window, so that none is refused. At most ten are under way at a time, first come, first served.
 */
export class RateLimiter {
	private readonly window: RateWindow;
	private underWay = 0;
	private last: Promise<void> = Promise.resolve();
	private onResponse?: () => void;

	/** @param limit left out where the service has none */
	constructor(
		private readonly clock: Clock,
		limit = UNLIMITED,
	) {
		this.window = new RateWindow(limit);
	}

	/**
	 * Waits until a request may be sent.
	 *
	 * @param maxWaitMs how long it may wait for the limit (not for others under way)
	 * @param onWait called with the length of each wait, in ms
	 * @throws RateLimitExceeded at once when it would have to wait longer
	 */
	async permit(maxWaitMs: number, onWait: (ms: number) => void = () => undefined): Promise<Permit> {
		const before = this.last;
		let leave = () => {};
		this.last = new Promise((resolve) => (leave = resolve));
		await before;
		try {
			let left = maxWaitMs;
			for (;;) {
				const obstacle = this.obstacle();
				if (obstacle === undefined) return this.take();
				if (obstacle === 'response') {
					await new Promise<void>((resolve) => (this.onResponse = resolve));
				} else {
					if (obstacle > left) throw new RateLimitExceeded(obstacle);
					onWait(obstacle);
					await this.clock.sleep(obstacle);
					left -= obstacle;
				}
			}
		} finally {
			leave();
		}
	}

	private obstacle(): number | 'response' | undefined {
		if (this.underWay >= MAX_UNDER_WAY) return 'response';
		return this.window.obstacleAt(this.clock.now());
	}

	private take(): Permit {
		const { window, clock } = this;
		const sent = window.send(clock.now());
		let wasSent = true;
		this.underWay++;
		return {
			heard: (state) => window.hear(state, sent, clock.now()),
			refused: (waitMs) => window.pause(waitMs, clock.now()),
			takenBack: () => (wasSent = false),
			done: () => {
				if (wasSent) window.end(sent, clock.now());
				else window.takeBack(sent);
				this.underWay--;
				this.onResponse?.();
				this.onResponse = undefined;
			},
		};
	}
}
