import { defineOperation } from '../../service/defineOperation';
import { scenarioId } from '../locators';
import { clientIdField, nameField, updateFields } from '../commonFields';
import { dataField } from './fields';

export default defineOperation({
	name: 'Update',
	action: 'Update an interactive scenario',
	description: 'Change the name, the structure or your own ID of an interactive scenario',
	endpoint: 'PUT /scenarios/{scenarioId}',
	fields: [scenarioId, updateFields([clientIdField(60), nameField, dataField])],
});
