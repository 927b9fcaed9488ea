import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runsInsideAgent } from '../call/agentTool';
import type { CallMemory, Slots } from '../call/memory';
import { runIndexOf } from '../call/runIndex';

/** How often n8n starts a node with Retry On Fail, whatever Max. Tries says (n8n-core, WorkflowExecute). */
const [LEAST_TRIES, DEFAULT_TRIES, MOST_TRIES] = [2, 3, 5] as const;

/** The memory of a run as it is stored; the slots that all items share are beside these. */
interface Kept extends Slots {
	/** How often the node had run before in this execution, as in a loop. */
	index: number;
	/** `smsBulk.create`; another operation starts an empty memory. */
	operation: string;
	executionId: string;
	/** How often it was started in this execution, this time included. */
	tries: number;
	items: Record<number, ItemSlots>;
}

/** The memory of an item. */
interface ItemSlots extends Slots {
	/** The item's output, once all of it was carried out. */
	output?: IDataObject[];
}

/**
 * The work that this run of the node has already done. n8n's Retry On Fail, and Retry of a failed execution,
 * start the node again with all items; this memory keeps finished items from being sent again. n8n keeps a
 * node's context with the execution, in its database too.
 */
export class RunMemory {
	private readonly node: Record<string, Kept | undefined>;
	private readonly kept: Kept;

	/** @param key where it is in the node's context */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly key: string,
	) {
		// An agent can call its tool several times at once, which n8n doesn't tell apart; nor does it retry them.
		this.node = runsInsideAgent(context)
			? {}
			: (context.getContext('node') as Record<string, Kept | undefined>);
		const index = runIndexOf(context);
		const executionId = context.getExecutionId();
		const operation = `${String(context.getNodeParameter('resource', 0))}.${String(context.getNodeParameter('operation', 0))}`;
		const known = this.node[key];
		this.kept =
			known?.index === index && known.operation === operation
				? known
				: { index, operation, executionId, tries: 0, items: {} };
		this.node[key] = this.kept;
		if (this.kept.executionId !== executionId) Object.assign(this.kept, { executionId, tries: 0 });
		this.kept.tries++;
	}

	/** The memory as the call for an item sees it. */
	of(itemIndex: number): CallMemory {
		const { kept } = this;
		return {
			run: kept,
			get item() {
				return (kept.items[itemIndex] ??= {});
			},
			outputsOfOthers: () =>
				Object.entries(kept.items)
					.filter(([index]) => Number(index) !== itemIndex)
					.flatMap(([, { output = [] }]) => output),
		};
	}

	/**
	 * Whether n8n starts the node again although it goes on after errors: with Retry On Fail it does while the
	 * first item that came out has one (n8n-core, WorkflowExecute).
	 */
	isStartedAgain([first]: INodeExecutionData[]): boolean {
		const { retryOnFail, maxTries } = this.context.getNode();
		const most = Math.min(MOST_TRIES, Math.max(LEAST_TRIES, maxTries || DEFAULT_TRIES));
		return retryOnFail === true && Boolean(first?.json.error) && this.kept.tries < most;
	}

	/** Drops everything: the run is done, and is not started again. */
	forget(): void {
		delete this.node[this.key];
	}
}
