import { autocallHandlers } from './autocalls';
import { bulkHandlers } from './bulks';
import { callHandlers } from './calls';
import { callerIdHandlers } from './callerIds';
import { confirmedNumberHandlers } from './confirmedNumbers';
import { contactHandlers } from './contacts';
import { contactListHandlers } from './contactLists';
import { dashboardHandlers } from './dashboard';
import { flashCallHandlers } from './flashCalls';
import type { Handlers } from './handler';
import { messageHandlers } from './messages';
import { notificationHandlers } from './notifications';
import { paymentHandlers } from './payments';
import { publicHandlers } from './public';
import { scenarioHandlers } from './scenarios';
import { settingsHandlers } from './settings';
import { soundHandlers } from './sounds';

/** The handler of each operation of the contract, by operationId. */
export const handlers: Handlers = {
	...contactListHandlers,
	...contactHandlers,
	...soundHandlers,
	...scenarioHandlers,
	...autocallHandlers,
	...callHandlers,
	...bulkHandlers,
	...messageHandlers,
	...settingsHandlers,
	...confirmedNumberHandlers,
	...paymentHandlers,
	...dashboardHandlers,
	...notificationHandlers,
	...callerIdHandlers,
	...flashCallHandlers,
	...publicHandlers,
};
