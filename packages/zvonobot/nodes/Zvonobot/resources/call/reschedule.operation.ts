import { askedByItems, runInBatches } from '../../calls/batches';
import { idsIn } from '../../calls/idsIn';
import { defineOperation } from '../../service/defineOperation';
import { isoOf, plannedAtField, plannedAtOf } from '../../service/moments';
import { callIdsField, callIdsOf } from './fields';

const NOT_MOVED = 'It has begun, is over, or is not in your account.';

export default defineOperation({
	name: 'Reschedule',
	action: 'Move planned calls to another time',
	description: 'Move calls that have not begun to another time',
	endpoint: 'POST /apiCalls/update',
	repeatable: true,
	kind: 'changes',
	fields: [
		callIdsField,
		{
			...plannedAtField,
			required: true,
			description:
				'When to call instead, by the time zone of the workflow unless the value names another',
		},
	],
	takesAllItems: () => true,
	check: (call) =>
		askedByItems(call, (one) => {
			const replannedAt = plannedAtOf(one) as number;
			return callIdsOf(one).map((id) => ({ id, replannedAt }));
		}),
	run: async (call, asked) =>
		await runInBatches(call, asked, async (entries) => {
			// Of several times for the same call the last one counts.
			const callList = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
			const moved = idsIn(await call.send<unknown>({ ...call.request(), body: { callList } }));
			return entries.map(({ id, replannedAt }) =>
				moved.has(id)
					? {
							...{ id, rescheduled: true },
							...{ plannedAt: replannedAt, plannedAtIso: isoOf(replannedAt) },
						}
					: { id, rescheduled: false, reason: NOT_MOVED },
			);
		}),
});
