import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';
import { smsBulkId } from '../locators';
import {
	callbackUrlField,
	clientIdField,
	nameField,
	startDateField,
	updateFields,
} from '../commonFields';
import { startTimeField } from './fields';

export default defineOperation({
	name: 'Update',
	action: 'Update an SMS bulk',
	description: 'Change an SMS bulk that has not started yet',
	endpoint: 'PUT /bulks/{smsBulkId}',
	fields: [
		smsBulkId,
		updateFields([callbackUrlField, clientIdField(60), nameField, startDateField, startTimeField]),
	],
	result: withoutPage,
});
