import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
import type { Field } from '../../shared/declaration/field';
import { limitOf, pagesOf } from '../../shared/execution/collectPages';
import { isNotFound } from '../../shared/transport/apiFailure';
import {
	cutShort,
	fetchAllRecords,
	reasonOf,
	type IsWanted,
} from '../../shared/transport/fetchAllRecords';
import { runConcurrently, upToGap } from '../../shared/transport/runConcurrently';

/** How many SMS bulks are fetched for their cost at a time. */
const BULKS_AT_ONCE = 10;

/** The filter by whether a campaign was billed. */
export const onlyWithFinalCost: Field = {
	displayName: 'Only With Final Cost',
	name: 'onlyWithFinalCost',
	type: 'boolean',
	default: false,
	description:
		'Whether to return only campaigns with a final cost above 0. AutoCall.kz bills a campaign some time after its end; until then the final cost is 0 or empty.',
};

/** The option that adds the final cost, which the list of SMS bulks lacks. */
export const includeFinalCostOption: Field = {
	displayName: 'Include Final Cost',
	name: 'includeFinalCost',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the final cost, which takes one request per SMS bulk. Not needed with Only With Final Cost.',
};

/** The test for billed campaigns; undefined when all are wanted. */
export function isBilled({ parameters }: OperationCall): IsWanted | undefined {
	return parameters.get<boolean>('filters.onlyWithFinalCost') ? hasFinalCost : undefined;
}

/** Whether a campaign was billed; an amount that can't be read doesn't count. */
function hasFinalCost({ final_cost: cost }: IDataObject): boolean {
	return typeof cost === 'number' && cost > 0;
}

/**
 * SMS bulks with their final costs (GET /bulks, and GET /bulks/{id} for each), up to Limit.
 *
 * @throws PagesFailure with those before it, when a page or a bulk can't be fetched
 */
export async function bulksWithFinalCost(call: OperationCall): Promise<IDataObject[]> {
	const isWanted = isBilled(call);
	const limit = limitOf(call);
	// Only finished bulks can be billed; how many are is known only after fetching them.
	const isOver: IsWanted | undefined = isWanted && (({ status }) => status === 'completed');
	for (let asked = limit; ; asked *= 2) {
		const pages = pagesOf(call, call.request());
		const bulks = await fetchAllRecords(pages, { limit: asked, isWanted: isOver });
		const details = await detailsOf(call, bulks);
		const wanted = isWanted ? details.filter(isWanted) : details;
		if (wanted.length >= limit || bulks.length < asked) return wanted.slice(0, limit);
	}
}

async function detailsOf(call: OperationCall, bulks: IDataObject[]): Promise<IDataObject[]> {
	const details: IDataObject[] = [];
	try {
		await runConcurrently(
			(task) => task < bulks.length,
			BULKS_AT_ONCE,
			async (task) => {
				const bulk = bulks[task] as IDataObject;
				const path = ['bulks', bulk.id as number];
				const final_cost = await call
					.send({ method: 'GET', path })
					.then(({ body }) => body.final_cost, noneWhereDeleted);
				details[task] = { ...bulk, final_cost };
				call.progress.step(details.length, bulks.length, 'SMS bulks');
			},
		);
	} catch (error) {
		throw cutShort(reasonOf(error), upToGap(details));
	}
	return details;
}

/** A bulk that was deleted after the list came has no cost any more. */
function noneWhereDeleted(error: unknown): undefined {
	if (!isNotFound(error)) throw error;
}
