import { createHash } from 'crypto';
import type { NodeOperationError } from 'n8n-workflow';

import { itemSlot } from '../call/memory';
import type { OperationCall, RequestInDoubt } from '../call/operationCall';
import { ApiFailure, type FailureDetails } from '../transport/apiFailure';
import { leavesDoubt } from './doubt';

/** A part that was sent: the service's report, or the failure that leaves open what became of it. */
interface SentPart<Report> {
	/** Of its numbers, to recognise others. */
	hash: string;
	report?: Report;
	doubt?: FailureDetails;
}

/** People with numbers, each part of them built on demand. */
interface People<Person> {
	count: number;
	parts(size: number): Iterable<Person[]>;
	/** Names a person by the index among all: `item 3`. */
	placeOf(index: number): string | undefined;
	/** Names people by the indexes of the first and the last: `item 3 to item 7`. */
	rangeOf(first: number, last: number): string;
}

/** How parts are sent, and what is said of them. */
interface Sending<Person, Report> {
	/** Most people of a request. */
	size: number;
	/** The people in words: `rows`. */
	things: string;
	/** Sends a part. @param first the index of its first person among all */
	send(people: Person[], first: number): Promise<Report>;
	/** Says what was carried out so far. */
	done(reports: Report[]): string;
}

const sentParts = itemSlot<Array<SentPart<unknown>>>('parts');

/**
 * Sends what is for many people part by part, each once whatever becomes of a response, for a service that can't
 * be asked whether it has them. Retry sends the parts that no earlier try of the run has sent.
 *
 * @returns the reports of all parts
 * @throws ApiFailure of the first part that failed, also when an earlier try left open what became of one;
 * NodeOperationError when an earlier try has sent others
 */
export async function sendParts<Person extends { number: string }, Report>(
	call: OperationCall,
	all: People<Person>,
	{ size, things, send, done }: Sending<Person, Report>,
): Promise<Report[]> {
	const { isProtected } = call;
	const sent = ((isProtected && sentParts.get(call)) || []) as Array<SentPart<Report>>;
	sentParts.set(call, sent);
	const reports = () => sent.flatMap(({ report }) => report ?? []);
	const doubts: RequestInDoubt[] = [];
	let count = 0;
	for (const people of all.parts(size)) {
		const first = count;
		count += people.length;
		const hash = createHash('sha256')
			.update(people.map(({ number }) => number).join())
			.digest('hex');
		const known = sent[first / size];
		if (known && known.hash !== hash) throw isAnother(call, things);
		if (known?.doubt) {
			doubts.push({ about: all.rangeOf(first, count - 1), failure: known.doubt });
			call.earlierDoubt = together(doubts);
		}
		if (known) continue;
		const report = await send(people, first).catch((error) => {
			if (leavesDoubt(error)) {
				sent.push({ hash, doubt: error.details });
				if (count < all.count) call.notSent = `the ${things} after ${all.placeOf(count - 1)}`;
			}
			throw error;
		});
		sent.push({ hash, report });
		call.alreadyDone = {
			what: done(reports()),
			advice: isProtected
				? `Retrying the failed execution sends the ${things} that were not sent. A new execution would send all of them again.`
				: 'Running this again sends all of them again.',
		};
		call.progress.step(count, all.count, things);
	}
	const [doubt, ...others] = doubts;
	call.earlierDoubt = together(others);
	if (doubt) throw new ApiFailure(doubt.failure);
	return reports();
}

/** Several requests as one, with the failure of the first. */
function together(doubts: RequestInDoubt[]): RequestInDoubt | undefined {
	const [first] = doubts;
	return first && { ...first, about: doubts.map(({ about }) => about).join(', ') };
}

/** The error of a retry with others. */
function isAnother({ parameters, alreadyDone }: OperationCall, things: string): NodeOperationError {
	const done = alreadyDone ? `After the earlier try, ${alreadyDone.what}. ` : '';
	return parameters.invalid(
		'Contacts',
		'has changed since an earlier try of this execution began to send it',
		`This try sent nothing. ${done}To send the others, change the ${things} back and retry. Or start a new execution with the ${things} that were not sent.`,
	);
}
