import { defineOperation } from '../../service/defineOperation';
import { rowsIn } from '../../../shared/execution/results';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many caller IDs',
	description: 'Get the numbers that you rent to call from',
	endpoint: 'GET /caller-ids',
	result: rowsIn('data'),
});
