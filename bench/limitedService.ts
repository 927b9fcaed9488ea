import { randomUUID } from 'node:crypto';

import type { Figures } from './case';
import type { SandboxProcessOptions } from './sandboxProcess';
import { startService, type Service } from './service';

/** Requests that the service allows in a window. */
export const LIMIT = 30;

/** Length of the window, in ms. */
export const WINDOW_MS = 6000;

/** The least time that the limit allows for so many requests, in ms: all windows but the last have to be waited for. */
export function leastMs(requests: number): number {
	return (Math.ceil(requests / LIMIT) - 1) * WINDOW_MS;
}

/**
 * Makes a measurement that gives each run a service and a key of its own, so that the limit is unknown at its
 * start.
 *
 * @param expected records that a run has to end with, each once
 * @param run does the work; `ids` are those of its records
 */
export function withLimitedService(
	{ sandbox, ...data }: SandboxProcessOptions,
	expected: number,
	run: (service: Service) => Promise<{ ids: unknown[]; wallMs: number }>,
): () => Promise<Figures> {
	return async () => {
		const service = await startService('sandboxProcess', {
			...data,
			sandbox: {
				apiKey: randomUUID(),
				requestsPerMinute: LIMIT,
				rateWindowSeconds: WINDOW_MS / 1000,
				...sandbox,
			},
		});
		try {
			const { ids, wallMs } = await run(service);
			const { requests, refused } = await service.statistics();
			const different = new Set(ids).size;
			const missingOrDouble = expected - different + (ids.length - different);
			return { wallMs, requests, refused, records: ids.length, missingOrDouble };
		} finally {
			await service.close();
		}
	};
}
