import { Agent, request } from 'node:http';

import { isOwnMachine } from '../../simulation/callback';
import type { Surprises } from '../surprises';

const timeoutMs = 5000;

/** How long a connection waits for the next webhook: less than receivers keep it open. */
const idleMs = 1000;

/** Tries of a webhook whose response is not 200. */
const tries = 3;

/** A webhook that was sent, as the sandbox records it. */
export interface SentWebhook {
	url: string;
	headers: Record<string, string>;
	body: unknown;
	/** 1 for the first one. */
	try: number;
	/** The status of its response; null when there was none. */
	status: number | null;
}

/** A webhook to be sent. */
export interface Webhook {
	url: string;
	/** Beside Content-Type. */
	headers: Record<string, string>;
	/** @param attempt 1 for the first try */
	body(attempt: number): object;
	/** Called when its response is 200. */
	onReceived?(): void;
}

interface SenderOptions {
	/** Milliseconds that stand for the minute between two tries. */
	minuteMs: number;
	/** How many are sent at the same time. */
	concurrency: number;
	surprises: Surprises;
	closing: AbortSignal;
}

/**
 * Sends webhooks, begun in the order they came about and several at the same time. One whose
 * response is not 200 is tried again a minute later, three times in all. Only addresses on this machine are
 * called: a sandbox must not reach anybody else.
 */
export class WebhookSender {
	/** Everything that was sent so far. */
	readonly sent: SentWebhook[] = [];

	private waiting: Array<() => Promise<void>> = [];

	/** How many of the queue were already begun: shifting a long array each time is slow. */
	private begun = 0;

	private underWay = 0;

	/** Webhooks that wait, are under way or will be tried again. */
	private unsettled = 0;

	private onceSettled: Array<() => void> = [];

	private readonly timers = new Set<NodeJS.Timeout>();

	private readonly agent = new Agent({ keepAlive: true, timeout: idleMs });

	constructor(private readonly options: SenderOptions) {
		options.closing.addEventListener('abort', () => this.giveUp(), { once: true });
	}

	/** Sends a webhook as soon as there is room. */
	send(webhook: Webhook): void {
		if (!isOwnMachine(webhook.url)) return;
		this.unsettled += 1;
		this.enqueue(webhook, 1);
	}

	/** Resolves once every webhook was received or given up. */
	async settled(): Promise<void> {
		if (this.unsettled === 0) return;
		await new Promise<void>((resolve) => this.onceSettled.push(resolve));
	}

	private enqueue(webhook: Webhook, attempt: number): void {
		this.waiting.push(async () => await this.deliver(webhook, attempt));
		this.fill();
	}

	private fill(): void {
		while (this.underWay < this.options.concurrency) {
			const next = this.waiting[this.begun];
			if (!next) {
				this.waiting = [];
				this.begun = 0;
				return;
			}
			this.begun += 1;
			this.underWay += 1;
			void next().finally(() => {
				this.underWay -= 1;
				this.fill();
			});
		}
	}

	private async deliver(webhook: Webhook, attempt: number): Promise<void> {
		const { closing, surprises } = this.options;
		const status = closing.aborted ? null : await this.post(webhook, attempt);
		if (status === 200) {
			webhook.onReceived?.();
			for (let repeat = 0; repeat < surprises.webhookRepeats; repeat += 1) {
				await this.post(webhook, attempt);
			}
			this.settle();
		} else if (attempt < tries && !closing.aborted) {
			this.retryLater(webhook, attempt + 1);
		} else {
			this.settle();
		}
	}

	private retryLater(webhook: Webhook, attempt: number): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			this.enqueue(webhook, attempt);
		}, this.options.minuteMs).unref();
		this.timers.add(timer);
	}

	private giveUp(): void {
		for (const timer of this.timers) {
			clearTimeout(timer);
			this.settle();
		}
		this.timers.clear();
		this.agent.destroy();
	}

	/** @returns the status, or null when there was no response */
	private async post(webhook: Webhook, attempt: number): Promise<number | null> {
		const headers = { 'Content-Type': 'application/json', ...webhook.headers };
		const body = webhook.body(attempt);
		const note: SentWebhook = { url: webhook.url, headers, body, try: attempt, status: null };
		this.sent.push(note);
		note.status = await this.statusOf(webhook.url, headers, JSON.stringify(body));
		return note.status;
	}

	/** Follows no redirect, which could lead to another machine. */
	private statusOf(
		url: string,
		headers: Record<string, string>,
		body: string,
	): Promise<number | null> {
		return new Promise((resolve) => {
			// Nobody listens, or too slowly, or the headers are invalid: it is tried again.
			const fail = () => resolve(null);
			try {
				const options = { method: 'POST', headers, agent: this.agent, timeout: timeoutMs };
				const posted = request(url, options);
				posted.on('timeout', () => posted.destroy());
				posted.on('error', fail).on('close', fail);
				posted.on('response', (response) => {
					// Read to its end, so that the connection can be used again.
					response.resume().on('end', () => resolve(response.statusCode ?? null));
				});
				posted.end(body);
			} catch {
				fail();
			}
		});
	}

	private settle(): void {
		this.unsettled -= 1;
		if (this.unsettled > 0) return;
		for (const resolve of this.onceSettled.splice(0)) resolve();
	}
}
