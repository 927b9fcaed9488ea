import type { IDataObject } from 'n8n-workflow';

import { ANY_EVENT } from './events';
import type { Notification } from './notification';

const SAMPLE_DATA: Record<string, IDataObject> = {
	LowBalance: { balance: 45.2, threshold: 100 },
	RefreshBalance: { action: 'deposit', amount: '5000' },
	ImportComplete: { id: 73, name: 'Customers of March' },
	ImportFailure: { id: 73, name: 'Customers of March' },
	NonexistentContactsDetected: { id: 73, name: 'Customers of March' },
	ExportIsReady: { id: 42, name: 'November campaign', type: 'autocall' },
	ExportFailure: { id: 42, name: 'November campaign', type: 'autocall' },
	CallerIdExpiringSoon: { id: 42, name: '+77086469620' },
	CallerIdReleased: { id: 42, name: '+77086469620' },
};

/** A notification as the service would send it, for a test event where the account has none. */
export function sampleNotification(event: string, createdAt: string): Notification {
	const type = event === ANY_EVENT ? 'AutocallFinished' : event;
	return {
		id: '4f227359-cbc5-4b4d-811f-e8846abe6f35',
		type,
		data: SAMPLE_DATA[type] ?? { id: 42, name: 'November campaign' },
		read_at: null,
		created_at: createdAt,
	};
}
