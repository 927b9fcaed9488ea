/**
 * Zvonobot's POST /apiCalls/create, and nothing else, on Node's bare server: it parses each body, and returns a call
 * for each phone.
 */
import { serveBare } from './bareServer';
import { givenOptions } from './serviceProcess';

/** Settings of the service. */
export interface CallsProcessOptions {
	apiKey: string;
	/** How much later each response comes, in ms. */
	latencyMs: number;
}

/** Most phones that a request may hold (POST /apiCalls/create). */
const MOST_PHONES = 5_000;

const { apiKey, latencyMs } = givenOptions<CallsProcessOptions>();
let calls = 0;

serveBare({
	apiKey,
	latencyMs,
	respond({ url }, text, numbers) {
		const sent = JSON.parse(text) as { apiKey?: string; phones?: string[] };
		const { phones = [] } = sent;
		if (url !== '/apiCalls/create' || sent.apiKey !== apiKey || phones.length > MOST_PHONES) {
			return { status: 400, body: { status: 'error', message: 'Bad request' } };
		}
		for (const phone of phones) numbers.add(phone);
		return { status: 200, body: { status: 'success', data: phones.map(callTo) } };
	},
});

function callTo(phone: string): object {
	return {
		...{ id: ++calls, phone, status: 'created', createdAt: 1_795_304_433, plannedAt: null },
		...{ smartDelay: null, needRecording: 0, recordCost: 0.4 },
	};
}
