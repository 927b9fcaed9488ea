import { deepCopy } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

import type { Cursor } from './cursor';

/** What the trigger remembers in n8n's static data of the node. */
export interface Memory {
	/** Undefined until notifications were first looked at. */
	cursor?: Cursor;
	/** Marks of what was handed over and is still to be marked as read; these aren't in the cursor. */
	toMark?: string;
	/** Whether the balance was below the threshold when it was last looked at. */
	balanceIsBelow?: boolean;
}

/** The memory as a poll found it, to be replaced in one step at its end. */
export interface HeldMemory {
	readonly previous: Memory;
	/**
	 * Remembers what the poll found, in one step.
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
