import { setTimeout as sleep } from 'node:timers/promises';

import { BareClient } from '../bareClient';
import { atMost, exactly, figureOf, sideBySide, worstOf, type Case } from '../case';
import { leastMs, LIMIT, WINDOW_MS, withLimitedService } from '../limitedService';
import type { Service } from '../service';
import { runWorkflow, type BenchWorkflow } from '../workflow';
import { allContacts, getContacts, getContactsByHttpRequest } from './pages';

const PAGES = 75;
const PAGE_SIZE = 23;
const CONTACTS = PAGES * PAGE_SIZE;
const LATENCY_MS = 50;
const WIDTH = 10;
/** The margin of the bare loop after a window, for the latency. */
const MARGIN_MS = 50;
const LEAST_MS = leastMs(PAGES);

const NODE = 'AutoCall node';
const HTTP_REQUEST = 'HTTP Request node';
const SPACED = `HTTP Request node, ${WINDOW_MS / LIMIT} ms between requests`;
const BARE = 'bare loop that knows the limit';

/** Return All over more pages than the limit allows in one window. */
export const rateLimit: Case = {
	name: 'rate-limit',
	async measure(context) {
		const account = { sandbox: { latencyMs: LATENCY_MS }, contacts: CONTACTS };
		const measured = (run: Parameters<typeof withLimitedService>[2]) =>
			withLimitedService(account, CONTACTS, run);
		const byWorkflow = (workflowFor: (service: Service) => BenchWorkflow) =>
			measured(async (service) => {
				const { items, wallMs } = await runWorkflow(context.engine, service, workflowFor(service));
				return { ids: items.map(({ json }) => json.id), wallMs };
			});
		const ways = await sideBySide(context, [
			{ name: NODE, measure: byWorkflow(getContacts) },
			{ name: HTTP_REQUEST, measure: byWorkflow((service) => getContactsByHttpRequest(service)) },
			{
				name: SPACED,
				measure: byWorkflow((service) => getContactsByHttpRequest(service, WINDOW_MS / LIMIT)),
			},
			{
				name: BARE,
				measure: measured(async (service) => {
					const client = new BareClient(service, WIDTH);
					const startedAt = performance.now();
					try {
						const contacts = await allContacts(client.send, service, WIDTH, fullWindows());
						return { ids: contacts.map(({ id }) => id), wallMs: performance.now() - startedAt };
					} finally {
						client.close();
					}
				}),
			},
		]);
		return {
			case: this.name,
			title: `Return All over ${PAGES} pages with ${LIMIT} requests allowed in ${WINDOW_MS / 1000} seconds`,
			columns: [
				{ figure: 'wallMs', label: 'time, ms' },
				{ figure: 'refused', label: 'refused (429)' },
				{ figure: 'records', label: 'records' },
				{ figure: 'missingOrDouble', label: 'missing or double' },
			],
			ways,
			goals: [
				exactly('no request refused in any round', worstOf(ways, NODE, 'refused'), 0),
				exactly('every record once in every round', worstOf(ways, NODE, 'missingOrDouble'), 0),
				atMost(
					`at most 1.1 times the least time that the limit allows (${LEAST_MS} ms)`,
					figureOf(ways, NODE, 'wallMs') / LEAST_MS,
					1.1,
					'×',
				),
			],
			notes: [
				`Every run has a service and a key of its own, so the limit is unknown at its start. Each response takes ${LATENCY_MS} ms. The limit is counted as in Laravel, in windows that begin with a first request. Everybody has to wait for the end of two windows, which is the least time. The bare loop knows the limit and the window.`,
				'The HTTP Request node without an interval ends with an error at the first refusal and returns no record. (That takes a complete expression that checks the status. Without one it takes the refused page for the last one, and returns some of the records as if they were all.) With an interval that can never exceed the limit it succeeds.',
			],
		};
	},
};

/** Lets through as many requests as a window has, then waits until the next one has surely begun. */
function fullWindows(): () => Promise<void> {
	let sent = 0;
	let windowEnds = 0;
	let opening: Promise<unknown> = Promise.resolve();
	return async () => {
		if (sent++ % LIMIT === 0) {
			opening = sleep(Math.max(0, windowEnds - performance.now())).then(() => {
				// The service counts a request only once it has held it up, a moment from now.
				windowEnds = performance.now() + LATENCY_MS + WINDOW_MS + MARGIN_MS;
			});
		}
		await opening;
	};
}
