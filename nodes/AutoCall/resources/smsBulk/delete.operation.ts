import { defineOperation } from '../../runtime/operation';
import { smsBulkId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete an SMS bulk',
	description: 'Delete an SMS bulk; not possible while it is being sent',
	endpoint: 'DELETE /bulks/{smsBulkId}',
	fields: [smsBulkId],
});
