import { defineOperation } from '../../service/defineOperation';
import { soundId } from '../locators';
import { clientIdField, nameField, updateFields } from '../commonFields';

export default defineOperation({
	name: 'Update',
	action: 'Update a sound',
	description: 'Change the name or your own ID of a sound',
	endpoint: 'PUT /sounds/{soundId}',
	fields: [soundId, updateFields([clientIdField(60), nameField])],
});
