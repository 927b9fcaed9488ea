import type { Finding, FindingKind } from './findings';
import type { Outcome } from './runSchedule';

const COLUMNS = [
	...['schedules', 'requests', 'faults', 'errors', 'lost', 'repeated', 'leaks', 'unclear', 'wrong'],
] as const;

type Column = (typeof COLUMNS)[number];

/** Figures of some schedules. */
export type Figures = Record<Column, number>;

function nothing(): Figures {
	return Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Figures;
}

const COLUMN_OF: Record<FindingKind, Column> = {
	lost: 'lost',
	repeated: 'repeated',
	leak: 'leaks',
	unclear: 'unclear',
	wrong: 'wrong',
};

/** The figures of the fault run by kind of operation, and in all. */
export class Summary {
	readonly total = nothing();
	/** How often each kind of fault struck. */
	readonly strikes = new Map<string, number>();
	/** Operations of the node that were tried: `resource.operation`. */
	readonly tried = new Set<string | undefined>();
	private readonly byKind: Map<string, Figures>;

	/** @param kinds their names, in the order of the table */
	constructor(kinds: string[]) {
		this.byKind = new Map(kinds.map((name) => [name, nothing()]));
	}

	/** Counts an outcome in. */
	add({ kind, operation, requests, strikes, errors, findings }: Outcome): void {
		this.tried.add(operation);
		for (const figures of [this.total, this.byKind.get(kind) as Figures]) {
			figures.schedules++;
			figures.requests += requests;
			figures.faults += strikes.length;
			figures.errors += errors;
			count(figures, findings);
		}
		for (const strike of strikes) this.strikes.set(strike, (this.strikes.get(strike) ?? 0) + 1);
	}

	/** Counts in what was found outside of a schedule, such as in n8n's log. */
	addFindings(findings: Finding[]): void {
		count(this.total, findings);
	}

	/** Kinds of operations of which no schedule was run. */
	missingKinds(): string[] {
		return [...this.byKind].filter(([, { schedules }]) => schedules === 0).map(([name]) => name);
	}

	/** The figures as a table; kinds of which no schedule was run are left out. */
	table(): string {
		const run = [...this.byKind].filter(([, { schedules }]) => schedules > 0);
		const rows = [...run, ['in all', this.total] as const].map(([name, figures]) => [
			name,
			...COLUMNS.map((column) => figures[column].toLocaleString('en-US')),
		]);
		const all = [['kind of operation', ...COLUMNS], ...rows];
		const widths = all[0]!.map((_head, column) =>
			Math.max(...all.map((row) => row[column]!.length)),
		);
		const lines = all.map((row) =>
			row
				.map((cell, column) =>
					column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
				)
				.join('  '),
		);
		const rule = widths.map((width) => '-'.repeat(width)).join('  ');
		return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
	}
}

function count(figures: Figures, findings: Finding[]): void {
	for (const { kind, count: often } of findings) figures[COLUMN_OF[kind]] += often;
}
