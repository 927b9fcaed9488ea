/** Whether this is `npm run test:faults`, which takes its time. */
const isThorough = process.env.npm_lifecycle_event === 'test:faults';

/**
 * Tells how often a random experiment is repeated: fewer times among all the other tests, so that `npm test`
 * stays quick.
 *
 * @param variable environment variable that sets another number
 */
export function extentOf(variable: string, { usual = 0, thorough = 0 }): number {
	return Number(process.env[variable] ?? (isThorough ? thorough : usual));
}
