import { collectPages } from '../../runtime/collectPages';
import { defineOperation } from '../../runtime/operation';
import { isNotFound } from '../../transport/apiFailure';
import { reasonOf } from '../../transport/records';
import { listFilters } from '../sharedFields';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many contact lists',
	description: 'Get many contact lists, by day of creation or by your own ID if you like',
	endpoint: 'GET /lists',
	fields: listFilters,
	pages: {},
	async run(call) {
		try {
			return call.context.helpers.returnJsonArray(await collectPages(call));
		} catch (error) {
			// For a client_id that no list has, this endpoint alone answers 404 instead of an empty page.
			if (isNotFound(reasonOf(error)) && call.parameters.get('filters.clientId') !== undefined)
				return [];
			throw error; // eslint-disable-line @n8n/community-nodes/require-node-api-error -- worded in the loop over the items
		}
	},
});
