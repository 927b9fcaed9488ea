import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many phone numbers',
	description: 'Get the numbers that you can call from',
	endpoint: 'POST /apiCalls/getPhones',
	readsOnly: true,
	fields: [
		{
			displayName: 'Include Shared Numbers',
			name: 'all',
			type: 'boolean',
			default: false,
			api: 'all',
			description: 'Whether to get the numbers that all accounts share, too',
		},
	],
	result: expectRecords,
});
