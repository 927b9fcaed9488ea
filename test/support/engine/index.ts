import type { Engine } from './types';

export type * from './types';

declare global {
	/** Set by the engine's Jest environment. */
	var n8nEngine: Engine | undefined;
}

/**
 * n8n's own engine with the built package and n8n's own nodes.
 *
 * Under Jest's project `engine` it is loaded once per worker process, outside of Jest's sandbox, so
 * what it returns are objects of another realm. Jest compares them as usual, but `instanceof` does
 * not know them: no `toBeInstanceOf(Error)` and no `expect.any(Date)`; and Jest's fake timers don't
 * reach it. Elsewhere it is loaded on the first call.
 */
export async function loadEngine(): Promise<Engine> {
	if (globalThis.n8nEngine) return globalThis.n8nEngine;
	const { createEngine } = await import('./createEngine');
	return await createEngine();
}
