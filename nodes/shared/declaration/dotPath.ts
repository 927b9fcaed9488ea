type Container = Record<string, unknown>;

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
