/**
 * `npm run bench`: measures the built nodes. Options: `--rounds 3`, `--case pages` (several times for
 * several), `--date 2026-03-16`. One line of JSON for each case goes to stdout, progress and tables to
 * stderr; a run of all cases writes docs/benchmarks.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { loadEngine } from '../test/support/engine';
import { buildFingerprint } from './build';
import type { CaseResult } from './case';
import { cases } from './cases';
import { machine } from './machine';
import { caseReport, document } from './report';

const DOCUMENT = join(__dirname, '..', 'docs', 'benchmarks.md');

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '3' },
			case: { type: 'string', multiple: true, default: [] },
			date: { type: 'string' },
		},
	});
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) {
		throw new Error(`--rounds takes a whole number from 1, not "${values.rounds}"`);
	}
	const unknown = values.case.find((name) => cases.every((known) => known.name !== name));
	if (unknown !== undefined) {
		const names = cases.map(({ name }) => name).join(', ');
		throw new Error(`There is no case "${unknown}"; there are ${names}`);
	}
	const chosen = cases.filter(({ name }) => values.case.length === 0 || values.case.includes(name));

	const build = buildFingerprint();
	const engine = await loadEngine();
	const results: CaseResult[] = [];
	for (const each of chosen) {
		console.error(`${each.name}`);
		const result = await each.measure({ engine, rounds, say: (line) => console.error(line) });
		if (buildFingerprint() !== build) throw new Error('The package was rebuilt meanwhile');
		results.push(result);
		console.log(JSON.stringify({ ...result, machine: machine(), rounds }));
		console.error(`\n${caseReport(result)}\n`);
	}
	await engine.close();
	if (chosen.length === cases.length) {
		const facts = { machine: machine(), rounds, date: values.date };
		mkdirSync(dirname(DOCUMENT), { recursive: true });
		writeFileSync(DOCUMENT, await document(results, facts, DOCUMENT));
		console.error(`Written to docs/benchmarks.md`);
	}
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
