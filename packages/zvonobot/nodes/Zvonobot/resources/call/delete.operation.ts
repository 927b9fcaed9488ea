import { askedByItems, runInBatches } from '../../calls/batches';
import { fetchCalls } from '../../calls/fetchCalls';
import { idsIn } from '../../calls/idsIn';
import { defineOperation } from '../../service/defineOperation';
import { callIdsField, callIdsOf, createdFromField, isFromTemplate } from './fields';

const NOT_DELETED = 'It has begun, is over, was deleted before, or is not in your account.';

export default defineOperation({
	name: 'Delete',
	action: 'Delete planned calls',
	description: 'Delete calls that have not begun',
	endpoint: 'POST /apiCalls/remove',
	// A second try finds nothing more to delete.
	repeatable: true,
	kind: 'deletes',
	fields: [callIdsField, createdFromField],
	takesAllItems: () => true,
	check: (call) => askedByItems(call, callIdsOf),
	async run(call, asked) {
		const isTemplate = isFromTemplate(call);
		return await runInBatches(call, asked, async (ids) => {
			const idList = [...new Set(ids)];
			const body = { idList, ...(isTemplate && { isTemplate: 1 }) };
			const response = await call.send<unknown>({ ...call.request(), body });
			const deleted = idsIn(response);
			const rest = idList.filter((id) => !deleted.has(id));
			if (response.isAfterLoss && rest.length > 0) {
				// The try whose response was lost may have deleted them.
				const there = await fetchCalls(
					async (request) => await call.send(request),
					rest,
					isTemplate,
				);
				for (const id of rest.filter((one) => !there.has(one))) deleted.add(id);
			}
			return ids.map((id) =>
				deleted.has(id) ? { id, deleted: true } : { id, deleted: false, reason: NOT_DELETED },
			);
		});
	},
});
