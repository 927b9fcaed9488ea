import { defineOperation } from '../../service/defineOperation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Relaunch',
	action: 'Create a list of the people who were not reached',
	description:
		'Create a contact list of the people who were not reached by a completed autocall; use it in a new autocall to call them again',
	endpoint: 'GET /autocalls/relaunch/{autocallId}',
	returns: 'id',
	fields: [autocallId],
	repeatable: false,
	failures: {
		403: {
			message: 'The autocall is not completed yet',
			description:
				'Relaunch works once the status of the autocall is completed. Use Get to see the status.',
		},
	},
	howToCheck:
		'Use Contact List → Get Many to check whether there is a new list before you run this again.',
});
