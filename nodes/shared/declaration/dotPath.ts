import type { IDataObject } from 'n8n-workflow';

type Container = Record<string, unknown>;

/**
 * Sets a value at a dot path, as Laravel names nested fields: `data.0.text` makes
 * `{ data: [{ text: … }] }`. Containers that are missing are made.
 */
export function setAt(target: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() as string;
	let container = target as Container;
	keys.forEach((key, index) => {
		container[key] ??= /^\d+$/.test(keys[index + 1] ?? last) ? [] : {};
		container = container[key] as Container;
	});
	container[last] = value;
}

/** The value at a dot path; undefined where there is none. Only what the data itself holds counts. */
export function valueAt(source: unknown, path: string): unknown {
	return valueUnder(source, path.split('.'));
}

/** The value to which keys lead, one after the other, as in `valueAt`. */
export function valueUnder(source: unknown, keys: string[]): unknown {
	return keys.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key)
				? (value as Container)[key]
				: undefined,
		source,
	);
}

/** A copy of an object without some of its keys. */
export function omit(object: IDataObject, ...keys: string[]): IDataObject {
	return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
