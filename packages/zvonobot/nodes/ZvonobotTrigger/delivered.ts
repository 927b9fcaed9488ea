import type { IWebhookFunctions } from 'n8n-workflow';

/** How long a delivery is remembered, in ms: Zvonobot repeats one each minute, up to three times. */
const REMEMBERED_MS = 600_000;
/** How many are kept in the static data, which n8n writes to its database with each delivery. */
const MOST_KEPT = 500;

type Delivery = [key: string, at: number];

/** Deliveries of this process, by node. n8n gives each request static data of its own, as it was stored. */
const recent = new Map<string, Map<string, number>>();

/**
 * Takes in that something is delivered to a workflow.
 *
 * @param key the same for each repetition
 * @returns false where it was delivered before, by this process or by another one of the same n8n
 */
export function isFirst(context: IWebhookFunctions, key: string): boolean {
	const now = Date.now();
	const known = recentOf(context, now);
	const data = context.getWorkflowStaticData('node') as { delivered?: Delivery[] };
	const kept = (data.delivered ?? []).filter(([, at]) => at > now - REMEMBERED_MS);
	if (known.has(key) || kept.some(([one]) => one === key)) return false;
	known.set(key, now);
	data.delivered = [...kept.slice(1 - MOST_KEPT), [key, now]];
	return true;
}

function recentOf(context: IWebhookFunctions, now: number): Map<string, number> {
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const known = recent.get(node) ?? new Map<string, number>();
	recent.set(node, known);
	for (const [key, at] of known) {
		// They are in the order of their times.
		if (at > now - REMEMBERED_MS) break;
		known.delete(key);
	}
	return known;
}
