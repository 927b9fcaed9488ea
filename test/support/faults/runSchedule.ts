import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { startBench } from '../autoCall';
import type { NodeResult } from '../engine';
import { SeededRandom } from '../seededRandom';
import { finding, type Finding, type ItemReport } from './findings';
import { keyOf, sightingsOf } from './key';
import type { Errand, NodeErrand, OwnErrand, Stage } from './kind';
import type { Schedule } from './schedule';

/** The outcome of a schedule. */
export interface Outcome {
	schedule: Schedule;
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

/** Enough for contacts and campaigns without end. */
const BALANCE = 1_000_000_000;

/** Runs a schedule in an account of its own, and compares what the node said with what the service holds. */
export async function runSchedule(schedule: Schedule): Promise<Outcome> {
	const { kind, index, seed, options, account } = schedule;
	const { engine, sandbox, credential } = await startBench({
		apiKey: keyOf(index),
		balance: BALANCE,
		rateWindowSeconds: 1,
		...account,
		...kind.account,
	});
	const random = new SeededRandom(seed);
	try {
		const stage: Stage = { engine, sandbox, credential, random, options };
		const errand = await kind.errand(stage);
		plan(schedule, errand, sandbox, random);
		const seen =
			'carryOut' in errand ? await observe(errand) : await runNode(schedule, errand, stage);
		return {
			schedule,
			requests: sandbox.requests.length,
			strikes: sandbox.faults.strikes.map(({ fault }) => fault.kind),
			errors: seen.errors,
			findings: [...seen.findings, ...breaches(sandbox), ...leaks(seen.texts, sandbox)],
			story: storyOf(sandbox),
		};
	} finally {
		await sandbox.close();
	}
}

/** Plans the schedule's faults, and between them what happens in the account meanwhile. */
function plan({ faults }: Schedule, errand: Errand, sandbox: Sandbox, random: SeededRandom): void {
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

async function runNode(
	{ node, isRetried }: Schedule,
	errand: NodeErrand,
	{ engine, sandbox, credential }: Stage,
): Promise<Seen> {
	const { resource, operation, parameters, items } = errand;
	const first = await engine.runNode({
		parameters: { resource, operation, ...parameters },
		items,
		credential,
		...node,
	});
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

/** The outcome of each item, by the node's report. */
function reportsOf(result: NodeResult, { items, takesAllItems, main }: NodeErrand): ItemReport[] {
	const runs = takesAllItems ? 1 : items.length;
	const outputs = result.outputs.flat();
	const failedAt = result.error ? (itemOf(result.error) ?? 0) : undefined;
	const isOneByOne = main.method === 'POST' || main.method === 'PUT';
	return Array.from({ length: runs }, (_none, item): ItemReport => {
		if (failedAt !== undefined) {
			const said = wordsOf(result.error);
			if (item === failedAt) return { item, state: 'failed', outputs: [], said };
			const other = item < failedAt ? 'doneBefore' : 'notReached';
			return { item, state: isOneByOne ? other : 'notTold', outputs: [], said };
		}
		const own = outputs.filter((output) => firstPaired(output) === item);
		const failure = own.find(isFailure);
		return {
			item,
			state: failure ? 'failed' : 'succeeded',
			outputs: own.filter((output) => !isFailure(output)),
			...(failure && { said: wordsOf(failure.error) }),
		};
	});
}

/** The index of the item that an error names. */
function itemOf(error: { message: string }): number | undefined {
	const [, item] = /\[item (\d+)\]/.exec(error.message) ?? [];
	return item === undefined ? undefined : Number(item);
}

function firstPaired({ pairedItem }: INodeExecutionData): number | undefined {
	const [first] = [pairedItem].flat();
	return typeof first === 'object' ? first.item : first;
}

function isFailure({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || json.error !== undefined;
}

/** An error's message and its description. */
function wordsOf(error: { message?: string; description?: unknown } | undefined): string {
	return [error?.message, error?.description].filter(Boolean).join(' · ');
}

/** Items come out paired, in the order of the input, and an error names its item. */
function pairing(result: NodeResult, { items, takesAllItems }: NodeErrand): Finding[] {
	if (result.error && itemOf(result.error) === undefined) {
		return [finding('wrong', `the error names no item: ${wordsOf(result.error)}`)];
	}
	return result.outputs.flatMap((outputs) => {
		const paired = outputs.map((output) => firstPaired(output) ?? -1);
		const isRight =
			paired.every(
				(item, index) => item >= 0 && item < items.length && item >= (paired[index - 1] ?? 0),
			) &&
			(!takesAllItems ||
				outputs.every(({ pairedItem }) => [pairedItem].flat().length === items.length));
		return isRight ? [] : [finding('wrong', `outputs are paired to ${paired.join()}`)];
	});
}

/** A run that ends in an error tells of the items that were carried out before. */
function wholeness({ error }: NodeResult, { main }: NodeErrand): Finding[] {
	const before = error ? (itemOf(error) ?? 0) : 0;
	const said = wordsOf(error);
	return before === 0 || main.method === 'GET' || main.method === 'DELETE'
		? []
		: said.includes(`Before this, ${before} item`)
			? []
			: [finding('unclear', `${before} items were carried out before, which isn't said: ${said}`)];
}

/** Requests and responses that broke the contract. */
function breaches({ violations }: Sandbox): Finding[] {
	return violations.map((violation) => finding('wrong', violation));
}

/** Where the key was seen, except in the header that carries it to the service. */
function leaks(texts: string[], { requests }: Sandbox): Finding[] {
	const sent = requests.map(({ path, query, body, headers: { authorization, ...others } }) => {
		const publicly = path.startsWith('/api/v1/') ? '' : authorization;
		return JSON.stringify([path, query, others, publicly ?? '', body ?? '']);
	});
	return [...texts, ...sent].flatMap((text) => {
		const sightings = sightingsOf(text);
		return sightings === 0
			? []
			: [finding('leak', `the key is in ${text.slice(0, 300)}`, sightings)];
	});
}

function shownError(error: unknown): string {
	return error === undefined ? '' : inspect(error, { depth: 8, showHidden: true, getters: true });
}

function storyOf({ requests, faults: { strikes } }: Sandbox): string[] {
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
