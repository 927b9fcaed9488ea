import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { ApiFailure } from '../transport/apiFailure';
import { describeFailure, failureError, isAboutBalance } from './failureMessages';
import { amountOf, inTenge } from '../declaration/amount';
import { shortTime, toldTime } from '../declaration/dates';
import { doubtAdvice } from '../duplicates/doubtAdvice';
import { placeholdersOf } from '../declaration/operation';
import type { OperationCall } from './operationCall';

/**
 * Turns a failed request of an operation into the error that the person reads: with the node's labels,
 * the item, and what the account itself says about the cause (its balance for a 402, its hours for a
 * time that was refused).
 */
export async function failureOf(failure: ApiFailure, call: OperationCall): Promise<NodeApiError> {
	const { details } = failure;
	const { parameters, operation, context } = call;
	const idParameter = placeholdersOf(operation.endpoint).at(-1);
	const subject = idParameter === undefined ? undefined : parameters.subject(idParameter);
	const words = describeFailure(details, {
		// The service calls the thing in the path `id`.
		labelOf: (apiField) =>
			apiField === 'id' && subject
				? subject.label
				: parameters.labelOf(apiField, call.contactPlace),
		subject,
		alreadyDone: call.alreadyDone,
		doubtAdvice: doubtAdvice(call, details.words?.howToCheck),
		shortage: isAboutBalance(details)
			? shortageOf(details.neededTenge, await balanceOf(call))
			: undefined,
		allowedHours: isAboutHours(failure) ? await allowedHoursOf(call) : undefined,
	});
	return failureError(context.getNode(), details, words, call.itemIndex);
}

/**
 * Says what is needed and what is there, in tenge, as far as it is known: `it could cost 84 tenge, but the
 * balance is 50 tenge`.
 */
export function shortageOf(needed?: number, balance?: number): string | undefined {
	if (needed === undefined) return balance === undefined ? undefined : `it is ${inTenge(balance)}`;
	const cost = `it could cost ${inTenge(needed)}`;
	if (balance === undefined) return cost;
	return balance < needed
		? `${cost}, but the balance is ${inTenge(balance)}`
		: `${cost}, and part of the ${inTenge(balance)} is reserved for other campaigns`;
}

function isAboutHours({ details: { status, fieldMessages = {} } }: ApiFailure): boolean {
	return (
		status === 422 && Object.keys(fieldMessages).some((field) => /^time_(from|to)$/.test(field))
	);
}

async function balanceOf(call: OperationCall): Promise<number | undefined> {
	return amountOf((await askFor(call, ['balance']))?.balance);
}

/** The hours that the account has, where a time that was sent lies outside of them. */
async function allowedHoursOf(call: OperationCall): Promise<string | undefined> {
	const settings = await askFor(call, ['settings']);
	const from = toldTime(settings?.time_from);
	const to = toldTime(settings?.time_to);
	if (from === undefined || to === undefined) return undefined;
	const { time_from: start, time_to: end } = call.request().body ?? {};
	const isOutside = (time: unknown) =>
		from <= to
			? String(time) < from || String(time) > to
			: String(time) < from && String(time) > to;
	const isAdvice = [start, end].some((time) => time !== undefined && isOutside(time));
	return isAdvice ? `${shortTime(from)} to ${shortTime(to)}` : undefined;
}

/** Asks for a detail of the error; without an answer the error goes on without the detail. */
async function askFor(call: OperationCall, path: string[]): Promise<IDataObject | undefined> {
	try {
		return (await call.send({ method: 'GET', path })).body;
	} catch {
		return undefined;
	}
}
