import { RESOURCES } from '../../../nodes/AutoCall/operations';
import type { Sandbox } from '../../../sandbox';
import { startBench } from '../autoCall';
import { loadEngine } from '../engine';
import { keyOf } from './key';
import { KINDS } from './kinds';
import { creatingIn, type FaultyService } from './service';

/** Enough for contacts and campaigns without end. */
const BALANCE = 1_000_000_000;

/** AutoCall.kz and its nodes. */
export const autoCall: FaultyService<Sandbox> = {
	kinds: KINDS,
	engine: loadEngine,
	open: async ({ index, account, kind }) =>
		await startBench({
			apiKey: keyOf(index),
			balance: BALANCE,
			rateWindowSeconds: 1,
			...account,
			...kind.account,
		}),
	// The key is a header, which public endpoints don't get.
	publicPartOf: ({ path, query, body, headers: { authorization, ...others } }) => [
		...[path, query, others, body],
		path.startsWith('/api/v1/') ? undefined : authorization,
	],
	creating: creatingIn(RESOURCES),
};
