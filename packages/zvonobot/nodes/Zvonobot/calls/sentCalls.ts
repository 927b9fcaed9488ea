import type { IDataObject } from 'n8n-workflow';

import { itemSlot } from '../../../../../nodes/shared/call/memory';
import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { FailureDetails } from '../../../../../nodes/shared/transport/apiFailure';

/** What is known of a phone: the output for it, or null where it may have been called. */
type Known = IDataObject | null;

/** What is kept with the execution. */
interface Kept {
	/** By phone; several where it was given several times. */
	calls: Record<string, Known[]>;
	/** The first failure that left it open whether people were called. */
	doubt?: FailureDetails;
}

const keptSlot = itemSlot<Kept>('sentCalls');

/**
 * The calls that earlier tries of the run have made, so that Retry and Retry On Fail leave them out. They are
 * known by their phones: the person may have corrected the message meanwhile.
 */
export class SentCalls {
	private readonly kept: Kept;
	private readonly taken = new Map<string, number>();

	constructor(call: OperationCall) {
		const known = call.isProtected ? keptSlot.get(call) : undefined;
		this.kept = known ?? { calls: {} };
		keptSlot.set(call, this.kept);
	}

	/** The failure that left it open whether people were called; undefined where there was none. */
	get doubt(): FailureDetails | undefined {
		return this.kept.doubt;
	}

	/** What is known of a phone; each call that was made is given once. Undefined for one that is to be sent. */
	take(phone: string): Known | undefined {
		const known = this.kept.calls[phone];
		if (!known) return undefined;
		const index = this.taken.get(phone) ?? 0;
		if (index < known.length) this.taken.set(phone, index + 1);
		return known[index];
	}

	/** Keeps the output for a phone that was sent. */
	remember(phone: string, output: Known): void {
		const known = (this.kept.calls[phone] ??= []);
		known.push(output);
		this.taken.set(phone, known.length);
	}

	/** Keeps that phones were sent, and it is not known whether they are called. */
	rememberDoubt(phones: string[], failure: FailureDetails): void {
		this.kept.doubt ??= failure;
		for (const phone of phones) this.remember(phone, null);
	}
}
