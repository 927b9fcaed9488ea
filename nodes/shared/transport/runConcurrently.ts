/**
 * Runs numbered tasks side by side, in order of their numbers.
 *
 * After a task failed no other is started; those under way are waited for.
 *
 * @param hasTask whether there is a task of this number (from 0); asked again before each start, so that
 * tasks under way can bring more or fewer
 * @param width how many run at a time
 * @throws what the failed task with the lowest number threw
 */
export async function runConcurrently(
	hasTask: (number: number) => boolean,
	width: number,
	task: (number: number) => Promise<void>,
): Promise<void> {
	const failures: Array<{ number: number; error: unknown }> = [];
	let next = 0;
	const worker = async () => {
		while (failures.length === 0 && hasTask(next)) {
			const number = next++;
			await task(number).catch((error: unknown) => {
				failures.push({ number, error });
			});
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
	const [first] = failures.sort((a, b) => a.number - b.number);
	if (first) throw first.error;
}

/** The results of parallel tasks up to the first that has none. */
export function upToGap<Result>(results: Result[]): Result[] {
	const gap = Array.from(results).findIndex((result) => result === undefined);
	return gap < 0 ? results : results.slice(0, gap);
}
