import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/declaration/operation';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many confirmed numbers',
	description: 'Get the numbers of your own that were added, confirmed or not yet',
	endpoint: 'GET /settings/confirmed_numbers',
	result: (answer) => answer as IDataObject[],
});
