import type { IDataObject } from 'n8n-workflow';

import { omit, valueAt } from '../declaration/dotPath';
import type { Operation } from '../declaration/operation';
import type { OperationCall } from './operationCall';

type Result = NonNullable<Operation['result']>;

/** The records under a key of the answer, each an item: `rowsIn('data')`. */
export function rowsIn(key: string): Result {
	return (answer) => ((answer as IDataObject | undefined)?.[key] ?? []) as IDataObject[];
}

/** The answer without one of its keys, such as the page of calls that another operation gives. */
export function without(key: string): Result {
	return (answer) => omit(answer as IDataObject, key);
}

/** Says that something is gone, by the last value of the endpoint's path. */
export const deleted: Result = (_answer, call) => ({
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

/** The output of a plain request's answer, as the operation states it. */
export function resultOf(answer: unknown, call: OperationCall): IDataObject | IDataObject[] {
	const { operation } = call;
	const isDelete = operation.endpoint.startsWith('DELETE');
	const result = operation.result ?? (isDelete ? deleted : undefined);
	const output = result ? result(answer, call) : ((answer ?? {}) as IDataObject);
	if (!operation.simplify || !call.parameters.get<boolean>('simplify')) return output;
	const { simplify } = operation;
	return Array.isArray(output)
		? output.map((entry) => simplified(entry, simplify))
		: simplified(output, simplify);
}
