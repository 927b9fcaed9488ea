import { defineOperation } from '../../service/defineOperation';
import { smsBulkId } from '../locators';

export default defineOperation({
	name: 'Get Messages',
	action: 'Get the messages of an SMS bulk',
	description: 'Get the messages of an SMS bulk with their delivery status, one item per message',
	endpoint: 'GET /bulks/{smsBulkId}',
	fields: [smsBulkId],
	pages: {},
});
