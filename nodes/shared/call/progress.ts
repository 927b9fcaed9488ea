import type { IExecuteFunctions } from 'n8n-workflow';

/** The shortest time between two reports of progress, in ms. */
const REPORT_EVERY_MS = 5_000;
/** Waits shorter than this are not reported, in ms. */
const SHORTEST_REPORTED_MS = 1_000;

/**
 * Reports the progress of a long run: in n8n's log at level info, and in the editor's console for a manual
 * run. A run that takes a few seconds reports nothing.
 */
export class Progress {
	private reportedAt = Date.now();

	/**
	 * @param node the node's display name
	 * @param what the operation, as `Contact List → Get Contacts`
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: string,
		private readonly what: string,
	) {}

	/** Reports how many are done: `40 of 200 pages`. */
	step(done: number, all: number, unit: string): void {
		if (Date.now() - this.reportedAt < REPORT_EVERY_MS) return;
		this.report(`${done} of ${all} ${unit}`);
	}

	/**
	 * Reports that a request waits for the rate limit or for another try.
	 *
	 * @param purpose another reason for the wait: `to check whether …`
	 */
	waiting(ms: number, purpose?: string): void {
		if (ms < SHORTEST_REPORTED_MS) return;
		const until = `waiting until ${new Date(Date.now() + ms).toISOString()}`;
		this.report(purpose ? `${until} ${purpose}` : until);
	}

	private report(text: string): void {
		this.reportedAt = Date.now();
		const line = `${this.node}, ${this.what}: ${text}`;
		this.context.logger.info(line);
		if (this.context.getMode() === 'manual') this.context.sendMessageToUI(line);
	}
}
