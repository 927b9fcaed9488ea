import type { IDataObject } from 'n8n-workflow';

import type { Operation, OperationCall } from '../call/operationCall';
import { valueAt } from '../declaration/dotPath';
import type { Result } from '../declaration/operation';
import { recordsUnder } from '../transport/responseShape';

/** The records under a key of the response, each an item: `rowsIn('data')`. Without a list there it is an ApiFailure. */
export function rowsIn(key: string): Result<OperationCall> {
	return (response) => recordsUnder(key, response);
}

/** The output of a deletion, with the last value of the endpoint's path. */
const deleted: Result<OperationCall> = (_response, call) => ({
	deleted: true,
	id: call.request().path.at(-1),
});

/** The simple form of an object: of dot paths, each is kept under its last part. */
export function simplified(
	object: IDataObject,
	simplify: NonNullable<Operation['simplify']>,
): IDataObject {
	if (typeof simplify === 'function') return simplify(object);
	return Object.fromEntries(
		simplify
			.map((path) => [path.split('.').at(-1) as string, valueAt(object, path)] as const)
			.filter(([, value]) => value !== undefined),
	) as IDataObject;
}

/** The output of a plain request's response, as the operation states it. */
export function resultOf(response: unknown, call: OperationCall): IDataObject | IDataObject[] {
	const { operation } = call;
	const result = operation.result ?? (operation.method === 'DELETE' ? deleted : undefined);
	const output = result ? result(response, call) : ((response ?? {}) as IDataObject);
	const { simplify } = operation;
	if (!simplify || !call.parameters.get<boolean>('simplify')) return output;
	return Array.isArray(output)
		? output.map((entry) => simplified(entry, simplify))
		: simplified(output, simplify);
}
