import { defineOperation } from '../../service/defineOperation';
import { soundId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete a sound',
	description: 'Delete a sound of the account',
	endpoint: 'DELETE /sounds/{soundId}',
	fields: [soundId],
});
