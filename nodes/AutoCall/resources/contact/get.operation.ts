import { defineOperation } from '../../service/defineOperation';
import { contactId } from './fields';

export default defineOperation({
	name: 'Get',
	action: 'Get a contact',
	description: 'Get one contact of a list',
	endpoint: 'GET /contacts/{contactId}',
	fields: [contactId],
});
