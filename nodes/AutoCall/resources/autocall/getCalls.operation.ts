import { defineOperation } from '../../service/defineOperation';
import { hasChosenStatus, resultOfCall, statusFilter } from '../call/results';
import { autocallId } from '../locators';

export default defineOperation({
	name: 'Get Calls',
	action: 'Get the calls of an autocall',
	description:
		'Get the calls of an autocall, one item per call: whether the person was reached, and their answers in an interactive campaign',
	endpoint: 'GET /autocalls/{autocallId}',
	fields: [autocallId, statusFilter],
	pages: { isWanted: hasChosenStatus },
	simplify: resultOfCall,
});
