import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get a contact list',
	description:
		'Get a contact list with the number of its contacts; use Get Contacts for the contacts',
	endpoint: 'GET /lists/{contactListId}',
	fields: [contactListId],
	result: withoutPage,
});
