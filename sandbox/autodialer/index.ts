import { Clock } from '../clock';
import { Faults } from '../faults';
import type { RecordedRequest } from '../recordedRequest';
import { start } from '../server';
import { advanceOnce } from './advance';
import { application } from './app';
import type { AutodialerContext, DialedRow, HistoryRecord, WebhookSettings } from './context';

export type { Fault } from '../faults';
export type { DialedRow, HistoryRecord, WebhookSettings } from './context';

/** How a sandbox of Autodialer is to behave; everything has a default. */
export interface AutodialerSandboxOptions {
	/** Port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number;
	/** The token that requests must bring. */
	accessToken?: string;
	/** The dialer's clock, which shows the time of Almaty; real time unless told otherwise. */
	now?: () => Date;
	/** Milliseconds by which every response is held up, 0. */
	latencyMs?: number;
	/** How many times faster the sandbox is late than a fault says, 1. */
	timesFaster?: number;
	/** Whether responses are checked against the contract, true; what breaks it lands in `violations`. */
	validateResponses?: boolean;
	/** Milliseconds between steps that the simulation takes by itself; 0 (the default) for none. */
	stepMs?: number;
	/** Decides how calls end, 1. */
	seed?: number;
	/** Whether the history tells times with their zone, true. */
	tellsZone?: boolean;
}

/** A running sandbox of Autodialer. */
export interface AutodialerSandbox {
	/** `http://127.0.0.1:PORT/apikey`, the address before `/make`. */
	url: string;
	accessToken: string;
	/** Every row that was taken, with what has become of it. */
	rows: DialedRow[];
	history: HistoryRecord[];
	/** Numbers that are not taken; may be changed. */
	refusedNumbers: Set<string>;
	/** IDs of the scenarios, `1` and `2` unless changed. */
	scenarios: Set<string>;
	requests: RecordedRequest[];
	violations: string[];
	faults: Faults;
	/** Sets up the webhook that tells how a call ended; without one nothing is sent. */
	setWebhook(settings: WebhookSettings): void;
	/** Calls everybody once who may be called now; so many times, 1 by default. */
	advance(steps?: number): void;
	/** Resolves once every webhook was received or given up. */
	webhooksSettled(): Promise<void>;
	/** Stops the server and breaks off what is still open. */
	close(): Promise<void>;
}

/** Starts a sandbox of its own. */
export async function startAutodialerSandbox(
	options: AutodialerSandboxOptions = {},
): Promise<AutodialerSandbox> {
	const { context, advance, close } = await start({
		application: application(),
		createContext: (closing): AutodialerContext => ({
			apiKey: options.accessToken ?? 'sandbox-autodialer-0123456789',
			origin: '',
			latencyMs: options.latencyMs ?? 0,
			timesFaster: options.timesFaster ?? 1,
			validateResponses: options.validateResponses ?? true,
			seed: options.seed ?? 1,
			clock: new Clock(options.now ?? (() => new Date())),
			faults: new Faults(),
			requests: [],
			violations: [],
			closing,
			rows: [],
			history: [],
			refusedNumbers: new Set(),
			scenarios: new Set(['1', '2']),
			tellsZone: options.tellsZone ?? true,
			sending: new Set(),
			lastTask: 428_585_175,
		}),
		...{ advanceOnce, port: options.port, stepMs: options.stepMs },
	});
	const { apiKey, rows, history, refusedNumbers, scenarios, requests, violations, faults } =
		context;
	return {
		url: `${context.origin}/apikey`,
		accessToken: apiKey,
		...{ rows, history, refusedNumbers, scenarios, requests, violations, faults },
		setWebhook(settings) {
			context.webhook = settings;
		},
		...{ advance, close },
		async webhooksSettled() {
			await Promise.all(context.sending);
		},
	};
}
