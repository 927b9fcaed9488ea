import { format, resolveConfig } from 'prettier';

import type { CaseResult, Column, MeasuredWay } from './case';

/** Where and how a whole run was made. */
export interface RunFacts {
	machine: string;
	rounds: number;
	/** As given by the person who ran it. */
	date?: string;
}

/** The goals of a case and whether they are reached, then its figures, in Markdown. */
export function caseReport({ case: name, title, columns, ways, goals, notes }: CaseResult): string {
	return [
		`## ${title}`,
		table(
			['Goal', 'Measured', 'Reached'],
			goals.map(({ goal, measured, reached }) => [goal, measured, reached ? 'yes' : '**no**']),
		),
		table(
			['Way', ...columns.map(({ label }) => label)],
			ways.map((way) => [way.name, ...columns.map((column) => cell(way, column))]),
		),
		...notes,
		`Alone: \`npm run bench -- --case ${name}\``,
	].join('\n\n');
}

/** The document of a whole run, formatted as the repository's documents are. */
export async function document(results: CaseResult[], facts: RunFacts, path: string) {
	const text = [
		'# Benchmarks',
		`For everybody who asks how fast the nodes are and what they cost in memory and CPU: each case compares them with n8n's HTTP Request node, set up with care for the same work, and with a bare loop of requests, the fastest way possible. Back to the [README](../README.md).`,
		'`npm run bench` writes this document. It reports missed goals as missed.',
		'## How to read it',
		[
			'- One run measures all ways of a case in turn, in an order that changes with each round. A figure is the median of the rounds, with the lowest and the highest in brackets if they differ.',
			"- The nodes run on n8n's own engine (n8n-core), built as published. Time counts from the moment when the trigger has passed on its items to the end of the execution.",
			"- The service is the repository's sandbox on the loopback interface, in a process of its own, unless a case says otherwise: its work is part of the time, but not of the CPU time. It checks responses against the contract, but does not report those that break it.",
			'- Ratios compare better between machines than milliseconds.',
		].join('\n'),
		'## Measured on',
		`${facts.machine}; ${facts.rounds} rounds${facts.date ? `; ${facts.date}` : ''}.`,
		...results.map(caseReport),
	].join('\n\n');
	return await format(text, { ...(await resolveConfig(path)), parser: 'markdown' });
}

function cell({ medians, runs }: MeasuredWay, { figure, decimals = 0 }: Column): string {
	const value = medians[figure];
	if (value === undefined) return '–';
	const values = runs.map((run) => run[figure] ?? Number.NaN);
	const shown = (number: number) =>
		number.toLocaleString('en', {
			minimumFractionDigits: decimals,
			maximumFractionDigits: decimals,
		});
	const [low, high] = [shown(Math.min(...values)), shown(Math.max(...values))];
	return low === high ? shown(value) : `${shown(value)} (${low}–${high})`;
}

function table(head: string[], rows: string[][]): string {
	return [head, head.map((_label, index) => (index === 0 ? '---' : '---:')), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
