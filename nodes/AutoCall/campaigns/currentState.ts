import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { withoutPageOf } from '../service/nestedPages';
import { rowsWith } from '../service/clientIds';
import { isNotFound } from '../../shared/transport/apiFailure';
import type { ApiRequest, ApiResponse } from '../../shared/transport/apiRequest';
import { isFailed, withTimedOut } from '../../shared/waiting/waiting';
import { DELETED, isFinal, type CampaignKind } from './kinds';

/** The API's field with the address for reports; whoever knows it can make an execution poll its campaigns. */
export const REPORT_ADDRESS = 'callback_url';

type Ask = (request: ApiRequest) => Promise<ApiResponse<IDataObject>>;

/**
 * The items of a wait with their campaigns as they are now, if all of these are over. It ends at the first
 * that isn't.
 *
 * @param over campaigns that were over in an earlier poll, by the index of their item; added to. Those that
 * weren't billed yet are fetched again at the end.
 * @throws ApiFailure
 */
export async function finalStates(
	items: INodeExecutionData[],
	kind: CampaignKind,
	ask: Ask,
	over = new Map<number, INodeExecutionData>(),
): Promise<INodeExecutionData[] | undefined> {
	const unbilled = [...over].filter(([, { json }]) => !(Number(json.final_cost) > 0));
	for (const [index, item] of items.entries()) {
		if (!isUnfinished(item) || over.has(index)) continue;
		const state = await currentState(item, kind, ask);
		if (isUnfinished(state)) return undefined;
		over.set(index, state);
	}
	for (const [index, item] of unbilled) over.set(index, await currentState(item, kind, ask));
	return items.map((item, index) => over.get(index) ?? item);
}

async function currentState(
	item: INodeExecutionData,
	{ path: kind }: CampaignKind,
	ask: Ask,
): Promise<INodeExecutionData> {
	const { id, client_id: clientId } = item.json;
	// An autocall of more than 5,000 numbers gets its ID only when the service has created it.
	const found = id ?? (await rowsWith(ask, [kind], clientId as string))[0]?.id;
	if (found === undefined) return item;
	const path = [kind, found as number];
	const campaign = await ask({ method: 'GET', path }).then(
		({ body }) => omit(withoutPageOf({ path }, body), REPORT_ADDRESS),
		(error: unknown) => {
			if (isNotFound(error)) return { status: DELETED };
			throw error;
		},
	);
	return withTimedOut({ ...item, json: { ...item.json, ...campaign } }, false);
}

/** Whether an item is a campaign that isn't over. */
export function isUnfinished(item: INodeExecutionData): boolean {
	return !isFailed(item) && !isFinal(item.json.status);
}
