import type { NodeApiError } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import { doubtAdvice } from '../duplicates/doubtAdvice';
import type { ApiFailure } from '../transport/apiFailure';
import type { EarlierDoubt } from '../transport/failureWords';
import { describeFailure, failureError } from './describeFailure';

/**
 * Turns a failed request of an operation into the error that the person reads: with the node's labels,
 * the item, and the cause by the data of the account.
 */
export async function failureOf(
	{ details }: ApiFailure,
	call: OperationCall,
): Promise<NodeApiError> {
	const { parameters, operation, context, transport } = call;
	const { service } = transport;
	const subject = operation.subject ? parameters.subject(operation.subject) : undefined;
	const words = describeFailure(service, details, {
		// The service calls the thing in the path `id`.
		labelOf: (apiField) =>
			apiField === 'id' && subject
				? subject.label
				: parameters.labelOf(apiField, call.contactPlace),
		subject,
		cause: await causeOf(details, call),
		alreadyDone: call.alreadyDone,
		earlierDoubt: earlierDoubtOf(call),
		notSent: call.notSent,
		doubtAdvice: doubtAdvice(call, details),
	});
	return failureError(context.getNode(), details, words, call.itemIndex);
}

/** Returns what is to be said of a request of an earlier try that may have been carried out, if there is one. */
export function earlierDoubtOf(call: OperationCall): EarlierDoubt | undefined {
	const { earlierDoubt } = call;
	return (
		earlierDoubt && {
			about: earlierDoubt.about,
			advice: doubtAdvice(call, earlierDoubt.failure),
		}
	);
}

async function causeOf(
	failure: ApiFailure['details'],
	call: OperationCall,
): Promise<string | undefined> {
	return await call.transport.service.findCause?.(
		failure,
		() => call.request(),
		// Without a response the error goes on without the detail.
		async (path) =>
			await call.send({ method: 'GET', path }).then(
				({ body }) => body,
				() => undefined,
			),
	);
}
