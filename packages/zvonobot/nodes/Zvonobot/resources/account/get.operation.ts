import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../../../nodes/shared/declaration/amount';
import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';

export default defineOperation({
	name: 'Get',
	action: 'Get the account with its balance',
	description: 'Get the account with what is left on it, in the currency of the account',
	endpoint: 'POST /apiCalls/userInfo',
	readsOnly: true,
	result: (response) => expectRecords(response).map(withNumber),
});

/** The service gives the balance as text to some. */
function withNumber(account: IDataObject): IDataObject {
	return { ...account, balance: amountOf(account.balance) ?? account.balance };
}
