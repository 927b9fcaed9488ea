import { defineOperation } from '../../service/defineOperation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Relaunch',
	action: 'Create a list of the people who were not reached',
	description:
		'Create a contact list of the people whom a completed autocall did not reach; use it in a new autocall to call them again',
	endpoint: 'GET /autocalls/relaunch/{autocallId}',
	fields: [autocallId],
	repeatable: false,
	failures: {
		403: {
			message: 'The autocall is not completed yet',
			description:
				'Relaunch works once the autocall has the status completed; Get shows its status.',
		},
	},
	howToCheck:
		'Check with Contact List → Get Many whether there is a new list before you run this again.',
});
