import type { IDataObject } from 'n8n-workflow';

/** What is kept of a run, each owner's under a name of its own; stored with the execution, so plain JSON. */
export type Slots = Record<string, unknown>;

/** The memory of a run of the node, as the call for one of its items sees it. */
export interface CallMemory {
	/** What earlier tries of the run have come to for the item. */
	readonly item: Slots;
	/** What all items share. */
	readonly run: Slots;
	/** What the other items have made, as far as they are through. */
	outputsOfOthers(): IDataObject[];
}

/** A place in the memory that belongs to one owner. */
export interface Slot<Value> {
	get(call: HasMemory): Value | undefined;
	set(call: HasMemory, value: Value): void;
	clear(call: HasMemory): void;
}

interface HasMemory {
	memory: CallMemory;
}

/** Takes a slot in the memory of each item. The name is stored with executions: never change it. */
export function itemSlot<Value>(name: string): Slot<Value> {
	return slotIn(name, ({ memory }) => memory.item);
}

/** The same in the memory that all items share. */
export function runSlot<Value>(name: string): Slot<Value> {
	return slotIn(name, ({ memory }) => memory.run);
}

function slotIn<Value>(name: string, slotsOf: (call: HasMemory) => Slots): Slot<Value> {
	return {
		get: (call) => slotsOf(call)[name] as Value | undefined,
		set(call, value) {
			slotsOf(call)[name] = value;
		},
		clear(call) {
			delete slotsOf(call)[name];
		},
	};
}

/** The memory of a call that is not remembered. */
export function noMemory(): CallMemory {
	return { item: {}, run: {}, outputsOfOthers: () => [] };
}
