import type { IDataObject } from 'n8n-workflow';

/** A notification as GET /notifications gives it. */
export interface Notification {
	/** UUID. */
	id: string;
	/** One of the types in `events.ts`, or one that the service has added since. */
	type: string;
	/** The contract doesn't promise it. */
	data?: IDataObject | null;
	read_at: string | null;
	/** `Y-m-d H:i:s` in Almaty, without a zone. */
	created_at: string;
}
