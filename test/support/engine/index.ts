import type { Engine } from './types';

export type * from './types';

declare global {
	/** Set by the engine's Jest environment. */
	var createN8nEngine: ((packageName?: string) => Promise<Engine>) | undefined;
}

/**
 * n8n's own engine with the built package and n8n's own nodes.
 *
 * Under Jest's project `engine` it is loaded once per worker process, outside of Jest's sandbox, so
 * what it returns are objects of another realm. Jest compares them as usual, but `instanceof` does
 * not know them: no `toBeInstanceOf(Error)` and no `expect.any(Date)`; and Jest's fake timers don't
 * reach it. Elsewhere it is loaded on the first call.
 *
 * @param packageName the package whose node, trigger and credential are meant where a test names none;
 * n8n-nodes-autocall when left out
 */
export async function loadEngine(packageName?: string): Promise<Engine> {
	if (globalThis.createN8nEngine) return await globalThis.createN8nEngine(packageName);
	const { createEngine } = await import('./createEngine');
	return await createEngine(packageName);
}
