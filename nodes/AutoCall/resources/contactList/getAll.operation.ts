import { defineOperation } from '../../service/defineOperation';
import { collectPages } from '../../../shared/execution/collectPages';
import { isNotFound } from '../../../shared/transport/apiFailure';
import { reasonOf } from '../../../shared/transport/fetchAllRecords';
import { listFilters, sortOrder } from '../commonFields';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many contact lists',
	description: 'Get many contact lists, optionally by day of creation or by your own ID',
	endpoint: 'GET /lists',
	fields: listFilters,
	options: [sortOrder],
	pages: {},
	async run(call) {
		const records = await collectPages(call).catch((error: unknown) => {
			// For a client_id that no list has, this endpoint alone returns 404 instead of an empty page.
			if (isNotFound(reasonOf(error)) && call.parameters.get('filters.clientId') !== undefined)
				return [];
			throw error;
		});
		return call.context.helpers.returnJsonArray(records);
	},
});
