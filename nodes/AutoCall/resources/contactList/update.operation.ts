import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';
import { clientIdField, nameField, updateFields } from '../commonFields';

export default defineOperation({
	name: 'Update',
	action: 'Update a contact list',
	description: 'Change the name or your own ID of a contact list',
	endpoint: 'PUT /lists/{contactListId}',
	fields: [contactListId, updateFields([clientIdField(256), nameField])],
});
