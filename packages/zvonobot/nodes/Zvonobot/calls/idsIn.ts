import type { ApiResponse } from '../../../../../nodes/shared/transport/apiRequest';
import { listIn, unexpectedResponse } from '../../../../../nodes/shared/transport/responseShape';

/**
 * The IDs in the response to a change of calls (`data.callIdList`).
 *
 * @throws ApiFailure when there is no such list
 */
export function idsIn({ body }: ApiResponse<unknown>): Set<number> {
	const { data } = (body ?? {}) as { data?: { callIdList?: unknown } };
	const ids = listIn(data?.callIdList);
	if (!ids) throw unexpectedResponse();
	return new Set(ids.map(Number));
}
