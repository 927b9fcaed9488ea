import { defineOperation } from '../../service/defineOperation';
import { smsBulkId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete an SMS bulk',
	description: 'Delete an SMS bulk; not possible while it is being sent',
	endpoint: 'DELETE /bulks/{smsBulkId}',
	fields: [smsBulkId],
	failures: {
		422: {
			message: 'The SMS bulk cannot be deleted while it is being sent',
			description: 'Delete it once its status is completed. Use Get to see the status.',
		},
	},
});
