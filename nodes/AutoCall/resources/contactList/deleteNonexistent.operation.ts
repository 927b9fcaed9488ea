import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Delete Nonexistent Numbers',
	action: 'Delete nonexistent numbers from a contact list',
	description: 'Remove the numbers that turned out not to exist; the list itself stays',
	endpoint: 'DELETE /lists/nonexistent/{contactListId}',
	fields: [contactListId],
});
