import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { askForList } from '../../../../../nodes/shared/execution/lists';
import { expectRecords } from '../service/responses';
import { zvonobot } from '../service/transport';

/**
 * The records of an endpoint that gives everything at once, for a list of the editor.
 *
 * @throws NodeApiError
 */
export async function recordsOf(
	context: ILoadOptionsFunctions,
	endpoint: string,
): Promise<IDataObject[]> {
	return await askForList(context, zvonobot.service, async () => {
		const path = ['apiCalls', endpoint];
		const { body } = await zvonobot.send(context, { method: 'POST', path, repeatable: true });
		return expectRecords(body);
	});
}
