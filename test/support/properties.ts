import fc from 'fast-check';

/** Seed of this run's property tests, printed; set `FC_SEED` to repeat a run. */
export const seed = process.env.FC_SEED
	? Number(process.env.FC_SEED)
	: Math.floor(Math.random() * 2 ** 31);

if (!Number.isInteger(seed)) throw new Error('FC_SEED must be a whole number');

fc.configureGlobal({ seed });
process.stdout.write(`Property tests: FC_SEED=${seed}\n`);

/** fast-check, set to the seed of the run. */
export { fc };
