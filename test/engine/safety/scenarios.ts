import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Bench } from '../../support/autoCall';
import type { NodeResult } from '../../support/engine';

/** IDs of the sandbox's first list, autocall, bulk, sound and caller ID. */
export const FIRST = { list: 101, autocall: 301, bulk: 401, sound: 201, callerId: 41 } as const;

/** A valid number for each index, all different. */
export const numberAt = (index: number): string => `+7701${String(index).padStart(7, '0')}`;

/** Contacts given as JSON, each with a number of its own. */
export const people = (count: number): IDataObject => ({
	contactsSource: 'json',
	contactsJson: Array.from({ length: count }, (_none, index) => ({ number: numberAt(index) })),
});

/** The requests that reached the sandbox, in order: `GET /balance`. */
export const sent = ({ sandbox }: Bench): string[] =>
	sandbox.requests.map(({ method, route }) => `${method} ${route}`);

/** How many requests of a kind reached the sandbox. */
export const countOf = (bench: Bench, request: string): number =>
	sent(bench).filter((one) => one === request).length;

/** The bodies of the POSTs that reached an endpoint, in order. */
export const posted = ({ sandbox }: Bench, route: string): IDataObject[] =>
	sandbox.requests
		.filter((request) => request.method === 'POST' && request.route === route)
		.map(({ body }) => body as IDataObject);

/** The error of a failed run as the person sees it; a Client ID of n8n's as `n8n-…`. */
export function seen({ status, error }: NodeResult): IDataObject {
	const { message, description } = error as unknown as { message: string; description?: string };
	return {
		status,
		message,
		description: description?.replace(/n8n-\d+-[0-9a-f]{16}-\d+/, 'n8n-…'),
	};
}

/** The JSON of items. */
export const jsonOf = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);

/** Waits until something is so; the test's own time limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/**
 * Gives an `it` for tests in which the node waits: all of those of the file are begun together before its
 * first test, so that they wait together. To be called once, at the top of the file.
 */
export function waitingTogether(): (title: string, scenario: () => Promise<void>) => void {
	const scenarios: Array<() => void> = [];
	beforeAll(() => scenarios.forEach((begin) => begin()));
	return (title, scenario) => {
		let outcome: Promise<void>;
		scenarios.push(() => {
			outcome = scenario();
			outcome.catch(() => undefined);
		});
		it(title, async () => await outcome);
	};
}

/** Something that happens when a test says so. */
export function moment(): { comes: Promise<void>; come: () => void } {
	let come = () => {};
	const comes = new Promise<void>((resolve) => (come = resolve));
	return { comes, come: () => come() };
}
