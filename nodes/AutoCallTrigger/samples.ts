import type { IDataObject } from 'n8n-workflow';

import { ANY_EVENT } from './events';
import type { Notification } from './notification';

/** An ID that nothing has: a workflow tried with an example finds nobody's campaign by it. */
const NOBODYS_ID = 999_999_999;

const CAMPAIGN = { id: NOBODYS_ID, name: 'Example campaign' };
const LIST = { id: NOBODYS_ID, name: 'Example list' };
const CALLER_ID = { id: NOBODYS_ID, name: '+77000000000' };

const SAMPLE_DATA: Record<string, IDataObject> = {
	LowBalance: { balance: 45.2, threshold: 100 },
	RefreshBalance: { action: 'deposit', amount: '5000' },
	ImportComplete: LIST,
	ImportFailure: LIST,
	NonexistentContactsDetected: LIST,
	ExportIsReady: { ...CAMPAIGN, type: 'autocall' },
	ExportFailure: { ...CAMPAIGN, type: 'autocall' },
	CallerIdExpiringSoon: CALLER_ID,
	CallerIdReleased: CALLER_ID,
};

/** A notification as the service would send it, for a test event where the account has none. */
export function sampleNotification(event: string, createdAt: string): Notification {
	const type = event === ANY_EVENT ? 'AutocallFinished' : event;
	return {
		id: '4f227359-cbc5-4b4d-811f-e8846abe6f35',
		type,
		data: SAMPLE_DATA[type] ?? CAMPAIGN,
		read_at: null,
		created_at: createdAt,
	};
}

/** The details that Include Details would add to a sample; undefined where it adds none. */
export function sampleDetails(type: string): IDataObject | undefined {
	const isOver = type.endsWith('Finished');
	const status = isOver ? 'completed' : 'awaiting';
	const costs = { max_cost: 1200, final_cost: isOver ? 950.4 : null };
	if (type.startsWith('Autocall')) {
		const counters = isOver ? { success: 118, no_answer: 20 } : { success: 0, no_answer: 0 };
		return { ...CAMPAIGN, status, calls_count: 138, counters, ...costs };
	}
	if (type.startsWith('SMSBulk')) {
		return { ...CAMPAIGN, status, text: 'Example text', segments: 1, recipients: 138, ...costs };
	}
	switch (type) {
		case 'SoundConfirmed':
		case 'SoundCommented':
			return { ...CAMPAIGN, name: 'Example sound', duration: 12, confirmed: true, comment: null };
		case 'ScenarioConfirmed':
		case 'ScenarioCommented':
			return { ...CAMPAIGN, name: 'Example scenario', max_cost: 12, comment: null };
		case 'ImportComplete':
		case 'NonexistentContactsDetected':
			return { ...LIST, contacts_count: 138, nonexistent: [NOBODYS_ID] };
		case 'LowBalance':
			return { balance: 45.2, currency: '₸', reserved: 0, incoming: 5000, outgoing: 4954.8 };
		case 'RefreshBalance':
			return { balance: 5045.2, currency: '₸', reserved: 0, incoming: 10000, outgoing: 4954.8 };
		default:
			return undefined;
	}
}

/** A balance that is below a threshold, both in tenge: a tenth less, or -1 where the threshold is 0. */
export function sampleBalanceBelow(threshold: number): number {
	return threshold > 0 ? Number((threshold * 0.9).toFixed(2)) : threshold - 1;
}
