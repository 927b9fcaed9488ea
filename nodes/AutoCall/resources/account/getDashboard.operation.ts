import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Get Dashboard',
	action: 'Get an overview of the account',
	description:
		'Get an overview: running campaigns, balance, and calls of the last week and of all time',
	endpoint: 'GET /dashboard',
	simplify: [
		'running&awaiting',
		'in_queue',
		'reserved',
		'balance',
		'currency',
		'full_activity.all',
		'full_activity.success',
		'full_activity.recalled',
		'full_activity.no_answer',
		'full_activity.busy',
	],
});
