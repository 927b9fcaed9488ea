import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What earlier tries of a run have come to for one item; kept with the execution, so plain JSON. */
export interface ItemMemory {
	/** The item's output, once all of it was carried out. */
	output?: IDataObject[];
	/** Its answer was lost and could not be found out: what was said of it, in which execution. */
	uncertain?: { executionId: string; status?: number; message: string; description?: string };
	/** The `client_id` that was sent; a later try looks for the same. */
	clientId?: string;
	/** IDs of what had the person's own `client_id` before. */
	known?: number[];
	/** The contact list that is being filled, and how many contacts it has got. */
	contactList?: { list: IDataObject; sent: number; isFull?: boolean };
}

/** Where the memory is in the node's context; the context belongs to the execution. */
interface NodeContext {
	autoCallRun?: { index: number; items: Record<number, ItemMemory> };
}

/**
 * What this run of the node has already done. n8n's Retry On Fail, and Retry of a failed execution, start
 * the node again with all items; by this memory those that went through aren't sent again. n8n keeps a
 * node's context with the execution, in its database too.
 */
export class RunMemory {
	private readonly items: Record<number, ItemMemory>;

	constructor(private readonly context: IExecuteFunctions) {
		const kept = context.getContext('node') as NodeContext;
		const index = runIndexOf(context);
		if (kept.autoCallRun?.index !== index) kept.autoCallRun = { index, items: {} };
		this.items = kept.autoCallRun.items;
	}

	/** The memory of an item, to read and to write. */
	of(itemIndex: number): ItemMemory {
		return (this.items[itemIndex] ??= {});
	}

	/** The IDs of what the other items have made. */
	idsBesides(itemIndex: number): unknown[] {
		return Object.entries(this.items)
			.filter(([index]) => Number(index) !== itemIndex)
			.flatMap(([, { output = [] }]) => output.map(({ id }) => id));
	}

	/** Drops everything: the run is through, and is not started again. */
	forget(): void {
		delete (this.context.getContext('node') as NodeContext).autoCallRun;
	}
}

/** How often the node has run before in this execution, as in a loop. */
export function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}
