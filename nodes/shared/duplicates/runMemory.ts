import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FailureDetails } from '../transport/apiFailure';
import type { AlreadyDone } from '../execution/failureMessages';
import { runsInsideAgent } from '../execution/agentTool';

/** How often n8n starts a node with Retry On Fail, whatever Max. Tries says (n8n-core, WorkflowExecute). */
const [LEAST_TRIES, DEFAULT_TRIES, MOST_TRIES] = [2, 3, 5] as const;

/** What earlier tries of a run have come to for one item; kept with the execution, so plain JSON. */
export interface ItemMemory {
	/** The item's output, once all of it was carried out. */
	output?: IDataObject[];
	/** It may have been carried out: the path of the request, and how it failed. Never sent again by the run. */
	uncertain?: { path: string; failure: FailureDetails };
	/** By what the request under way can be found (see `traceable`). */
	sought?: Sought;
	/** The caller ID that is being rented, and until when it was rented before. */
	rented?: { id?: number; until?: string };
	/** What it has used of Max Cost, in tenge: made, or perhaps made. */
	cost?: number;
	/** What of it was carried out and stays: see `OperationCall.alreadyDone`. */
	alreadyDone?: AlreadyDone;
	/** The contact list that is being filled. */
	contactList?: FilledList;
}

/** By what something that is made can be found. */
export interface Sought {
	clientId: string;
	/** Whether the person gave the `client_id`, so that others may have it too. */
	isOwn: boolean;
	/** When the request was sent, in ms of this machine's clock. */
	sentAt: number;
	/** IDs of what had the person's own `client_id` before. */
	known: number[];
}

/** A contact list that is being filled in parts. */
export interface FilledList {
	/** The list as the service gave it last; empty until it is made. */
	list: IDataObject;
	/** How many contacts it has got. */
	sent: number;
	/** Hash of the contacts that it has got, by which others are told from them. */
	fingerprint: string;
	/** The same with the part that is being sent. */
	underWay?: string;
}

/** What is kept of a run. */
interface Kept {
	/** How often the node had run before in this execution, as in a loop. */
	index: number;
	/** `smsBulk.create`; another operation begins anew. */
	operation: string;
	executionId: string;
	/** How often it was started in this execution, this time included. */
	tries: number;
	/** What all items have used of Max Cost, in tenge. */
	cost?: number;
	items: Record<number, ItemMemory>;
}

/** Where the memory is in the node's context; the context belongs to the execution. */
interface NodeContext {
	autoCallRun?: Kept;
}

/**
 * What this run of the node has already done. n8n's Retry On Fail, and Retry of a failed execution, start
 * the node again with all items; by this memory those that went through aren't sent again. n8n keeps a
 * node's context with the execution, in its database too.
 */
export class RunMemory {
	private readonly node: NodeContext;
	private readonly kept: Kept;

	constructor(private readonly context: IExecuteFunctions) {
		// An agent can call its tool several times at once, which n8n doesn't tell apart; nor does it retry them.
		const node = runsInsideAgent(context) ? {} : (context.getContext('node') as NodeContext);
		this.node = node;
		const index = runIndexOf(context);
		const executionId = context.getExecutionId();
		const operation = `${String(context.getNodeParameter('resource', 0))}.${String(context.getNodeParameter('operation', 0))}`;
		const known = node.autoCallRun;
		if (known?.index !== index || known.operation !== operation) {
			node.autoCallRun = { index, operation, executionId, tries: 0, items: {} };
		}
		this.kept = node.autoCallRun as Kept;
		if (this.kept.executionId !== executionId) Object.assign(this.kept, { executionId, tries: 0 });
		this.kept.tries++;
	}

	/** The memory of an item, to read and to write. */
	of(itemIndex: number): ItemMemory {
		return (this.kept.items[itemIndex] ??= {});
	}

	/** What the other items have made, as far as they are through. */
	outputsBesides(itemIndex: number): IDataObject[] {
		return Object.entries(this.kept.items)
			.filter(([index]) => Number(index) !== itemIndex)
			.flatMap(([, { output = [] }]) => output);
	}

	/** What all items have used of Max Cost, in tenge. */
	get cost(): number {
		return this.kept.cost ?? 0;
	}

	/** Sets what an item has used of Max Cost, in tenge. */
	setCost(itemIndex: number, cost: number): void {
		const item = this.of(itemIndex);
		this.kept.cost = this.cost - (item.cost ?? 0) + cost;
		item.cost = cost;
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

	/** Drops everything: the run is through, and is not started again. */
	forget(): void {
		delete this.node.autoCallRun;
	}
}

/** How often the node has run before in this execution, as in a loop. */
export function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}
