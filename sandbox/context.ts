import type { Clock } from './clock';
import type { Faults } from './faults';
import type { RecordedRequest } from './recordedRequest';
import type { Store } from './store/store';
import type { Throttle } from './throttle';

/** Any running sandbox, whatever its service. */
export interface ServiceContext {
	apiKey: string;
	/** `http://127.0.0.1:PORT` */
	origin: string;
	latencyMs: number;
	/** How many times faster than real time delays and request windows pass. */
	timesFaster: number;
	validateResponses: boolean;
	seed: number;
	clock: Clock;
	faults: Faults;
	requests: RecordedRequest[];
	violations: string[];
	/** Aborted when the sandbox closes, so that nothing it sends outlives it. */
	closing: AbortSignal;
}

/** A running sandbox of AutoCall: the context of its handlers and its simulation. */
export interface SandboxContext extends ServiceContext {
	pageSize: number;
	/** Steps after its end in which a campaign is billed. */
	billingSteps: number;
	store: Store;
	throttle: Throttle;
	/** Test calls: 2 requests a minute and address. */
	testCallThrottle: Throttle;
}
