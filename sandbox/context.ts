import type { Clock } from './clock';
import type { Faults } from './faults';
import type { RecordedRequest } from './recorder';
import type { Store } from './store/store';
import type { Throttle } from './throttle';

/** One running sandbox: what the handlers and the simulation work with. */
export interface SandboxContext {
	apiKey: string;
	/** `http://127.0.0.1:PORT` */
	origin: string;
	pageSize: number;
	latencyMs: number;
	/** How many times faster than real time it is late, and counts requests. */
	timesFaster: number;
	validateResponses: boolean;
	seed: number;
	store: Store;
	clock: Clock;
	throttle: Throttle;
	/** Test calls: 2 requests a minute and address. */
	testCallThrottle: Throttle;
	faults: Faults;
	requests: RecordedRequest[];
	violations: string[];
	/** Aborted when the sandbox closes, so that no callback outlives it. */
	closing: AbortSignal;
}
