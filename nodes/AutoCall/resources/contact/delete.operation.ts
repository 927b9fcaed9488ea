import { defineOperation } from '../../service/defineOperation';
import { contactId } from './fields';

export default defineOperation({
	name: 'Delete',
	action: 'Delete a contact',
	description: 'Remove a contact from its list',
	endpoint: 'DELETE /contacts/{contactId}',
	fields: [contactId],
});
