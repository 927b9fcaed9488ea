import { createHash } from 'crypto';
import omit from 'lodash/omit';
import { jsonParse, type IDataObject } from 'n8n-workflow';

import {
	answerOf,
	answersOf,
	hasEnded,
	phoneOf,
	presentCall,
	WITHHELD,
} from '../Zvonobot/service/presentCall';
import { asObject, isObject } from '../../../../nodes/shared/transport/responseShape';
import { objectsIn } from '../Zvonobot/service/responses';

/** The events that a workflow can start on. */
export type EventName = 'callFinished' | 'callStatus' | 'answer';

/** The part of a webhook that is about one call. */
export interface Telling {
	/** `answer`, or `callStatus`, which is `callFinished` as well where the call has ended. */
	isAnswer: boolean;
	hasEnded: boolean;
	/** The same for each delivery of it. */
	key: string;
	/** The output without its event. */
	output: IDataObject;
}

/** Fields of a call and of an attempt, as the instruction names them; others are the person's own parameters. */
const CALL_FIELDS = new Set([
	...['id', 'createdAt', 'smartDelay', 'prevCallId', 'needRecording', 'plannedAt', 'webhookUrl'],
	...['webhookSent', 'templateId', 'amoscriptId', 'webhookParameters', 'webhookTry', 'phone'],
	...['recognitionGroupId', 'generateGroupId', 'calls', 'webhookHeaders', 'apicallId', 'status'],
	...['ivrDigit', 'startedAt', 'answeredAt', 'managerStartedAt', 'managerAnsweredAt', 'finishedAt'],
	...['toBlock', 'nextCallId', 'hangupCause', 'managerStatus', 'recordFilePath', 'cost'],
	...['updatedAt', 'label', 'ivrAnswers', 'ivrIdList', 'comment', 'needrecording', 'recordCost'],
]);

/**
 * Reads a webhook, in any of the shapes that were seen or are expected: calls under `apiCalls`, one call
 * alone, or one under `call`; and an answer under `call`.
 *
 * @returns nothing for a body that tells of no call
 */
export function tellingsOf(body: unknown): Telling[] {
	if (!isObject(body)) return [];
	const { apiCalls, call, ...rest }: IDataObject = omit(body, WITHHELD);
	if (apiCalls !== undefined) {
		return objectsIn(apiCalls).map((one) => statusOf(one, rest));
	}
	if (isObject(call)) return ['answer' in call ? answerTelling(call, rest) : statusOf(call, rest)];
	const isCall = body.id !== undefined && (Array.isArray(body.calls) || body.status !== undefined);
	return isCall ? [statusOf(body, omit(body, [...CALL_FIELDS]))] : [];
}

function statusOf(told: IDataObject, parameters: IDataObject): Telling {
	const callId = idOf(told.apicallId ?? told.id);
	const tries = objectsIn(told.calls);
	const attempts = tries.length > 0 ? tries : [told];
	const { id: attemptId } = attempts.at(-1) ?? {};
	const call = presentCall({ ...told, id: callId, calls: attempts });
	const { phone, status, answer, answers, durationSeconds, cost, hangupCause } = call;
	const { answeredAtIso, finishedAtIso, nextCallId, recordFilePath } = call;
	return {
		isAnswer: false,
		hasEnded: hasEnded(status),
		key: keyOf(['status', callId ?? phone, attemptId, status]),
		output: {
			...{ callId, phone, status, answer, answers, durationSeconds, cost, hangupCause },
			...{ answeredAtIso, finishedAtIso, nextCallId, recordFilePath },
			parameters: { ...ownParameters(told.webhookParameters), ...parameters },
			raw: omit(told, WITHHELD),
		},
	};
}

function answerTelling(call: IDataObject, parameters: IDataObject): Telling {
	const { answer, apicallId, ivr_answers: written } = call;
	const phone = phoneOf(call.phone);
	const given = answerOf(answer);
	const answers = answersOf(written);
	return {
		isAnswer: true,
		hasEnded: false,
		key: keyOf(['answer', call, parameters]),
		output: {
			...{ callId: idOf(apicallId), phone, status: null, answer: given },
			answers: answers.length > 0 || given === null ? answers : [given],
			...{ durationSeconds: null, cost: null, hangupCause: null },
			...{ answeredAtIso: null, finishedAtIso: null, nextCallId: null, recordFilePath: null },
			parameters,
			raw: { ...parameters, call: omit(call, WITHHELD) },
		},
	};
}

/** The person's own parameters, which the service keeps as JSON text. */
function ownParameters(written: unknown): IDataObject {
	return asObject(
		typeof written === 'string' ? jsonParse(written, { fallbackValue: null }) : written,
	);
}

function idOf(given: unknown): number | string | null {
	return typeof given === 'number' || typeof given === 'string' ? given : null;
}

function keyOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
