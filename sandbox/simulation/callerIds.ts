import { parseDateTime } from '../clock';
import type { SandboxContext } from '../context';
import { notify } from '../notify';

const announceDaysAhead = 3;

/** Announces rentals that end soon and returns those that have ended. @returns whether there was one */
export function expireCallerIds(context: SandboxContext): boolean {
	const { store, clock } = context;
	let changed = false;
	for (const callerId of store.callerIds.filter(({ holder }) => holder === 'account')) {
		if (callerId.rented_until === null) continue;
		const until = parseDateTime(callerId.rented_until);
		const subject = { id: callerId.id, name: callerId.number };
		if (until <= clock.current()) {
			callerId.holder = 'nobody';
			callerId.rented_until = null;
			notify(context, 'CallerIdReleased', subject);
			changed = true;
		} else if (
			!callerId.expiryAnnounced &&
			until.minus({ days: announceDaysAhead }) <= clock.current()
		) {
			callerId.expiryAnnounced = true;
			notify(context, 'CallerIdExpiringSoon', subject);
			changed = true;
		}
	}
	return changed;
}
