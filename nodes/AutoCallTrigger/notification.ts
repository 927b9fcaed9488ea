import { serviceMoment } from '../AutoCall/service/dates';
import type { IDataObject } from 'n8n-workflow';

/** A notification of GET /notifications. */
export interface Notification {
	/** UUID. */
	id: string;
	/** One of the types in `events.ts`, or one that the service has added since. */
	type: string;
	/** The contract doesn't promise it. */
	data?: IDataObject | null;
	read_at: string | null;
	/** `Y-m-d H:i:s` in Almaty, without a zone; empty where the service's date can't be read. */
	created_at: string;
}

/** Takes a notification as the service lists it, with its date in the form in which dates are compared. */
export function notificationOf(listed: Notification): Notification {
	const createdAt = serviceMoment(listed.created_at);
	return createdAt === listed.created_at ? listed : { ...listed, created_at: createdAt };
}
