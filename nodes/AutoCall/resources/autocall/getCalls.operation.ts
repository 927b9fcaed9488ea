import { defineOperation } from '../../runtime/operation';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Get Calls',
	action: 'Get the calls of an autocall',
	description: 'Get the calls of an autocall with their results, each as an item',
	endpoint: 'GET /autocalls/{autocallId}',
	fields: [autocallId],
	pages: { nestedIn: 'calls' },
});
