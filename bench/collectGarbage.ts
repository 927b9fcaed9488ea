import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Collects all garbage. Not to be used before something is timed: V8 drops compiled code with it, and
 * the next code runs cold.
 */
export function collectGarbage(): void {
	gc();
}
