import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';

import { itemSlot } from '../../../../../nodes/shared/call/memory';
import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { FailureDetails } from '../../../../../nodes/shared/transport/apiFailure';

/** The output for a phone that was sent; null where it may have been called; false where it was not sent. */
type Known = IDataObject | null | false;

/** The memory of a run, stored with the execution. */
interface Kept {
	/** By phone, in the order in which it was given: with a template each time has its own values. */
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
	private readonly kept?: Kept;
	private readonly taken = new Map<string, number>();

	constructor(private readonly call: OperationCall) {
		this.kept = call.isProtected ? keptSlot.get(call) : undefined;
	}

	/** Whether an earlier try has sent anything. */
	get isKnown(): boolean {
		return this.kept !== undefined;
	}

	/** The failure of an earlier try that left it open whether people were called. */
	get doubt(): FailureDetails | undefined {
		return this.kept?.doubt;
	}

	/** Returns the next entry of a phone, each once; false for a phone that is still to be sent. */
	take(phone: string): Known {
		const known = this.kept?.calls[phone];
		if (!known) return false;
		const index = this.taken.get(phone) ?? 0;
		this.taken.set(phone, index + 1);
		return index < known.length ? (known[index] as Known) : false;
	}

	/** Stores the state of all phones after this try and the earlier ones. */
	keep(phones: Iterable<[phone: string, known: Known]>, doubt: FailureDetails | undefined): void {
		const all: Kept['calls'] = {};
		for (const [phone, known] of phones) (all[phone] ??= []).push(known);
		const calls = pickBy(all, (known) => known.some((one) => one !== false));
		keptSlot.set(this.call, { calls, ...(doubt && { doubt }) });
	}
}
