import type { IDataObject } from 'n8n-workflow';

import { simplified } from '../../../../../../nodes/shared/execution/results';
import { askedByItems, runInBatches } from '../../calls/batches';
import { fetchCalls } from '../../calls/fetchCalls';
import { presentCall, SIMPLE_CALL } from '../../service/presentCall';
import { defineOperation } from '../../service/defineOperation';
import { callIdsField, callIdsOf, createdFromField, isFromTemplate } from './fields';

export default defineOperation({
	name: 'Get',
	action: 'Get calls',
	description: 'Get how calls went: their status, what was answered, how long the talk was',
	endpoint: 'POST /apiCalls/get',
	readsOnly: true,
	fields: [callIdsField, createdFromField],
	simplify: SIMPLE_CALL,
	takesAllItems: () => true,
	check: (call) => askedByItems(call, callIdsOf),
	async run(call, asked) {
		const isSimple = call.parameters.get<boolean>('simplify');
		const outputOf = (record: IDataObject) => {
			const shown = presentCall(record);
			return isSimple ? simplified(shown, SIMPLE_CALL) : shown;
		};
		return await runInBatches(call, asked, async (ids) => {
			const calls = await fetchCalls(
				async (request) => await call.send(request),
				ids,
				isFromTemplate(call),
			);
			return ids.map((id) => {
				const record = calls.get(id);
				return record ? outputOf(record) : { id, status: 'notFound' };
			});
		});
	},
});
