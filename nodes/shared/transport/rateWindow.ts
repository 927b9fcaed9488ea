/** Requests that a service allows in a time. */
export interface RateLimit {
	requests: number;
	windowMs: number;
}

/** `300 requests a minute`, `30 requests in 6 s` */
export function rateInWords({ requests, windowMs }: RateLimit): string {
	return `${requests} requests ${windowMs === 60_000 ? 'a minute' : `in ${windowMs / 1000} s`}`;
}

/** The state of the limit in a response (`X-RateLimit-Limit`, `X-RateLimit-Remaining`). */
export interface RateLimitState {
	limit: number;
	remaining: number;
}

/** A request that was sent, with the state its response is compared to. */
export interface SentRequest {
	at: number;
	windowNumber: number;
	/** Requests of its window that the service had confirmed by then. */
	confirmed: number;
	isProbe: boolean;
}

/** Requests kept back to find out whether a window of unknown length has ended. */
const PROBES = 3;
/** Distance kept from the computed end of a window: the service counts in its own time. */
const MARGIN_MS = 50;
const MARGIN_SHARE = 0.01;

/**
 * The service's window, computed from requests and responses; all times are given, so it waits for nothing.
 *
 * The service counts in fixed windows that begin with a window's first request, and says after each
 * request how many are left. How long a window is it says only when it refuses. So for a limit below
 * the usual one a few requests are kept back and sent one by one as the window may have ended, the first time
 * after as long as the usual rate would take: a response with more left than before shows that it has.
 */
export class RateWindow {
	private limit: number;
	private windowMs: number;
	private lengthIsKnown = false;
	/** When the window began, at the latest; undefined until its first response. */
	private start?: number;
	/** Requests of this window: those sent by us, or more if the service has counted more. */
	private used = 0;
	/** Requests of this window that the service has confirmed in its responses. */
	private confirmed = 0;
	private probesSent = 0;
	private pausedUntil = 0;
	private underWay = 0;
	/** Numbers the windows, so that a response is compared to its own. */
	private number = 0;
	/** Whether the window began with a request of ours, so that its end shows its length. */
	private isOurs = false;

	/** @param usual the limit as long as nothing else is known */
	constructor(private readonly usual: RateLimit) {
		this.limit = usual.requests;
		this.windowMs = usual.windowMs;
	}

	/**
	 * The obstacle to the next request: a time in ms, a response that must come first, or nothing.
	 *
	 * @param now ms; only differences count
	 */
	obstacleAt(now: number): number | 'response' | undefined {
		if (now < this.pausedUntil) return this.pausedUntil - now;
		if (this.start !== undefined && now >= this.endOf(this.windowMs, now)) this.begin();
		const isProbing = !this.lengthIsKnown && this.firstGuessMs() < this.windowMs;
		if (this.used < this.limit - (isProbing ? PROBES : 0)) return undefined;
		if (this.start === undefined || isProbing) {
			// The responses to those under way decide; probes are sent one by one.
			if (this.underWay > 0) return 'response';
			if (this.start === undefined) return undefined;
		}
		const isProbe = isProbing && this.probesSent < PROBES;
		const guess = isProbe ? this.firstGuessMs() * 2 ** this.probesSent : this.windowMs;
		const wait = this.endOf(Math.min(this.windowMs, guess), now) - now;
		return wait > 0 ? wait : undefined;
	}

	/** Counts a request that is sent. */
	send(now: number): SentRequest {
		const isProbe = !this.lengthIsKnown && this.used >= this.limit - PROBES;
		this.used++;
		this.underWay++;
		if (isProbe) this.probesSent++;
		return { at: now, windowNumber: this.number, confirmed: this.confirmed, isProbe };
	}

	/** Takes back a request that was not sent after all. */
	takeBack({ windowNumber, isProbe }: SentRequest): void {
		this.underWay--;
		this.used--;
		if (isProbe && windowNumber === this.number) this.probesSent--;
	}

	/** Records that a request got its response, or lost it. */
	end({ windowNumber }: SentRequest, now: number): void {
		this.underWay--;
		// A proxy may strip the headers; the window is timed anyway.
		if (windowNumber === this.number) this.start ??= now;
	}

	/** Records the state of the limit in the response to a request. */
	hear({ limit, remaining }: RateLimitState, sent: SentRequest, now: number): void {
		const counted = limit - remaining;
		this.limit = limit;
		if (sent.windowNumber !== this.number) return;
		// Within one window the count only grows: fewer than before the request means another window.
		if (sent.confirmed > 0 && counted <= sent.confirmed) {
			const elapsed = sent.at - (this.start ?? sent.at);
			if (this.isOurs && elapsed > 0 && elapsed < this.windowMs) {
				// The distance is kept again when the end is computed: as long as this is enough, proven just now.
				this.windowMs = Math.max(0, elapsed - MARGIN_MS) / (1 + MARGIN_SHARE);
				this.lengthIsKnown = true;
			}
			this.begin();
		}
		if (this.start === undefined) {
			this.start = now;
			this.isOurs = counted <= this.used;
		}
		this.confirmed = Math.max(this.confirmed, counted);
		this.used = Math.max(this.used, counted);
	}

	/** Records that the service refused a request: all wait this long. */
	pause(waitMs: number, now: number): void {
		const until = now + waitMs;
		if (this.start !== undefined) {
			const elapsed = until - this.start;
			this.windowMs = this.lengthIsKnown ? Math.max(this.windowMs, elapsed) : elapsed;
			this.lengthIsKnown = true;
		}
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.begin();
	}

	private begin(): void {
		this.number++;
		this.start = undefined;
		this.used = this.underWay;
		this.confirmed = 0;
		this.probesSent = 0;
	}

	private endOf(windowMs: number, now: number): number {
		return (this.start ?? now) + windowMs * (1 + MARGIN_SHARE) + MARGIN_MS;
	}

	/** How long the window is if the limit comes to the usual rate. */
	private firstGuessMs(): number {
		const { requests, windowMs } = this.usual;
		return Math.min(windowMs, (this.limit / requests) * windowMs);
	}
}
