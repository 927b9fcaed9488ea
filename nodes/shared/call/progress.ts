import type { IExecuteFunctions } from 'n8n-workflow';

/** How often a run says where it is, at the most, in ms. */
const SAID_EVERY_MS = 5_000;
/** Waits shorter than this aren't worth a word, in ms. */
const WORTH_SAYING_MS = 1_000;

/**
 * Where a long run is: in n8n's log at level info, and in the editor's console for a manual run.
 * A run that is over within seconds says nothing.
 */
export class Progress {
	private saidAt = Date.now();

	/**
	 * @param node the node's display name
	 * @param what the operation, as `Contact List → Get Contacts`
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: string,
		private readonly what: string,
	) {}

	/** So many are done: `40 of 200 pages`. */
	step(done: number, all: number, unit: string): void {
		if (Date.now() - this.saidAt < SAID_EVERY_MS) return;
		this.say(`${done} of ${all} ${unit}`);
	}

	/**
	 * A request waits for the limit of requests or for another try.
	 *
	 * @param purpose what else it waits for: `to look whether …`
	 */
	waiting(ms: number, purpose?: string): void {
		if (ms < WORTH_SAYING_MS) return;
		const until = `waiting until ${new Date(Date.now() + ms).toISOString()}`;
		this.say(purpose ? `${until} ${purpose}` : until);
	}

	private say(text: string): void {
		this.saidAt = Date.now();
		const line = `${this.node}, ${this.what}: ${text}`;
		this.context.logger.info(line);
		if (this.context.getMode() === 'manual') this.context.sendMessageToUI(line);
	}
}
