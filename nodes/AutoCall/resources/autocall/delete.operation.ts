import { defineOperation } from '../../runtime/operation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete an autocall',
	description: 'Delete an autocall; not possible while it is calling people',
	endpoint: 'DELETE /autocalls/{autocallId}',
	fields: [autocallId],
});
