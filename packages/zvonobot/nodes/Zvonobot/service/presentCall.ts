import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../../nodes/shared/declaration/amount';
import { isoOf } from './moments';
import { objectsIn } from './responses';

/** Statuses of calls that are over: with a talk, and without. */
const ENDED = ['finished', 'canceled'];
/** Parts of a call that hold the secret of webhooks. */
export const WITHHELD = ['webhookHeaders'];
/** Unix seconds of a call and of its attempts. */
const TIMES = [
	...['createdAt', 'updatedAt', 'plannedAt', 'startedAt', 'answeredAt', 'finishedAt'],
	...['managerStartedAt', 'managerAnsweredAt'],
];

/** The fields of a call that most people need. */
export const SIMPLE_CALL = [
	...['id', 'phone', 'status', 'answer', 'durationSeconds', 'cost', 'hangupCause'],
	...['answeredAtIso', 'finishedAtIso', 'recordFilePath'],
];

/** Whether a call with this status is over. */
export function hasEnded(status: unknown): boolean {
	return ENDED.includes(String(status));
}

/**
 * A call as it comes out: as the service has it, with what people ask for beside. That is of its last attempt:
 * phone, status, what was answered, how long the talk was, what it cost; and every time in ISO 8601 too.
 */
export function presentCall(call: IDataObject): IDataObject {
	const attempts = objectsIn(call.calls);
	const last = attempts.at(-1) ?? {};
	const { phone, status = 'created', cost, hangupCause, nextCallId, recordFilePath } = last;
	const answers = answersOf(last.ivrAnswers);
	return {
		...omit(withIsoTimes(call), WITHHELD),
		phone: phoneOf(phone) ?? phoneOf(call.phone),
		status,
		answer: answers.at(-1) ?? answerOf(last.ivrDigit),
		answers,
		durationSeconds: durationOf(last),
		...withIsoTimes(pick(last, ['startedAt', 'answeredAt', 'finishedAt'])),
		cost: amountOf(cost) ?? cost ?? null,
		hangupCause: hangupCause ?? null,
		nextCallId: nextCallId ?? null,
		recordFilePath: recordFilePath ?? null,
		calls: attempts.map(withIsoTimes),
	};
}

/**
 * Reads the answer of a person: a digit as a number (0 too, and -1 for who stayed on the line), spoken words as
 * text; null for nothing.
 */
export function answerOf(given: unknown): number | string | null {
	if (typeof given === 'number') return given;
	if (typeof given !== 'string' || given.trim() === '') return null;
	const written = given.trim();
	return /^-?\d$/.test(written) ? Number(written) : written;
}

/** The answers of all levels, `1|да` or `|1|да|`. */
export function answersOf(written: unknown): Array<number | string> {
	return String(written ?? '')
		.split('|')
		.map(answerOf)
		.filter((answer) => answer !== null);
}

/** Reads a phone, which may come as a number; null for none. */
export function phoneOf(given: unknown): string | null {
	return typeof given === 'string' || typeof given === 'number' ? String(given) : null;
}

/** How long a talk was, in seconds: the service tells only when it began and ended. Null where there was none. */
export function durationOf({ answeredAt, finishedAt }: IDataObject): number | null {
	const [from, to] = [Number(answeredAt), Number(finishedAt)];
	return from > 0 && to >= from ? to - from : null;
}

/** An object with its Unix seconds in ISO 8601 beside them: `answeredAt`, `answeredAtIso`. */
function withIsoTimes(object: IDataObject): IDataObject {
	const iso = TIMES.filter((name) => name in object).map((name) => [
		`${name}Iso`,
		isoOf(object[name]),
	]);
	return { ...object, ...(Object.fromEntries(iso) as IDataObject) };
}

function pick(object: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}
