import { defineOperation } from '../../service/defineOperation';
import type { IDataObject } from 'n8n-workflow';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many confirmed numbers',
	description: 'Get the numbers of your own that were added, confirmed or not yet',
	endpoint: 'GET /settings/confirmed_numbers',
	result: (answer) => answer as IDataObject[],
});
