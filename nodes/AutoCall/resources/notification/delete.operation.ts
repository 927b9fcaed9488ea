import { defineOperation } from '../../service/defineOperation';
import { notificationId } from '../locators';

export default defineOperation({
	name: 'Delete',
	action: 'Delete a notification',
	description: 'Delete a notification of the account',
	endpoint: 'DELETE /notifications/{notificationId}',
	fields: [notificationId],
});
