import { RESOURCES } from '../../../../packages/zvonobot/nodes/Zvonobot/operations';
import type { ZvonobotSandbox } from '../../../../sandbox/zvonobot';
import { loadEngine } from '../../engine';
import { startZvonobotBench, ZVONOBOT } from '../../zvonobot';
import { keyOf } from '../key';
import { creatingIn, type FaultyService } from '../service';
import { changeKinds } from './changes';
import { createKinds } from './creates';
import { readKinds } from './reads';
import { waitKinds } from './waits';

/** Enough for calls without end, in roubles. */
const BALANCE = 1_000_000_000;

/** Zvonobot and its node. */
export const zvonobot: FaultyService<ZvonobotSandbox> = {
	kinds: [...readKinds, ...changeKinds, ...createKinds, ...waitKinds],
	engine: async () => await loadEngine(ZVONOBOT),
	open: async ({ index, account: { requestsPerMinute } }) =>
		await startZvonobotBench({
			apiKey: keyOf(index),
			balance: BALANCE,
			rateWindowSeconds: 1,
			requestsPerMinute,
		}),
	// The key is a field of the body.
	publicPartOf: ({ path, query, headers, body }) => [
		...[path, query, headers],
		{ ...(body as object), apiKey: undefined },
	],
	creating: creatingIn(RESOURCES),
};
