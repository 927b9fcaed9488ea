import type { IDataObject } from 'n8n-workflow';

import {
	startAutodialerSandbox,
	type AutodialerSandbox,
	type AutodialerSandboxOptions,
} from '../../sandbox/autodialer';
import { benchesOf, type ServiceBench } from './serviceBench';

/** The package that is tested. */
export const AUTODIALER = 'n8n-nodes-autodialer';

/** n8n's engine beside a sandbox of Autodialer of its own, for one test. */
export type AutodialerBench = ServiceBench<
	AutodialerSandbox,
	{ accessToken: string; baseUrl: string }
>;

export const {
	start: startAutodialerBench,
	use: useAutodialer,
	useFastWaits,
} = benchesOf({
	packageName: AUTODIALER,
	start: async (nth, timesFaster, options: AutodialerSandboxOptions) =>
		await startAutodialerSandbox({
			timesFaster,
			accessToken: `sandbox-autodialer-0123456789-${nth}`,
			...options,
		}),
	credentialFor: (sandbox) => ({ accessToken: sandbox.accessToken, baseUrl: sandbox.url }),
});

/** The number of the nth person in the manual's form: `87010000001`. */
export function phoneAt(index: number): string {
	return String(87_010_000_001 + index);
}

/** Rows of so many people, as input items. */
export function rows(count: number): IDataObject[] {
	return Array.from({ length: count }, (_none, index) => ({ row: index, phone: phoneAt(index) }));
}

/** The queries of the requests to an endpoint, without the token: `make`. */
export function queriesOf({ sandbox }: AutodialerBench, endpoint: string): IDataObject[] {
	return sandbox.requests
		.filter(({ path }) => path === `/apikey/${endpoint}`)
		.map(({ body }) => {
			const { access_token, ...query } = (body as { query: IDataObject }).query;
			return query;
		});
}

/** The rows of all requests to `make`. */
export function sentRows(bench: AutodialerBench): IDataObject[] {
	return queriesOf(bench, 'make').flatMap(({ data }) => data as IDataObject[]);
}
