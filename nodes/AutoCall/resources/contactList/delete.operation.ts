import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete a contact list',
	description: 'Delete a contact list with all of its contacts',
	endpoint: 'DELETE /lists/{contactListId}',
	fields: [contactListId],
});
