import { defineOperation } from '../../../shared/declaration/operation';
import { without } from '../../../shared/execution/results';
import { contactListId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get a contact list',
	description:
		'Get a contact list with the number of its contacts; Get Contacts gives the contacts',
	endpoint: 'GET /lists/{contactListId}',
	fields: [contactListId],
	result: without('contacts'),
});
