import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Ignore Nonexistent Numbers',
	action: 'Ignore nonexistent numbers in a contact list',
	description: 'Keep the numbers that turned out not to exist, and clear the mark on them',
	endpoint: 'PUT /lists/nonexistent/{contactListId}',
	fields: [contactListId],
});
