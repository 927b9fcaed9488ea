import type { Operation } from '../../nodes/shared/call/operationCall';

/** The parameters that fill the path of an operation, in order. */
export function placeholdersOf({ path }: Operation): string[] {
	return path.flatMap((part) => (typeof part === 'string' ? [] : [part.parameter]));
}
