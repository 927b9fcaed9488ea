import { withoutPage } from '../../service/nestedPages';
import { defineOperation } from '../../service/defineOperation';
import { autocallId } from '../locators';
import {
	callbackUrlField,
	clientIdField,
	nameField,
	startDateField,
	updateFields,
} from '../commonFields';
import { hoursFields, triesIntervalField } from './fields';

export default defineOperation({
	name: 'Update',
	action: 'Update an autocall',
	description: 'Change an autocall that has not started yet',
	endpoint: 'PUT /autocalls/{autocallId}',
	fields: [
		autocallId,
		updateFields([
			callbackUrlField,
			clientIdField(60),
			nameField,
			startDateField,
			...hoursFields,
			triesIntervalField,
		]),
	],
	result: withoutPage,
});
