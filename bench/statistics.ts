/** The middle value; of an even number of values the mean of the two in the middle. @throws RangeError for none */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new RangeError('There is no median of no values');
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] as number;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The median of each figure over several runs with the same figures. */
export function medians(runs: ReadonlyArray<Record<string, number>>): Record<string, number> {
	const [first = {}] = runs;
	return Object.fromEntries(
		Object.keys(first).map((figure) => [
			figure,
			median(runs.map((run) => run[figure] ?? Number.NaN)),
		]),
	);
}
