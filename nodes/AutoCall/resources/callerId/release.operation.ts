import { defineOperation } from '../../service/defineOperation';
import { callerIdId } from '../locators';

export default defineOperation({
	name: 'Release',
	action: 'Release a caller ID',
	description: 'Give back a rented number before its rent ends; nothing is refunded',
	endpoint: 'DELETE /caller-ids/{callerIdId}',
	fields: [callerIdId],
});
