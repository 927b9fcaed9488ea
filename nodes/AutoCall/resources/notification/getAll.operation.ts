import { defineOperation } from '../../service/defineOperation';
import { rowsIn } from '../../../shared/execution/results';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many notifications',
	description: 'Get all notifications of the account: finished campaigns, moderation, balance',
	endpoint: 'GET /notifications',
	result: rowsIn('data'),
});
