import fc from 'fast-check';

import { extentOf } from './extent';

/** Seed of this run's property tests, printed; set `FC_SEED` to repeat a run. */
export const seed = process.env.FC_SEED
	? Number(process.env.FC_SEED)
	: Math.floor(Math.random() * 2 ** 31);

/** `FC_TIMES=40` draws 40 times as many cases for each property. */
const times = extentOf('FC_TIMES', { usual: 1, thorough: 10 });

if (!Number.isInteger(seed)) throw new Error('FC_SEED must be a whole number');
if (!Number.isInteger(times)) throw new Error('FC_TIMES must be a whole number');

/** How many cases a property is checked with that usually gets as many as given. */
export const runs = (usual: number): number => usual * times;

fc.configureGlobal({ seed, numRuns: runs(100) });
process.stdout.write(`Property tests: FC_SEED=${seed}\n`);

/** fast-check, set to the seed of the run. */
export { fc };
