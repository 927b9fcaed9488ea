import { defineOperation } from '../../service/defineOperation';
import { rowsIn } from '../../../shared/execution/results';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many tariffs',
	description: 'Get the prices of AutoCall.kz for calls, SMS and speech; needs no API key',
	endpoint: 'GET /tariffs',
	isPublic: true,
	result: rowsIn('tariffs'),
});
