import type { IDataObject } from 'n8n-workflow';

/** Values kept of a run, each under the name of its owner; stored with the execution, so plain JSON. */
export type Slots = Record<string, unknown>;

/** The memory of a run of the node, as the call for one of its items sees it. */
export interface CallMemory {
	/** Results of earlier tries of the run for the item. */
	readonly item: Slots;
	/** Values that all items share. */
	readonly run: Slots;
	/** The outputs of the other items that are done. */
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
