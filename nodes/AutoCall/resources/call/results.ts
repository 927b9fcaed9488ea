import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../../../shared/declaration/field';
import type { OperationCall } from '../../../shared/call/operationCall';
import type { IsWanted } from '../../../shared/transport/fetchAllRecords';

/** The statuses of a call, by the values of the API. */
export const CALL_STATUSES: INodePropertyOptions[] = [
	{ name: 'Busy', value: 'busy' },
	{ name: 'Called Back', value: 'recalled' },
	{ name: 'Complained of Spam', value: 'spam' },
	{ name: 'In Queue', value: 'in_queue' },
	{ name: 'Not Answered', value: 'no_answer' },
	{ name: 'Number Does Not Exist', value: 'error' },
	{ name: 'Successful', value: 'success' },
];

/** A filter by one status or several. */
export const statusFilter: Field = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: CALL_STATUSES,
			default: ['success'],
			description: 'Only the calls with one of these statuses',
		},
	],
};

/** The test of the status filter; undefined where it takes all calls. */
export function hasChosenStatus({ parameters }: OperationCall): IsWanted | undefined {
	const statuses = parameters.get<string[]>('filters.status');
	return statuses && (({ status }) => statuses.includes(status as string));
}

/**
 * Identifies the call in an input item, as returned by Get Calls and the operations of Call.
 *
 * @returns an empty object for any other item
 */
export function callOfInput({ context, itemIndex }: OperationCall): IDataObject {
	const { id, number, extra, status } = context.getInputData()[itemIndex]?.json ?? {};
	const isCall = number !== undefined && CALL_STATUSES.some(({ value }) => value === status);
	return isCall ? { call: id, number, extra } : {};
}

/**
 * The result of a call that is over.
 *
 * @returns `answer` is the person's answer in an interactive scenario, as the service returns it: an object
 * whose keys follow the scenario, or null. `seconds` is how long they talked, whoever called.
 */
export function resultOfCall(call: IDataObject): IDataObject {
	const { id, number, extra, status, data, duration, r_duration: whenCalledBack } = call;
	const seconds = Number(duration ?? 0) + Number(whenCalledBack ?? 0);
	return { id, number, extra, status, answer: data ?? null, seconds };
}
