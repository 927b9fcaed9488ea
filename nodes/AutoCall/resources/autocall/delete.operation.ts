import { defineOperation } from '../../service/defineOperation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete an autocall',
	description: 'Delete an autocall; not possible while it is calling people',
	endpoint: 'DELETE /autocalls/{autocallId}',
	fields: [autocallId],
	failures: {
		422: {
			message: 'The autocall cannot be deleted while it is calling people',
			description: 'Delete it once its status is completed. Use Get to see the status.',
		},
	},
});
