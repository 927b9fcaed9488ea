import type { IDataObject } from 'n8n-workflow';

import { serviceMoment } from '../AutoCall/service/dates';
import { isObject } from '../shared/transport/responseShape';

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
export function notificationOf(listed: IDataObject): Notification {
	const { id, type, data, read_at, created_at } = listed;
	return {
		// One without an ID is known by what it tells.
		id: String(id ?? JSON.stringify([type, created_at, data])),
		type: String(type ?? ''),
		data: isObject(data) ? data : null,
		read_at: read_at as string | null,
		created_at: serviceMoment(created_at),
	};
}
