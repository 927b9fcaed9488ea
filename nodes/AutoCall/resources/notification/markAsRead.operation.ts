import { defineOperation } from '../../service/defineOperation';
import { notificationId } from '../locators';

export default defineOperation({
	name: 'Mark as Read',
	action: 'Mark a notification as read',
	description: 'Mark a notification as read, as if it had been opened at autocall.kz',
	endpoint: 'PUT /notifications/{notificationId}',
	fields: [notificationId],
});
