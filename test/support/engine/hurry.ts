import { createRequire } from 'node:module';

/** n8n's own `sleep`, which `n8n-workflow` passes on to nodes. */
interface SleepModule {
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const requireOfN8n = createRequire(require.resolve('n8n-workflow'));
const sleepModule = requireOfN8n('@n8n/utils/sleep') as SleepModule;
const { sleep } = sleepModule;
const { performance } = globalThis;

let times = 1;
// Before a node is loaded, which may keep the function.
sleepModule.sleep = async (ms, signal) => await sleep(ms / times, signal);
/** Where the nodes' clock stood when it was last set to another speed, in its own ms and in real ones. */
let set = { own: 0, real: 0 };

const now = () => set.own + (performance.now() - set.real) * times;

/**
 * Lets waits pass faster: n8n's `sleep`, and the clock by which the nodes count how long they have waited
 * (`performance.now()` outside of Jest's sandbox). What takes real time, such as a response, takes as long as ever.
 *
 * @param faster how many times faster, 1 for real time
 */
export function hurry(faster: number): void {
	if (faster === times) return;
	set = { own: now(), real: performance.now() };
	times = faster;
	globalThis.performance = new Proxy(performance, {
		get(target, property) {
			if (property === 'now') return now;
			const value: unknown = Reflect.get(target, property);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}

/** How many times faster waits pass at present. */
export function timesFaster(): number {
	return times;
}
