import { deepCopy } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

import type { Cursor } from './cursor';

/** The trigger's memory in n8n's static data of the node. */
export interface Memory {
	/** Undefined until the first poll of notifications. */
	cursor?: Cursor;
	/** Marks of delivered notifications that are still to be marked as read; these aren't in the cursor. */
	toMark?: string;
	/** Whether the balance was below the threshold at the last poll. */
	balanceIsBelow?: boolean;
}

/** The memory as a poll found it, to be replaced in one step at its end. */
export interface HeldMemory {
	readonly previous: Memory;
	/**
	 * Stores the result of the poll, in one step.
	 *
	 * @returns false when another poll has finished meanwhile: then nothing was changed, and this poll
	 * has nothing to deliver
	 */
	replace(next: Memory): boolean;
}

/** Takes the node's memory for one poll. */
export function holdMemory(context: IPollFunctions): HeldMemory {
	const staticData = context.getWorkflowStaticData('node') as { memory?: Memory };
	const before = JSON.stringify(staticData.memory ?? {});
	return {
		previous: deepCopy(staticData.memory ?? {}),
		replace(next) {
			const now = JSON.stringify(staticData.memory ?? {});
			if (now !== before) return false;
			if (JSON.stringify(next) !== now) staticData.memory = next;
			return true;
		},
	};
}
