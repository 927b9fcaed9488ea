/** The operations that stand for the endpoints of the API; saved workflows depend on their names. */
export const OPERATIONS: Record<string, string[]> = {
	account: ['deleteVisitCard', 'getBalance', 'getDashboard', 'getSettings', 'updateSettings'],
	autocall: [
		...['calculateCost', 'create', 'delete', 'get', 'getAll', 'getCalls', 'relaunch', 'update'],
	],
	call: ['get', 'getRecording'],
	callerId: ['getAll', 'release', 'rent'],
	confirmedNumber: ['add', 'getAll', 'verify'],
	contact: ['delete', 'get'],
	contactList: [
		...['addContacts', 'create', 'delete', 'deleteNonexistent', 'get', 'getAll', 'getContacts'],
		...['ignoreNonexistent', 'update'],
	],
	flashCall: ['send'],
	notification: ['delete', 'getAll', 'markAsRead'],
	payment: ['createTopUp', 'getAll', 'getSummary'],
	scenario: ['create', 'delete', 'get', 'getAll', 'update'],
	smsBulk: ['calculateCost', 'create', 'delete', 'get', 'getAll', 'getMessages', 'update'],
	smsMessage: ['get'],
	sound: [
		...['delete', 'get', 'getAll', 'getAnswerRecording', 'synthesize', 'transcribeAnswer'],
		...['update', 'upload'],
	],
	tariff: ['getAll'],
	testCall: ['send'],
};

/** Operations that put several endpoints together; they have tests of their own. */
export const COMPOSITES = ['call.getHistory', 'call.make', 'smsMessage.send'];
