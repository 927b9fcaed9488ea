import { Clock } from '../clock';
import { Faults } from '../faults';
import type { RecordedRequest } from '../recordedRequest';
import { start } from '../server';
import { Throttle } from '../throttle';
import { application } from './app';
import type { ZvonobotContext } from './context';
import { ZvonobotSeeds } from './seeds';
import { advanceOnce } from './simulation/advance';
import { ZvonobotStore } from './store/store';
import { usual, type Surprises } from './surprises';
import { WebhookSender, type SentWebhook } from './webhooks/sender';

export type { Fault, FaultMatch, Faults } from '../faults';
export type { RecordedRequest } from '../recordedRequest';
export * from './store/entities';
export type { MissingPhone, ZvonobotStore } from './store/store';
export type { RefusalShape, Surprises } from './surprises';
export type { SentWebhook } from './webhooks/sender';

/** Settings of a sandbox of Zvonobot; everything has a default. */
export interface ZvonobotSandboxOptions {
	/** Port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number;
	/** The key that requests must bring; a fixed `sandbox-` key by default. */
	apiKey?: string;
	/** The service's clock; real time by default. Limits and webhooks do not go by it. */
	now?: () => Date;
	/** Requests per window and key; no limit by default, since the vendor publishes none. */
	requestsPerMinute?: number;
	/** Seconds of a window, 60. */
	rateWindowSeconds?: number;
	/** Milliseconds by which every response of the API is delayed, 0. */
	latencyMs?: number;
	/** How many times faster than real time delays, request windows and retries of webhooks pass, 1. */
	timesFaster?: number;
	/** Whether responses are checked against the contract, true; breaches are added to `violations`. */
	validateResponses?: boolean;
	/** Roubles, 10,000. */
	balance?: number;
	/** Whether new audio waits for a moderator, whom only a test can play: false, as for released accounts. */
	moderation?: boolean;
	/** Milliseconds between steps that the simulation takes by itself; 0 (the default) for none. */
	stepMs?: number;
	/** Milliseconds that stand for the minute after which a webhook is tried again; 60,000 by real time. */
	minuteMs?: number;
	/** How many webhooks are sent at the same time, 20. */
	webhookConcurrency?: number;
	/** Decides how calls end, what is answered and what else is left to chance, 1. */
	seed?: number;
	/** Behaviour that varies or isn't known; may be changed later in `surprises`. */
	surprises?: Partial<Surprises>;
}

/** A running sandbox of Zvonobot. */
export interface ZvonobotSandbox {
	/** `http://127.0.0.1:PORT`, which stands for `https://{domain}`. */
	url: string;
	apiKey: string;
	/** Everything the service stores, to read and to change. */
	store: ZvonobotStore;
	/** Every request so far, successful or not. */
	requests: RecordedRequest[];
	/** Responses that broke the contract, requests to unknown routes, bodies that cannot be read. */
	violations: string[];
	/** The planned faults. */
	faults: Faults;
	/** Behaviour that varies or isn't known. */
	surprises: Surprises;
	/** Every webhook that was sent so far, with each try and each repetition. */
	webhooks: readonly SentWebhook[];
	/** Moves every call by that many steps, 1 by default. */
	advance(steps?: number): void;
	/** Moves every call until nothing moves any more. */
	finish(): void;
	/** Resolves once every webhook was received or given up. */
	webhooksSettled(): Promise<void>;
	seedRecord: ZvonobotSeeds['record'];
	seedTemplate: ZvonobotSeeds['template'];
	seedSmsTemplate: ZvonobotSeeds['smsTemplate'];
	seedPhone: ZvonobotSeeds['phone'];
	seedCall: ZvonobotSeeds['call'];
	/** Stops the server and breaks off what is still open. */
	close(): Promise<void>;
}

const defaultApiKey = 'sandbox-zvonobot-0123456789';

/** Starts a sandbox of its own: nothing is shared with others in the process but the compiled contract. */
export async function startZvonobotSandbox(
	options: ZvonobotSandboxOptions = {},
): Promise<ZvonobotSandbox> {
	const { context, advance, finish, close } = await start({
		application: application(),
		createContext: (closing) => createContext(options, closing),
		...{ advanceOnce, port: options.port, stepMs: options.stepMs },
	});
	const seeds = new ZvonobotSeeds(context);
	const { apiKey, store, requests, violations, faults, surprises, webhooks } = context;
	return {
		url: context.origin,
		...{ apiKey, store, requests, violations, faults, surprises },
		webhooks: webhooks.sent,
		...{ advance, finish, close },
		webhooksSettled: async () => await webhooks.settled(),
		seedRecord: (partial) => seeds.record(partial),
		seedTemplate: (partial) => seeds.template(partial),
		seedSmsTemplate: (partial) => seeds.smsTemplate(partial),
		seedPhone: (partial) => seeds.phone(partial),
		seedCall: (partial) => seeds.call(partial),
	};
}

function createContext(options: ZvonobotSandboxOptions, closing: AbortSignal): ZvonobotContext {
	const { timesFaster = 1, requestsPerMinute, rateWindowSeconds = 60 } = options;
	const surprises = { ...usual, ...options.surprises };
	return {
		apiKey: options.apiKey ?? defaultApiKey,
		origin: '',
		latencyMs: options.latencyMs ?? 0,
		timesFaster,
		validateResponses: options.validateResponses ?? true,
		seed: options.seed ?? 1,
		clock: new Clock(options.now ?? (() => new Date())),
		store: new ZvonobotStore(options.balance ?? 10_000),
		surprises,
		...(requestsPerMinute !== undefined && {
			throttle: new Throttle(requestsPerMinute, rateWindowSeconds, timesFaster),
		}),
		webhooks: new WebhookSender({
			minuteMs: options.minuteMs ?? 60_000 / timesFaster,
			concurrency: options.webhookConcurrency ?? 20,
			surprises,
			closing,
		}),
		moderation: options.moderation ?? false,
		faults: new Faults(),
		requests: [],
		violations: [],
		closing,
	};
}
