import type { Clock } from '../../nodes/shared/transport/rateLimiter';

/** Time that passes only when everyone waits. */
export class VirtualClock implements Clock {
	private time = 0;
	private sleepers: Array<{ until: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ until: this.time + ms, wake }));
	}

	/** Runs until the work is done, moving time to the next waker whenever nothing else can go on. */
	async run<Value>(work: Promise<Value>): Promise<Value> {
		let isDone = false;
		const settled = work.finally(() => (isDone = true));
		settled.catch(() => undefined);
		while (!isDone) {
			await new Promise((resolve) => setImmediate(resolve));
			this.sleepers.sort((a, b) => a.until - b.until);
			const next = isDone ? undefined : this.sleepers.shift();
			if (next) {
				this.time = Math.max(this.time, next.until);
				next.wake();
			}
		}
		return await settled;
	}
}
