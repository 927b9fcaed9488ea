import type { IDataObject } from 'n8n-workflow';

import { pagesOf } from '../../../shared/execution/collectPages';
import type { OperationCall } from '../../../shared/call/operationCall';
import { isNotFound } from '../../../shared/transport/apiFailure';
import { runConcurrently, upToGap } from '../../../shared/transport/runConcurrently';
import {
	cutShort,
	reasonOf,
	fetchAllRecords,
	type IsWanted,
} from '../../../shared/transport/fetchAllRecords';

/** How many autocalls are fetched at a time. */
const AUTOCALLS_AT_ONCE = 10;

/**
 * The calls of all autocalls that the call's request names, newest autocall first, each with the
 * autocall's name.
 *
 * @param limit how many calls are wanted; no further autocall is fetched once they are there
 * @param isWanted decides on each call; left out where all are wanted
 * @throws PagesFailure with the calls of the autocalls before it, when a page can't be fetched
 */
export async function historyOf(
	call: OperationCall,
	limit: number,
	isWanted?: IsWanted,
): Promise<IDataObject[]> {
	const autocalls = await autocallsOf(call);
	const calls: IDataObject[][] = [];
	let found = 0;
	let done = 0;
	try {
		await runConcurrently(
			(task) => task < autocalls.length && found < limit,
			AUTOCALLS_AT_ONCE,
			async (task) => {
				const { id, name } = autocalls[task] as IDataObject;
				const pages = pagesOf(call, { method: 'GET', path: ['autocalls', id as number] });
				const records = await fetchAllRecords(pages, { limit, isWanted }).catch(noneWhereDeleted);
				calls[task] = records.map((record) => ({ ...record, autocall_name: name }));
				found += records.length;
				call.progress.step(++done, autocalls.length, 'autocalls');
			},
		);
	} catch (error) {
		throw cutShort(reasonOf(error), upToGap(calls).flat().slice(0, limit));
	}
	return calls.flat().slice(0, limit);
}

/** An autocall that was deleted after the walk began has no calls any more. */
function noneWhereDeleted(error: unknown): IDataObject[] {
	if (isNotFound(reasonOf(error))) return [];
	throw error;
}

/** ID and name of the autocalls between the two days, or of the one that the filter names. */
async function autocallsOf(call: OperationCall): Promise<IDataObject[]> {
	const request = call.request();
	const only = call.parameters.get<number>('filters.autocallId');
	if (only === undefined) {
		try {
			const summaries = await fetchAllRecords(pagesOf(call, request));
			return summaries.map(({ id, name }) => ({ id, name }));
		} catch (error) {
			// Autocalls that were fetched before aren't calls, and so no part of the output.
			throw reasonOf(error);
		}
	}
	const { body } = await call.send({
		method: 'GET',
		path: ['autocalls', only],
		words: request.words,
	});
	const day = String(body.created_at).slice(0, 'YYYY-MM-DD'.length);
	const { date_from: from, date_to: to } = request.query as { date_from: string; date_to: string };
	return day >= from && day <= to ? [{ id: body.id, name: body.name }] : [];
}
