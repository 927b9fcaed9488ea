import type { Engine } from '../test/support/engine';
import { medians } from './statistics';

/** The figures of one run by name, with the unit in the name (`wallMs`, `cpuMs`, `peakMb`). */
export type Figures = Record<string, number>;

/** One way to do the work of a case. */
export interface Way {
	name: string;
	/** Does the work once. @throws when it did other work than the other ways */
	measure(): Promise<Figures>;
}

/** A way with the figures of its rounds. */
export interface MeasuredWay {
	name: string;
	medians: Figures;
	runs: Figures[];
}

/** A figure as the tables show it. */
export interface Column {
	figure: string;
	label: string;
	/** Decimals, none by default. */
	decimals?: number;
}

export interface Goal {
	goal: string;
	measured: string;
	reached: boolean;
}

/** A case that was measured. */
export interface CaseResult {
	case: string;
	title: string;
	columns: Column[];
	ways: MeasuredWay[];
	goals: Goal[];
	/** Notes on the measurement and on the figures. */
	notes: string[];
}

/** The context of a case. */
export interface CaseContext {
	engine: Engine;
	rounds: number;
	/** Prints progress at the terminal. */
	say(line: string): void;
}

export interface Case {
	name: string;
	measure(context: CaseContext): Promise<CaseResult>;
}

/**
 * Measures ways in turn, round after round; each round begins with another one, so that none always
 * comes first. Rounds to warm up are not counted.
 */
export async function sideBySide(
	{ rounds, say }: CaseContext,
	ways: Way[],
	warmUps = 0,
): Promise<MeasuredWay[]> {
	const runs = new Map<Way, Figures[]>(ways.map((way) => [way, []]));
	for (let round = -warmUps; round < rounds; round++) {
		const first = Math.max(round, 0) % ways.length;
		for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
			const figures = await way.measure();
			if (round >= 0) runs.get(way)?.push(figures);
			say(`  ${round < 0 ? 'warm-up' : `round ${round + 1}`}  ${way.name}: ${shown(figures)}`);
		}
	}
	return [...runs].map(([{ name }, figures]) => ({
		name,
		medians: medians(figures),
		runs: figures,
	}));
}

/** The largest figure that a way had in any round; not a number when one lacks it. */
export function worstOf(ways: MeasuredWay[], name: string, figure: string): number {
	const runs = ways.filter((way) => way.name === name).flatMap((way) => way.runs);
	return Math.max(...runs.map((run) => run[figure] ?? Number.NaN));
}

/** The median of a figure of a way. @throws when there is no such way or figure */
export function figureOf(ways: MeasuredWay[], name: string, figure: string): number {
	const value = ways.find((way) => way.name === name)?.medians[figure];
	if (value === undefined) throw new Error(`"${name}" has no figure "${figure}"`);
	return value;
}

/** A goal that is an upper bound. */
export function atMost(goal: string, measured: number, bound: number, unit = ''): Goal {
	return { goal, measured: `${rounded(measured)}${unit}`, reached: measured <= bound };
}

/** A goal that is a lower bound. */
export function atLeast(goal: string, measured: number, bound: number, unit = ''): Goal {
	return { goal, measured: `${rounded(measured)}${unit}`, reached: measured >= bound };
}

/** A goal that is an exact number. */
export function exactly(goal: string, measured: number, due: number): Goal {
	return { goal, measured: String(measured), reached: measured === due };
}

function rounded(value: number): string {
	return value < 100 ? value.toFixed(2) : Math.round(value).toString();
}

function shown(figures: Figures): string {
	return Object.entries(figures)
		.map(([figure, value]) => `${figure} ${rounded(value)}`)
		.join(', ');
}
