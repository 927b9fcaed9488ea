/** Almaty's offset, which decides on a sandbox's day. */
const OFFSET_MS = 5 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * A clock of today that shows noon in Almaty when it is created, and runs on from there: campaigns can be tried at
 * any time of the day, as their hours are still to come.
 */
export function fromNoon(): () => Date {
	const now = Date.now();
	const aheadMs = DAY_MS / 2 - ((now + OFFSET_MS) % DAY_MS);
	return () => new Date(Date.now() + aheadMs);
}
