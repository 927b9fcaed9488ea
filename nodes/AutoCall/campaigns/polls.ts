import type { INodeExecutionData } from 'n8n-workflow';

import type { Clock } from '../../shared/transport/rateLimiter';

/** The interval between polls of an execution's campaigns, in ms: a report may come for each call. */
const POLL_INTERVAL_MS = 5_000;
/** When a wait without further reports is forgotten, in ms … */
const FORGET_AFTER_MS = 600_000;
/** … and one that ended; a later report is then polled for, should n8n have failed to continue. */
const FORGET_OVER_AFTER_MS = 60_000;

/** Requests for reports that may be made at once with one key. */
const REQUESTS_AT_ONCE = 10;
/** After those, one in so many ms: a fifth of the 300 a minute that an account has. */
const REQUEST_EVERY_MS = 1_000;

/** A poll of the campaigns of a wait. */
export interface Poll {
	/** Campaigns that are over, by the index of their item; kept from poll to poll. */
	over: Map<number, INodeExecutionData>;
	/** To be called as its first request is sent: reports from then on need another poll. */
	begin(): void;
}

interface Wait {
	/** The time of the last poll, in the clock's ms. */
	lastAt: number;
	/** Whether a poll is due, which all reports until it begins share. */
	isDue: boolean;
	/** Whether it was resumed. */
	isOver: boolean;
	/** The poll under way; never rejected. */
	underWay: Promise<unknown>;
	/** Reports at work. */
	reports: number;
	over: Poll['over'];
}

/**
 * Turns reports into polls: one at a time for each wait, five seconds apart. No report is lost: each is
 * followed by a poll that begins after it.
 */
export class Polls {
	private readonly waits = new Map<string, Wait>();

	constructor(private readonly clock: Clock) {}

	/** The number of waits remembered. */
	get size(): number {
		return this.waits.size;
	}

	/**
	 * Handles a report.
	 *
	 * @param name of the wait that it is for
	 * @param poll polls the campaigns; returns undefined unless all are over
	 * @returns the result of the poll; undefined too when another report's poll is due, or the wait is over
	 * @throws what the poll throws
	 */
	async report<Result>(
		name: string,
		poll: (poll: Poll) => Promise<Result | undefined>,
	): Promise<Result | undefined> {
		const wait = this.wait(name);
		if (wait.isDue || wait.isOver) return undefined;
		wait.isDue = true;
		wait.reports++;
		try {
			await wait.underWay;
			const rest = wait.lastAt + POLL_INTERVAL_MS - this.clock.now();
			if (rest > 0) await this.clock.sleep(rest);
			return await this.poll(wait, poll);
		} finally {
			wait.reports--;
		}
	}

	private async poll<Result>(
		wait: Wait,
		poll: (poll: Poll) => Promise<Result | undefined>,
	): Promise<Result | undefined> {
		let hasBegun = false;
		const begin = () => {
			if (hasBegun) return;
			hasBegun = true;
			wait.isDue = false;
			wait.lastAt = this.clock.now();
		};
		try {
			if (wait.isOver) return undefined;
			const polling = poll({ over: wait.over, begin });
			wait.underWay = polling.catch(() => undefined);
			const result = await polling;
			wait.isOver = result !== undefined;
			return result;
		} finally {
			begin();
		}
	}

	private wait(name: string): Wait {
		const now = this.clock.now();
		for (const [other, { lastAt, isOver, reports }] of this.waits) {
			const after = isOver ? FORGET_OVER_AFTER_MS : FORGET_AFTER_MS;
			if (reports === 0 && now - lastAt > after) this.waits.delete(other);
		}
		const known = this.waits.get(name) ?? {
			lastAt: -Infinity,
			isDue: false,
			isOver: false,
			underWay: Promise.resolve(),
			reports: 0,
			over: new Map(),
		};
		this.waits.set(name, known);
		return known;
	}
}

/**
 * The share of a key's requests that reports may use, however many come: one request at a time, ten in a burst
 * and then one a second. The waits are polled in turn, so each less often the more there are.
 */
export class ReportRequests {
	private queue: Promise<unknown> = Promise.resolve();
	/** When the requests sent so far are within the rate again, in the clock's ms. */
	private evenAt = -Infinity;

	constructor(private readonly clock: Clock) {}

	/** Sends a request when the share permits it; throws what it throws. */
	async send<Response>(request: () => Promise<Response>): Promise<Response> {
		const permitted = this.queue.then(async () => {
			const now = this.clock.now();
			this.evenAt = Math.max(this.evenAt, now) + REQUEST_EVERY_MS;
			const wait = this.evenAt - REQUESTS_AT_ONCE * REQUEST_EVERY_MS - now;
			if (wait > 0) await this.clock.sleep(wait);
			return await request();
		});
		this.queue = permitted.catch(() => undefined);
		return await permitted;
	}
}
