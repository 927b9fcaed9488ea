import { reachedState } from '../findings';
import { someItems } from '../kinds/several';
import { seedCall, to, type ZvonobotKind } from './kind';

/** A time that has not come, in Unix seconds. */
const LATER = Math.floor(Date.now() / 1000) + 86_400;

const remove: ZvonobotKind = {
	name: 'Call → Delete',
	weight: 3,
	errand({ sandbox, random, options }) {
		const madeFrom = random.pick(['message', 'template'] as const);
		const calls = someItems(random, () => seedCall(sandbox, madeFrom, { plannedAt: LATER }));
		const { apiCalls, templateCalls } = sandbox.store;
		const table = madeFrom === 'message' ? apiCalls : templateCalls;
		const [first] = calls;
		// A try after one whose response was lost, or too late on a busy machine, finds nothing more to delete.
		const mayFindNone = () => sandbox.faults.strikes.length > 0 || sandbox.requests.length > 1;
		return {
			...{ resource: 'call', operation: 'delete', isBatch: true, main: to('remove') },
			parameters: { callIds: '={{ $json.id }}', createdFrom: madeFrom, options },
			items: calls.map(({ id }) => ({ id })),
			// One may begin while it is being deleted.
			...(random.chance(0.3) && { meanwhile: [() => first && (first.plannedAt = 0)] }),
			judge: (report) =>
				reachedState(
					(item) =>
						table.get(calls[item]!.id) === undefined || report.outputs[0]?.json.deleted === false,
					({ id, deleted, reason }, item) =>
						id === calls[item]!.id &&
						(deleted === true || (mayFindNone() && /was deleted before/.test(String(reason)))),
				)(report),
		};
	},
};

const reschedule: ZvonobotKind = {
	name: 'Call → Reschedule',
	weight: 3,
	errand({ sandbox, random, options }) {
		const calls = someItems(random, () => sandbox.seedCall({ plannedAt: LATER }));
		const plannedAt = LATER + 3_600;
		return {
			...{ resource: 'call', operation: 'reschedule', isBatch: true, main: to('update') },
			parameters: {
				callIds: '={{ $json.id }}',
				plannedAt: new Date(plannedAt * 1000).toISOString(),
				options,
			},
			items: calls.map(({ id }) => ({ id })),
			judge: reachedState(
				(item) => calls[item]!.plannedAt === plannedAt,
				({ id, rescheduled }, item) => id === calls[item]!.id && rescheduled === true,
			),
		};
	},
};

const removeAudio: ZvonobotKind = {
	name: 'Audio → Delete',
	weight: 2,
	errand({ sandbox, random, options }) {
		const records = someItems(random, () => sandbox.seedRecord());
		return {
			...{ resource: 'audio', operation: 'delete', main: to('removeRecord') },
			parameters: { audioId: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, options },
			items: records.map(({ id }) => ({ id })),
			isSideBySide: true,
			judge: reachedState(
				(item) => !sandbox.store.records.get(records[item]!.id)?.isListed,
				({ id, deleted }, item) => id === records[item]!.id && deleted === true,
			),
		};
	},
};

/** The operations that change or delete, so that a second time does no harm. */
export const changeKinds: ZvonobotKind[] = [remove, reschedule, removeAudio];
