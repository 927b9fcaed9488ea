import { deterministic, pickWeighted } from '../../random';
import type { ZvonobotContext } from '../context';
import type { ApiCall, CallOutcome } from '../store/entities';

const outcomeWeights: ReadonlyArray<readonly [CallOutcome['status'], number]> = [
	['finished', 65],
	['canceled', 35],
];

/** The words are those of ISDN, as telephone exchanges write them; the service's are not known. */
const causeWeights: ReadonlyArray<readonly [string, number]> = [
	['NO_ANSWER', 55],
	['USER_BUSY', 25],
	['CALL_REJECTED', 12],
	['UNALLOCATED_NUMBER', 8],
];

/** The outcome of a call: as the test wants it, otherwise by the seed, its number and the try. */
export function outcomeOf(
	{ store, seed }: ZvonobotContext,
	{ phone, prevCallId }: ApiCall,
): Required<Omit<CallOutcome, 'answers'>> & { ringSeconds: number } {
	const chance = (what: string) =>
		deterministic(seed, `${what}:${phone}:${prevCallId === null ? 1 : 2}`);
	const wanted = store.callOutcomes.get(phone);
	const status = wanted?.status ?? pickWeighted(outcomeWeights, chance('outcome'));
	return {
		status,
		hangupCause:
			wanted?.hangupCause ??
			(status === 'finished' ? 'NORMAL_CLEARING' : pickWeighted(causeWeights, chance('cause'))),
		ringSeconds: 3 + Math.floor(chance('ring') * 25),
		talkSeconds: wanted?.talkSeconds ?? 1 + Math.floor(chance('talk') * 75),
	};
}
