import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';

export default defineOperation({
	name: 'Get Many',
	action: 'Get many languages',
	description: 'Get the languages in which texts can be spoken, with their codes',
	// n8n drops the body of a GET, and in its query the key would end in logs: POST, as in the vendor's example.
	endpoint: 'POST /apiCalls/getAvailableLanguages',
	readsOnly: true,
	result: expectRecords,
});
