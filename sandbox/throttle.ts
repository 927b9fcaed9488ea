import { performance } from 'node:perf_hooks';

interface Window {
	count: number;
	endsAt: number;
}

/** The throttle's decision on one request. */
export interface ThrottleVerdict {
	allowed: boolean;
	limit: number;
	remaining: number;
	/** Whole seconds until the window ends, rounded up so that waiting them is enough. */
	retryAfter: number;
}

/**
 * Laravel's limiter: a fixed window per key, begun by the key's first request. It counts real elapsed
 * time, so that moving the service's clock does not open the window early.
 */
export class Throttle {
	private readonly windows = new Map<string, Window>();

	/**
	 * @param limit requests per window
	 * @param windowSeconds length of a window
	 * @param timesFaster how many times faster its seconds pass
	 */
	constructor(
		private readonly limit: number,
		private readonly windowSeconds: number,
		private readonly timesFaster = 1,
	) {}

	/** Counts one request of the key. A refused one is not counted. */
	hit(key: string): ThrottleVerdict {
		const now = performance.now() * this.timesFaster;
		let window = this.windows.get(key);
		if (!window || now >= window.endsAt) {
			window = { count: 0, endsAt: now + this.windowSeconds * 1000 };
			this.windows.set(key, window);
		}
		const allowed = window.count < this.limit;
		if (allowed) window.count += 1;
		return {
			allowed,
			limit: this.limit,
			remaining: this.limit - window.count,
			retryAfter: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
		};
	}
}
