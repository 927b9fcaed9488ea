/**
 * Memory of one run, in a process of its own; its argument is a `MemoryProcessOptions` in JSON, its
 * message a `MemoryUse`.
 */
import { GCProfiler } from 'node:v8';

import { loadEngine } from '../test/support/engine';
import { collectGarbage } from './collectGarbage';
import { addContactsByHttpRequest, createContactList, crmRows } from './contactRows';
import type { ServiceAddress } from './service';
import { runWorkflow, succeeded } from './workflow';

export interface MemoryProcessOptions {
	service: ServiceAddress;
	/** The number of input items. */
	rows: number;
	way: 'autoCall' | 'httpRequest';
}

/** The memory of a run: heap in use and memory outside of it that belongs to its objects, in bytes. */
export interface MemoryUse {
	/** With the engine loaded and warm, before there are items. */
	engine: number;
	/** With the items that the node is about to receive, after a collection. */
	items: number;
	/** The most there was from then to the end of the run, uncollected garbage included. */
	peak: number;
}

interface HeapStatistics {
	usedHeapSize: number;
	externalMemory: number;
}

async function main(): Promise<MemoryUse> {
	const { service, rows, way } = JSON.parse(process.argv[2] ?? '{}') as MemoryProcessOptions;
	const workflow = way === 'autoCall' ? createContactList() : addContactsByHttpRequest(service);
	const engine = await loadEngine();
	succeeded(await runWorkflow(engine, service, workflow, crmRows(1000)));
	const use: MemoryUse = { engine: collected(), items: 0, peak: 0 };
	const profiler = new GCProfiler();
	const items = crmRows(rows);
	const run = await runWorkflow(engine, service, workflow, items, () => {
		// The engine works on copies: without the originals, memory holds the same as in a workflow.
		items.length = 0;
		use.items = collected();
		profiler.start();
	});
	const { heapUsed, external } = process.memoryUsage();
	const { statistics } = profiler.stop();
	succeeded(run);
	// Between two collections the heap only grows: the most there was is found before one of them.
	use.peak = Math.max(
		heapUsed + external,
		...statistics.map(({ beforeGC }) => inUse(beforeGC.heapStatistics as HeapStatistics)),
	);
	return use;
}

function inUse({ usedHeapSize, externalMemory }: HeapStatistics): number {
	return usedHeapSize + externalMemory;
}

function collected(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

void main().then((use) => {
	process.send?.(use);
	process.disconnect();
});
process.once('disconnect', () => process.exit());
