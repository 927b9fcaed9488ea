import type { INodeExecutionData } from 'n8n-workflow';

import type { Clock } from '../transport/rateLimiter';

/** How often the things that an execution waits for are polled, in ms: a report may come for each call. */
const POLL_INTERVAL_MS = 5_000;
/** When a wait is forgotten that no report comes for any more, in ms … */
const FORGET_AFTER_MS = 600_000;
/** … and one that went on, so that a later report is looked into should n8n have failed to go on. */
const FORGET_OVER_AFTER_MS = 60_000;

/** Requests for reports that may be made at once with one key. */
const REQUESTS_AT_ONCE = 10;
/** After those, one in so many ms: most of an account's limit is left to other workflows. */
const REQUEST_EVERY_MS = 1_000;

/** A poll at the things that are waited for. */
export interface Poll {
	/** Those that were found to be over, by the index of their item; kept from poll to poll. */
	over: Map<number, INodeExecutionData>;
	/** To be called as its first request is sent: reports from then on need another poll. */
	begin(): void;
}

interface Wait {
	/** When it was last polled, in the clock's ms. */
	lastAt: number;
	/** Whether a poll is to come, which all reports until it begins share. */
	isDue: boolean;
	/** Whether it was told to go on. */
	isOver: boolean;
	/** The poll under way; never rejected. */
	underWay: Promise<unknown>;
	/** Reports at work. */
	reports: number;
	over: Poll['over'];
}

/**
 * The polls that reports lead to: one at a time for each wait, five seconds apart. No report is lost: each is
 * followed by a poll that begins after it.
 */
export class Polls {
	private readonly waits = new Map<string, Wait>();

	constructor(private readonly clock: Clock) {}

	/** How many waits are remembered. */
	get size(): number {
		return this.waits.size;
	}

	/**
	 * Takes in a report.
	 *
	 * @param name of the wait that it is for
	 * @param poll polls at the things; gives undefined unless all are over
	 * @returns what the poll gave; undefined too when another report's poll is to come, or the wait is over
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
 * The share of a key's requests that reports may use, whatever is reported how often: one request at a time,
 * ten at once and then one a second. The waits take turns, so that each is polled the less often the more
 * they are.
 */
export class ReportRequests {
	private line: Promise<unknown> = Promise.resolve();
	/** When all that was sent is made up for, in the clock's ms. */
	private evenAt = -Infinity;

	constructor(private readonly clock: Clock) {}

	/** Sends a request when its turn has come; throws what it throws. */
	async send<Answer>(request: () => Promise<Answer>): Promise<Answer> {
		const turn = this.line.then(async () => {
			const now = this.clock.now();
			this.evenAt = Math.max(this.evenAt, now) + REQUEST_EVERY_MS;
			const wait = this.evenAt - REQUESTS_AT_ONCE * REQUEST_EVERY_MS - now;
			if (wait > 0) await this.clock.sleep(wait);
			return await request();
		});
		this.line = turn.catch(() => undefined);
		return await turn;
	}
}
