/** Requests a minute that AutoCall.kz allows an account unless support has raised it. */
const DEFAULT_LIMIT = 300;
/** The limit's window as long as nothing else is known (Laravel's throttle: a minute). */
const DEFAULT_WINDOW_MS = 60_000;
/** Most requests under way at a time with one key. */
const MOST_AT_ONCE = 10;
/** Requests kept back to find out whether a window of unknown length has ended. */
const PROBES = 3;
/** Distance kept from the computed end of a window: the service counts in its own time. */
const MARGIN_MS = 50;
const MARGIN_SHARE = 0.01;

/** Time and waiting, to be replaced in tests. */
export interface Clock {
	/** Milliseconds; only differences count. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** What an answer says of the limit (`X-RateLimit-Limit`, `X-RateLimit-Remaining`). */
export interface RateLimitState {
	limit: number;
	remaining: number;
}

/** A request's permission to be sent. */
export interface Turn {
	/** Takes in what an answer says of the limit. */
	heard(headers: RateLimitState): void;
	/** Takes in that the service refused: everyone waits for so long. */
	refused(waitMs: number): void;
	/** Takes in that nothing is going to be sent after all. */
	unused(): void;
	/** To be called once, when the answer is there or lost, or nothing was sent. */
	done(): void;
}

/** A wait that would be longer than it may be. */
export class RateLimitExceeded extends Error {
	constructor(readonly neededMs: number) {
		super(`The next request would have to wait ${neededMs} ms`);
	}
}

/**
 * The pace of all requests with one key: up to the limit nothing waits; past it requests wait for the
 * next window, so that none is refused. At most ten are under way at a time, first come, first served.
 *
 * The service counts in fixed windows that begin with a window's first request, and says after each
 * request how many are left. How long a window is it says only when it refuses. So for a limit below
 * 300 a few requests are kept back and sent one by one as the window may have ended, the first time
 * after as long as 300 a minute would take: an answer with more left than before tells that it has.
 */
export class RateLimiter {
	private limit = DEFAULT_LIMIT;
	private windowMs = DEFAULT_WINDOW_MS;
	private windowIsKnown = false;
	/** When the window began, at the latest; undefined until its first answer. */
	private windowStart?: number;
	/** Requests of this window: those sent by us, or more if the service has counted more. */
	private used = 0;
	/** Requests of this window that the service has counted, as far as its answers told. */
	private confirmed = 0;
	private probesSent = 0;
	private pausedUntil = 0;
	private underWay = 0;
	/** Numbers the windows, so that an answer is weighed against its own. */
	private windowNumber = 0;
	/** Whether the window began with a request of ours, so that its end tells how long it is. */
	private windowIsOurs = false;
	private line: Promise<void> = Promise.resolve();
	private awaitsAnswer?: () => void;

	constructor(private readonly clock: Clock) {}

	/**
	 * Waits until a request may be sent.
	 *
	 * @param maxWaitMs how long it may wait for the limit (not for others under way)
	 * @param onWait told how long it is going to wait, in ms
	 * @throws RateLimitExceeded at once when it would have to wait longer
	 */
	async turn(maxWaitMs: number, onWait: (ms: number) => void = () => undefined): Promise<Turn> {
		const before = this.line;
		let leaveLine = () => {};
		this.line = new Promise((resolve) => (leaveLine = resolve));
		await before;
		try {
			let left = maxWaitMs;
			for (;;) {
				const obstacle = this.obstacle();
				if (obstacle === undefined) return this.take();
				if (obstacle === 'underWay') {
					await new Promise<void>((resolve) => (this.awaitsAnswer = resolve));
				} else {
					if (obstacle > left) throw new RateLimitExceeded(obstacle);
					onWait(obstacle);
					await this.clock.sleep(obstacle);
					left -= obstacle;
				}
			}
		} finally {
			leaveLine();
		}
	}

	/**
	 * What keeps the next request from being sent: a time in ms, an answer that must come first, or
	 * nothing.
	 */
	private obstacle(): number | 'underWay' | undefined {
		const now = this.clock.now();
		if (this.underWay >= MOST_AT_ONCE) return 'underWay';
		if (now < this.pausedUntil) return this.pausedUntil - now;
		if (this.windowStart !== undefined && now >= this.endOf(this.windowMs)) this.beginWindow();
		const isProbing = !this.windowIsKnown && this.firstGuessMs() < this.windowMs;
		if (this.used < this.limit - (isProbing ? PROBES : 0)) return undefined;
		if (this.windowStart === undefined || isProbing) {
			// What the answers under way tell decides; probes are sent one by one.
			if (this.underWay > 0) return 'underWay';
			if (this.windowStart === undefined) return undefined;
		}
		const probe = isProbing && this.probesSent < PROBES;
		const guess = probe ? this.firstGuessMs() * 2 ** this.probesSent : this.windowMs;
		const wait = this.endOf(Math.min(this.windowMs, guess)) - now;
		return wait > 0 ? wait : undefined;
	}

	private take(): Turn {
		const isProbe = !this.windowIsKnown && this.used >= this.limit - PROBES;
		const sentAt = this.clock.now();
		const { windowNumber, confirmed } = this;
		let wasSent = true;
		this.used++;
		this.underWay++;
		if (isProbe) this.probesSent++;
		return {
			heard: (headers) => this.hear(headers, { sentAt, windowNumber, confirmed }),
			refused: (waitMs) => this.pause(waitMs),
			unused: () => {
				wasSent = false;
				this.used--;
				if (isProbe && windowNumber === this.windowNumber) this.probesSent--;
			},
			done: () => {
				// A proxy may strip the headers; the window is timed all the same.
				if (wasSent && windowNumber === this.windowNumber) {
					this.windowStart ??= this.clock.now();
				}
				this.underWay--;
				this.awaitsAnswer?.();
				this.awaitsAnswer = undefined;
			},
		};
	}

	private hear(
		{ limit, remaining }: RateLimitState,
		sent: { sentAt: number; windowNumber: number; confirmed: number },
	): void {
		const counted = limit - remaining;
		this.limit = limit;
		if (sent.windowNumber !== this.windowNumber) return;
		// Within one window the count only grows: fewer than before the request means another window.
		if (sent.confirmed > 0 && counted <= sent.confirmed) {
			const elapsed = sent.sentAt - (this.windowStart ?? sent.sentAt);
			if (this.windowIsOurs && elapsed > 0 && elapsed < this.windowMs) {
				this.windowMs = elapsed;
				this.windowIsKnown = true;
			}
			this.beginWindow();
		}
		if (this.windowStart === undefined) {
			this.windowStart = this.clock.now();
			this.windowIsOurs = counted <= this.used;
		}
		this.confirmed = Math.max(this.confirmed, counted);
		this.used = Math.max(this.used, counted);
	}

	private pause(waitMs: number): void {
		const until = this.clock.now() + waitMs;
		if (this.windowStart !== undefined) {
			const elapsed = until - this.windowStart;
			this.windowMs = this.windowIsKnown ? Math.max(this.windowMs, elapsed) : elapsed;
			this.windowIsKnown = true;
		}
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.beginWindow();
	}

	private beginWindow(): void {
		this.windowNumber++;
		this.windowStart = undefined;
		this.used = this.underWay;
		this.confirmed = 0;
		this.probesSent = 0;
	}

	private endOf(windowMs: number): number {
		return (this.windowStart ?? this.clock.now()) + windowMs * (1 + MARGIN_SHARE) + MARGIN_MS;
	}

	/** How long the window is if the limit comes to 300 a minute. */
	private firstGuessMs(): number {
		return Math.min(DEFAULT_WINDOW_MS, (this.limit / DEFAULT_LIMIT) * DEFAULT_WINDOW_MS);
	}
}
