import type { IDataObject } from 'n8n-workflow';

import type { Bench } from '../../support/autoCall';
import type { ActivationOptions, ActiveTrigger } from '../../support/engine';

/** n8n's two ways of keeping a trigger's memory. */
export const STORES = ['staticData', 'durable'] as const;

/** The trigger's parameters, with Autocall Finished as the one event unless told otherwise. */
export function withEvents(events: string[], options: IDataObject = {}, more: IDataObject = {}) {
	return { parameters: { events, options, ...more } };
}

/** A workflow that n8n holds active with the AutoCall Trigger. */
export class ActiveWorkflow {
	private constructor(private readonly trigger: ActiveTrigger) {}

	/**
	 * Activates a workflow as n8n does, which polls at once.
	 *
	 * With its durable store n8n keeps nothing of a poll during activation that emits nothing; there the
	 * first poll on schedule is the one that sets the mark, and it is made here as well.
	 *
	 * @throws what the node throws, since n8n then refuses the activation
	 */
	static async activated(
		{ engine, credential }: Bench,
		options: Partial<ActivationOptions> = {},
	): Promise<{ workflow: ActiveWorkflow; atOnce: IDataObject[] }> {
		const trigger = await engine.activateTrigger({ credential, ...options });
		const workflow = new ActiveWorkflow(trigger);
		const atOnce = jsonOf((await trigger.poll(true)).items);
		if (options.cursor === 'durable' && atOnce.length === 0) {
			atOnce.push(...(await workflow.poll()));
		}
		return { workflow, atOnce };
	}

	/** One poll on schedule. @returns the events it starts the workflow with; none if it doesn't */
	async poll(): Promise<IDataObject[]> {
		const { items, error } = await this.trigger.poll();
		if (error) throw error;
		return jsonOf(items);
	}

	/** One poll on schedule that has to fail. @returns what the person sees of it */
	async failingPoll(): Promise<{ message: string; description: unknown; httpCode: unknown }> {
		const { items, error } = await this.trigger.poll();
		expect(items).toBeNull();
		const { message, description, httpCode } = error as unknown as Record<string, unknown>;
		return { message: String(message), description, httpCode };
	}

	/** The memory that the next poll finds. */
	memory(): IDataObject {
		return this.trigger.staticData();
	}

	/** The memory that remains when n8n stops now, in the form of its database. */
	saved(): IDataObject {
		return JSON.parse(JSON.stringify(this.trigger.saved())) as IDataObject;
	}
}

/** Activates a workflow that has nothing to start on yet, and gives it. */
export async function activate(
	bench: Bench,
	options: Partial<ActivationOptions> = {},
): Promise<ActiveWorkflow> {
	const { workflow, atOnce } = await ActiveWorkflow.activated(bench, options);
	expect(atOnce).toEqual([]);
	return workflow;
}

/** n8n stops and starts again with the workflow active. @returns what it starts with at once */
export async function restarted(
	bench: Bench,
	before: ActiveWorkflow,
	options: Partial<ActivationOptions>,
): Promise<{ workflow: ActiveWorkflow; atOnce: IDataObject[] }> {
	return await ActiveWorkflow.activated(bench, {
		...options,
		staticData: before.saved(),
		activation: 'init',
	});
}

/** The requests that reached the sandbox since the last poll, in order: `GET /notifications`. */
export function requestsSince({ sandbox }: Bench, start: number): string[] {
	return sandbox.requests
		.slice(start)
		.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`);
}

/** The requests that a step makes. */
export async function requestsOf(bench: Bench, step: () => Promise<unknown>): Promise<string[]> {
	const start = bench.sandbox.requests.length;
	await step();
	return requestsSince(bench, start);
}

function jsonOf(items: Array<{ json: IDataObject }> | null): IDataObject[] {
	return (items ?? []).map(({ json }) => json);
}
