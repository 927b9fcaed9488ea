import { finding, type Finding, type Judge } from './findings';

/** Records that are read page by page, and what came and went meanwhile. */
export class Walk {
	private readonly come = new Set<unknown>();
	private readonly gone = new Set<unknown>();

	/**
	 * @param before IDs in the order of the service when the walk began
	 * @param limit how many are wanted
	 */
	constructor(
		private readonly before: number[],
		private readonly limit = Infinity,
	) {}

	/** Notes that a record has come. */
	came(id: number): void {
		this.come.add(id);
	}

	/** Notes that a record has gone. */
	went(id: number): void {
		this.gone.add(id);
	}

	/**
	 * Finds flaws in the records that were read.
	 *
	 * @param ids in the order in which they were given
	 * @param isWhole whether they are reported to be all (or as many as wanted); else an error came with them
	 */
	faultsOf(ids: unknown[], isWhole: boolean): Finding[] {
		const findings: Finding[] = [];
		const twice = ids.length - new Set(ids).size;
		if (twice > 0) findings.push(finding('repeated', `given twice in ${ids.join()}`, twice));
		const unknown = ids.filter((id) => !this.before.includes(id as number) && !this.come.has(id));
		if (unknown.length > 0) findings.push(finding('wrong', `never there: ${unknown.join()}`));
		if (ids.length > this.limit) findings.push(finding('wrong', `more than ${this.limit}`));
		const stayed = this.before.filter((id) => !this.gone.has(id));
		const given = ids.filter((id) => stayed.includes(id as number));
		if (isWhole) {
			const missing = this.missing(stayed, ids, given);
			if (missing > 0) {
				findings.push(
					finding('lost', `of ${stayed.join()}, only ${ids.join()} were given`, missing),
				);
			}
		}
		const inOrder = stayed.filter((id) => given.includes(id));
		if (isWhole && twice === 0 && inOrder.join() !== given.join()) {
			findings.push(finding('wrong', `out of order: ${given.join()}`));
		}
		return findings;
	}

	/** How many records that stayed are missing: before the last one given, and up to the limit. */
	private missing(stayed: number[], ids: unknown[], given: unknown[]): number {
		const end = Math.max(-1, ...given.map((id) => stayed.indexOf(id as number))) + 1;
		const skipped = stayed.slice(0, end).filter((id) => !given.includes(id)).length;
		const wanted = Math.max(0, this.limit - ids.length);
		return skipped + Math.min(stayed.length - end, wanted);
	}
}

/**
 * The judge of reads: every record that was there during the whole walk is given once and in order, or there
 * is an error; what comes with an error is given once as well.
 */
export function read(walkOf: (item: number) => Walk): Judge {
	return ({ item, state, outputs }) =>
		state === 'succeeded' || state === 'failed'
			? walkOf(item).faultsOf(
					outputs.map(({ json }) => json.id),
					state === 'succeeded',
				)
			: [];
}
