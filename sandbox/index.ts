import { application } from './app';
import { Clock } from './clock';
import type { SandboxContext } from './context';
import { Faults } from './faults';
import { notify } from './notify';
import type { TariffName } from './prices';
import type { RecordedRequest } from './recordedRequest';
import { start } from './server';
import { Seeds } from './seeds';
import { advanceOnce } from './simulation/advance';
import type { Notification } from './store/entities';
import { Store } from './store/store';
import { Throttle } from './throttle';

export type { Fault, FaultMatch, Faults } from './faults';
export type { NewContact } from './handlers/contactLists';
export type { RecordedRequest } from './recordedRequest';
export * from './store/entities';
export type { Store } from './store/store';
export type { Table } from './store/table';

/** Settings of a sandbox; everything has a default. */
export interface SandboxOptions {
	/** Port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number;
	/** The key that requests must bring; a fixed `sandbox-` key by default. */
	apiKey?: string;
	/** The service's clock; real time by default. The request limit does not go by it. */
	now?: () => Date;
	/** Requests per window and key, 300. */
	requestsPerMinute?: number;
	/** Seconds of a window, 60. */
	rateWindowSeconds?: number;
	/** Rows a page, 23. */
	pageSize?: number;
	/** Milliseconds by which every response of the API is delayed, 0. */
	latencyMs?: number;
	/** How many times faster than real time request windows and delays pass, 1. */
	timesFaster?: number;
	/** Whether responses are checked against the contract, true; breaches are added to `violations`. */
	validateResponses?: boolean;
	/** Tenge, 10,000. */
	balance?: number;
	/** SILVER. */
	tariff?: TariffName;
	/** The earliest `H:i:s` for campaigns, 11:00:00. */
	allowedFrom?: string;
	/** The latest `H:i:s` for campaigns, 20:30:00. */
	allowedTo?: string;
	/** Whether new sounds, scenarios and campaigns wait for a verdict, true. */
	moderation?: boolean;
	/** Milliseconds between steps that the simulation takes by itself; 0 (the default) for none. */
	stepMs?: number;
	/** Steps after its end in which a campaign is billed, 0; its final cost is 0 or null until then. */
	billingSteps?: number;
	/** Tenge below which a LowBalance notification is due, 500. */
	lowBalanceThreshold?: number;
	/** Decides how calls and messages end, 1. */
	seed?: number;
}

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT/api/v1` */
	url: string;
	/** `http://127.0.0.1:PORT/api/public` */
	publicUrl: string;
	apiKey: string;
	/** Everything the service stores, to read and to change. */
	store: Store;
	/** Every request so far, successful or not. */
	requests: RecordedRequest[];
	/** Responses that broke the contract, requests to unknown routes, bodies that are not JSON. */
	violations: string[];
	/** The planned faults. */
	faults: Faults;
	/** Moves everything by that many steps, 1 by default. */
	advance(steps?: number): void;
	/** Moves everything until nothing moves any more. */
	finish(): void;
	/** Adds a notification; `created_at` is `Y-m-d H:i:s` in Almaty. */
	notify(
		type: string,
		data: object,
		overrides?: { id?: string; created_at?: string },
	): Notification;
	seedContactList: Seeds['contactList'];
	seedSound: Seeds['sound'];
	seedScenario: Seeds['scenario'];
	seedAutocall: Seeds['autocall'];
	seedCall: Seeds['call'];
	seedBulk: Seeds['bulk'];
	seedMessage: Seeds['message'];
	seedRentedCallerId: Seeds['rentedCallerId'];
	seedConfirmedNumber: Seeds['confirmedNumber'];
	seedTransaction: Seeds['transaction'];
	/** Stops the server and breaks off what is still open. */
	close(): Promise<void>;
}

const defaultApiKey = 'sandbox-0123456789abcdef';

/** Starts a sandbox of its own: nothing is shared with others in the process but the compiled contract. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { context, advance, finish, close } = await start({
		application: application(),
		createContext: (closing) => createContext(options, closing),
		...{ advanceOnce, port: options.port, stepMs: options.stepMs },
	});
	const seeds = new Seeds(context);
	return {
		url: `${context.origin}/api/v1`,
		publicUrl: `${context.origin}/api/public`,
		apiKey: context.apiKey,
		store: context.store,
		requests: context.requests,
		violations: context.violations,
		faults: context.faults,
		...{ advance, finish, close },
		notify: (type, data, overrides) => notify(context, type, data, overrides),
		seedContactList: (partial) => seeds.contactList(partial),
		seedSound: (partial) => seeds.sound(partial),
		seedScenario: (partial) => seeds.scenario(partial),
		seedAutocall: (partial) => seeds.autocall(partial),
		seedCall: (partial) => seeds.call(partial),
		seedBulk: (partial) => seeds.bulk(partial),
		seedMessage: (partial) => seeds.message(partial),
		seedRentedCallerId: (partial) => seeds.rentedCallerId(partial),
		seedConfirmedNumber: (partial) => seeds.confirmedNumber(partial),
		seedTransaction: (partial) => seeds.transaction(partial),
	};
}

function createContext(options: SandboxOptions, closing: AbortSignal): SandboxContext {
	const clock = new Clock(options.now ?? (() => new Date()));
	const { timesFaster = 1, requestsPerMinute = 300, rateWindowSeconds = 60 } = options;
	return {
		apiKey: options.apiKey ?? defaultApiKey,
		origin: '',
		pageSize: options.pageSize ?? 23,
		billingSteps: options.billingSteps ?? 0,
		latencyMs: options.latencyMs ?? 0,
		timesFaster,
		validateResponses: options.validateResponses ?? true,
		seed: options.seed ?? 1,
		clock,
		store: new Store({
			balance: options.balance ?? 10_000,
			tariff: options.tariff ?? 'SILVER',
			allowedFrom: options.allowedFrom ?? '11:00:00',
			allowedTo: options.allowedTo ?? '20:30:00',
			moderation: options.moderation ?? true,
			lowBalanceThreshold: options.lowBalanceThreshold ?? 500,
			createdAt: clock.timestamp(),
		}),
		throttle: new Throttle(requestsPerMinute, rateWindowSeconds, timesFaster),
		testCallThrottle: new Throttle(2, 60, timesFaster),
		faults: new Faults(),
		requests: [],
		violations: [],
		closing,
	};
}
