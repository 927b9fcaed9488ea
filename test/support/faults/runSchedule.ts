import { inspect } from 'node:util';

import { SeededRandom } from '../seededRandom';
import { finding, type Finding } from './findings';
import type { Errand, NodeErrand, OwnErrand, Stage } from './kind';
import { breaches, leaks, pairing, wholeness } from './oracles';
import { reportsOf } from './reports';
import type { Schedule } from './schedule';
import type { Account, FaultyService, Trial } from './service';

/** The outcome of a schedule. */
export interface Outcome {
	/** Name of the kind of operation. */
	kind: string;
	/** The node's operation, unless something else was tried: `resource.operation`. */
	operation?: string;
	requests: number;
	/** Kinds of the faults that struck. */
	strikes: string[];
	/** Errors that the node reported. */
	errors: number;
	findings: Finding[];
	/** Every request with what became of it, for a schedule that is run alone. */
	story: string[];
}

/** The traces of a run for a person, the database or the editor. */
interface Seen {
	findings: Finding[];
	errors: number;
	texts: string[];
}

/** Runs a schedule in an account of its own, and compares what the node said with what the service holds. */
export async function runSchedule<Sandbox extends Account>(
	schedule: Schedule<Sandbox>,
	service: FaultyService<Sandbox>,
): Promise<Outcome> {
	const { kind, seed, options } = schedule;
	const trial = await service.open(schedule);
	const { engine, sandbox, credential } = trial;
	const random = new SeededRandom(seed);
	try {
		const stage: Stage<Sandbox> = { engine, sandbox, credential, random, options };
		const errand = await kind.errand(stage);
		plan(schedule, errand, sandbox, random);
		const seen =
			'carryOut' in errand ? await observe(errand) : await runNode(schedule, errand, trial);
		const sent = sandbox.requests.map((request) => JSON.stringify(service.publicPartOf(request)));
		return {
			kind: kind.name,
			...('judge' in errand && { operation: `${errand.resource}.${errand.operation}` }),
			requests: sandbox.requests.length,
			strikes: sandbox.faults.strikes.map(({ fault }) => fault.kind),
			errors: seen.errors,
			findings: [...seen.findings, ...breaches(sandbox), ...leaks([...seen.texts, ...sent])],
			story: storyOf(sandbox),
		};
	} finally {
		await sandbox.close();
	}
}

/** Plans the schedule's faults, and between them what happens in the account meanwhile. */
function plan<Sandbox extends Account>(
	{ faults }: Schedule<Sandbox>,
	errand: Errand,
	sandbox: Sandbox,
	random: SeededRandom,
): void {
	const { meanwhile = [] } = 'judge' in errand ? errand : {};
	for (const happens of meanwhile) {
		sandbox.faults.add({ kind: 'meanwhile', happens, after: Math.floor(random.next() * 8) });
	}
	for (const { fault, on, after, times } of faults) {
		sandbox.faults.add({ ...fault, ...(on === 'main' && errand.main), after, times });
	}
}

async function observe(errand: OwnErrand): Promise<Seen> {
	const { findings, errors, output } = await errand.carryOut();
	return { findings, errors: errors.length, texts: [output, ...errors.map(shownError)] };
}

async function runNode<Sandbox extends Account>(
	{ node, isRetried }: Schedule<Sandbox>,
	errand: NodeErrand,
	{ sandbox, run }: Trial<Sandbox>,
): Promise<Seen> {
	const { resource, operation, parameters, items } = errand;
	const first = await run(resource, operation, parameters, { items, ...node });
	const result = isRetried && first.status === 'error' ? await first.retry() : first;
	await sandbox.faults.settled();
	const reports = reportsOf(result, errand);
	const findings = await Promise.all(reports.map(async (report) => await errand.judge(report)));
	const goesOn = node.continueOnFail === undefined && !result.error;
	if (goesOn && reports.some(({ state }) => state === 'failed')) {
		findings.push([finding('wrong', 'an error did not stop the workflow')]);
	}
	return {
		findings: [...pairing(result, errand), ...wholeness(result, errand), ...findings.flat()],
		errors: reports.filter(({ state }) => state === 'failed').length,
		texts: [first.stored(), result.stored(), shownError(result.error), ...result.consoleMessages],
	};
}

function shownError(error: unknown): string {
	return error === undefined ? '' : inspect(error, { depth: 8, showHidden: true, getters: true });
}

function storyOf({ requests, faults: { strikes } }: Account): string[] {
	const left = [...strikes];
	return requests.map(({ method, path, query, status }) => {
		const struck = left.findIndex((strike) => strike.method === method && strike.path === path);
		const [strike] = struck < 0 ? [] : left.splice(struck, 1);
		return [
			`${method} ${path}?${new URLSearchParams(query)}`,
			status ?? 'no response',
			strike ? JSON.stringify(strike.fault) : '',
		].join(' ');
	});
}
