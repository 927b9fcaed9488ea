import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { tracerBy, type ClientIdLookup, type Send } from '../../shared/duplicates/clientId';
import { isNotFound } from '../../shared/transport/apiFailure';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import { recordsUnder } from '../../shared/transport/responseShape';
import { SERVICE_ZONE } from './dates';

/** POST /lists, /autocalls and /bulks take a `client_id`, and their GET filters by it. */
const CLIENT_IDS: ClientIdLookup = {
	field: 'client_id',
	async list(send, path, clientId) {
		const query = { client_id: clientId, order: 'desc' };
		const { rows, date } = await send({ method: 'GET', path, query }).then(
			({ body, headers }) => ({ rows: recordsUnder('data', body), date: headers.date }),
			(error: unknown) => {
				// GET /lists alone returns 404 when none has it.
				if (isNotFound(error)) return { rows: [], date: undefined };
				throw error;
			},
		);
		const time = DateTime.fromHTTP(String(date));
		return {
			rows: rows.filter(({ client_id }) => String(client_id) === clientId),
			serviceTime: time.isValid ? time.toMillis() : Date.now(),
		};
	},
	madeAt: ({ created_at }) =>
		DateTime.fromSQL(String(created_at), { zone: SERVICE_ZONE }).toMillis(),
};

/** Makes a create findable by its `client_id`: see `tracerBy`. */
export const traceable = tracerBy(CLIENT_IDS);

/**
 * The newest rows that have a `client_id`.
 *
 * @param path of the list: `['autocalls']`
 * @throws ApiFailure
 */
export async function rowsWith(
	send: Send,
	path: ApiRequest['path'],
	clientId: string,
): Promise<IDataObject[]> {
	return (await CLIENT_IDS.list(send, path, clientId)).rows;
}
