import { defineOperation } from '../../service/defineOperation';
import type { IDataObject } from 'n8n-workflow';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many confirmed numbers',
	description: 'Get the numbers of your own, whether confirmed or not',
	endpoint: 'GET /settings/confirmed_numbers',
	result: (response) => response as IDataObject[],
});
