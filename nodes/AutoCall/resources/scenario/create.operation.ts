import { defineOperation } from '../../service/defineOperation';
import { additionalFields, clientIdField, nameField } from '../commonFields';
import { dataField } from './fields';

export default defineOperation({
	name: 'Create',
	action: 'Create an interactive scenario',
	description: 'Create an interactive scenario; a moderator checks it before it can be used',
	endpoint: 'POST /scenarios',
	returns: 'id',
	fields: [
		{ ...nameField, required: true },
		{ ...dataField, required: true },
		additionalFields([clientIdField(60)]),
	],
	howToCheck: 'Use Scenario → Get Many to check whether it exists before you run this again.',
});
