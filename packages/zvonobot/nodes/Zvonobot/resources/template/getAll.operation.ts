import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';
import { bit } from '../../service/values';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the templates of your account',
	endpoint: 'POST /apiCalls/getTemplates',
	readsOnly: true,
	fields: [
		{
			displayName: 'Only Released',
			name: 'onlyModerated',
			type: 'boolean',
			default: false,
			api: 'onlyModerated',
			parse: bit,
			description: 'Whether to get only templates that a moderator has released',
		},
	],
	result: expectRecords,
});
