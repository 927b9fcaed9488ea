import { defineOperation } from '../../service/defineOperation';
import { callId } from './fields';

export default defineOperation({
	name: 'Get',
	action: 'Get a call',
	description: 'Get one call with its status, tries and duration',
	endpoint: 'GET /calls/{callId}',
	fields: [callId],
	simplify: [
		'id',
		'autocall_id',
		'number',
		'extra',
		'status',
		'tries',
		'last_try_at',
		'duration',
		'r_duration',
		'data',
	],
});
