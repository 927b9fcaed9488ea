import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Get Contacts',
	action: 'Get the contacts of a contact list',
	description: 'Get the contacts of a list, one item per contact',
	endpoint: 'GET /lists/{contactListId}',
	fields: [contactListId],
	pages: {},
});
