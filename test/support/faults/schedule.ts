import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import type { RunNodeOptions } from '../engine';
import { SeededRandom } from '../seededRandom';
import type { Kind } from './kind';
import type { Account } from './service';
import { drawFault, drawLostResponse, drawOutage } from './faultKinds';
import { between, times } from './kinds/several';

/** A fault of a schedule, and the requests that it strikes. */
export interface PlannedFault {
	fault: Fault;
	/** The request that the operation is about, or whichever comes. */
	on: 'main' | 'any';
	/** How many of those requests are let through first. */
	after: number;
	/** How many of them are struck. */
	times: number;
}

/** One experiment: an operation, the node's settings, and what goes wrong. */
export interface Schedule<Sandbox extends Account> {
	index: number;
	kind: Kind<Sandbox>;
	/** Decides on everything that the operation leaves open. */
	seed: number;
	node: Pick<RunNodeOptions, 'continueOnFail' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/** Whether a person chooses Retry when the execution failed. */
	isRetried: boolean;
	/** The node's `options`. */
	options: IDataObject;
	/** Requests in a window of a second, and records on a page. */
	account: { requestsPerMinute: number; pageSize: number };
	faults: PlannedFault[];
}

/** The share of schedules in which a response is lost and the service is down when it is looked for. */
const LOST_IN_OUTAGE = 0.08;
/** How long a schedule's node may roughly wait, in seconds of its own time, so that a run is over in time. */
const LONGEST = 300;
/** How long the node looks for something whose response was lost, in seconds. */
const SEARCH = 60;
/** The share of schedules in which a person retries an execution that failed. */
const RETRIED = 0.3;
/** The share of schedules without a fault, to see that nothing else goes wrong. */
const UNHARMED = 0.03;

/**
 * Draws a schedule.
 *
 * @param seed of the run
 * @param index of the schedule; the first ones take the kinds of operations in turn
 * @param kinds those to choose from
 */
export function drawSchedule<Sandbox extends Account>(
	seed: number,
	index: number,
	kinds: Array<Kind<Sandbox>>,
): Schedule<Sandbox> {
	const random = new SeededRandom(Math.imul(seed ^ 0x9e3779b9, 2 * index + 1) + index);
	const kind = kinds[index] ?? drawKind(random, kinds);
	const isImpatient = random.chance(0.3);
	const retryOnFail = random.chance(0.4);
	const isRetried = random.chance(RETRIED);
	return {
		index,
		kind,
		seed: Math.floor(random.next() * 2 ** 32),
		node: {
			continueOnFail: random.pick([
				undefined,
				'continueRegularOutput' as const,
				'continueErrorOutput' as const,
			]),
			...(retryOnFail && { retryOnFail, maxTries: between(random, 2, 3), waitBetweenTries: 1 }),
		},
		isRetried,
		options: {
			...(isImpatient && { answerTimeout: 1 }),
			...(random.chance(0.1) && { longestWait: random.pick([0, 1, 5, 30]) }),
			// Without protection it is a retry that repeats, as the person wants it.
			...(!retryOnFail && !isRetried && random.chance(0.1) && { duplicateProtection: false }),
		},
		account: {
			requestsPerMinute: random.chance(0.1) ? 5 : 300,
			pageSize: between(random, 2, 6),
		},
		faults: random.chance(UNHARMED) ? [] : drawFaults(random, isImpatient),
	};
}

function drawFaults(random: SeededRandom, isImpatient: boolean): PlannedFault[] {
	if (random.chance(LOST_IN_OUTAGE)) {
		// Whether the work was done or not.
		const fault = random.chance(0.6) ? drawLostResponse(random) : { kind: 'reset' as const };
		const lost = { fault, on: 'main' as const, after: 0, times: 1 };
		return [lost, { ...drawOutage(random), on: 'any', after: between(random, 0, 4) }];
	}
	const faults: PlannedFault[] = times(between(random, 1, 4), () => ({
		...drawFault(random, isImpatient),
		on: random.pick(['main', 'main', 'any'] as const),
		after: random.pick([0, 0, 0, 1, 1, 2, 3, 5]),
	}));
	while (faults.length > 1 && lengthOf(faults) > LONGEST) faults.pop();
	return faults;
}

function drawKind<Sandbox extends Account>(
	random: SeededRandom,
	kinds: Array<Kind<Sandbox>>,
): Kind<Sandbox> {
	const weightOf = ({ weight = 1 }: Kind<Sandbox>) => weight;
	let left = random.next() * kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
	return kinds.find((kind) => (left -= weightOf(kind)) < 0) ?? random.pick(kinds);
}

/** A schedule on a few lines, as it is printed when something is found. */
export function described<Sandbox extends Account>(schedule: Schedule<Sandbox>): string {
	const { index, kind, node, isRetried, options, account, faults } = schedule;
	const lines = faults.map(
		({ fault, on, after, times: often }) =>
			`  ${often} × ${JSON.stringify(fault)} on ${on}, after ${after}`,
	);
	return [
		`schedule ${index}: ${kind.name} ${JSON.stringify({ ...node, isRetried, options, ...account })}`,
		...lines,
	].join('\n');
}

/** Roughly how long the node waits because of some faults, in seconds of its own time. */
export function lengthOf(faults: PlannedFault[]): number {
	return faults.reduce((sum, { fault, times: often, on }) => {
		const isLookedFor = on === 'main' && losesResponse(fault);
		return sum + often * (isLookedFor ? SEARCH : 2);
	}, 0);
}

/** Whether the node can't tell by the response whether the work was done, so that it looks for it. */
function losesResponse(fault: Fault): boolean {
	switch (fault.kind) {
		case 'status':
		case 'echo':
			return fault.status >= 500 || fault.status < 400;
		case 'meanwhile':
			return false;
		default:
			return true;
	}
}
