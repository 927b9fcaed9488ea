import { currency, reservedAmount } from '../billing';
import type { Call } from '../store/entities';
import { ok, type Handlers } from './handler';
import { countOutcomes } from './presentAutocall';

function activity(calls: readonly Call[]) {
	return { all: calls.length, ...countOutcomes(calls) };
}

export const dashboardHandlers: Handlers = {
	'get-dashboard': ({ context: { store, clock } }) => {
		const placed = store.calls.filter(({ last_try_at }) => last_try_at !== null);
		const today = clock.current();
		const week = Array.from({ length: 7 }, (_, index) =>
			today.minus({ days: 6 - index }).toFormat('yyyy-MM-dd'),
		);
		return ok({
			'running&awaiting': store.autocalls.filter(
				({ status }) => status === 'running' || status === 'awaiting',
			).length,
			in_queue: store.calls.filter(({ status }) => status === 'in_queue').length,
			reserved: reservedAmount(store),
			balance: store.balance,
			currency,
			week_activity: Object.fromEntries(
				week.map((day) => [
					day,
					activity(placed.filter(({ last_try_at }) => last_try_at?.startsWith(day))),
				]),
			),
			full_activity: activity(placed),
		});
	},
};
