import { defineOperation } from '../../service/defineOperation';
import { callerIdId } from '../locators';

export default defineOperation({
	name: 'Release',
	action: 'Release a caller ID',
	description: 'Give a rented number back before its time; nothing is refunded',
	endpoint: 'DELETE /caller-ids/{callerIdId}',
	fields: [callerIdId],
});
