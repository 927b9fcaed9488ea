import { addCall, newAttempt } from '../addCall';
import { charge } from '../billing';
import type { ZvonobotContext } from '../context';
import type { ApiCall, Attempt } from '../store/entities';
import { tellStatus } from '../webhooks/events';
import { converse } from './conversation';
import { outcomeOf } from './outcome';

/**
 * Moves every call that is under way one status on, and notifies its webhook. A call stands still before its
 * planned time and as long as its audio or its template waits for a moderator. A step takes no notice of
 * hours and weekdays, so that tests need not wait for them.
 * @returns whether anything moved
 */
export function advanceOnce(context: ZvonobotContext): boolean {
	const moved = [...context.store.underWay].filter((call) => advanceCall(context, call));
	tellStatus(context, moved);
	return moved.length > 0;
}

function advanceCall(context: ZvonobotContext, call: ApiCall): boolean {
	const now = context.clock.unixSeconds();
	const attempt = call.calls.at(-1);
	switch (attempt?.status) {
		case undefined:
			if (call.plannedAt !== null && call.plannedAt > now) return false;
			call.calls.push(newAttempt(context, now));
			return true;
		case 'created':
			if ((call.plannedAt ?? 0) > now || waitsForModerator(context, call)) return false;
			attempt.status = 'processed';
			break;
		case 'processed':
			attempt.status = 'started';
			attempt.startedAt = now;
			break;
		case 'started':
			pickUp(context, call, attempt);
			break;
		case 'answered':
			finish(context, call, attempt);
			break;
		default:
			return false;
	}
	attempt.updatedAt = now;
	return true;
}

function waitsForModerator({ store }: ZvonobotContext, call: ApiCall): boolean {
	const { templateId, recordIds } = call;
	if (templateId !== null && store.templates.get(templateId)?.needModeration === 1) return true;
	return recordIds.some((id) => store.records.get(id)?.needModeration === 1);
}

function pickUp(context: ZvonobotContext, call: ApiCall, attempt: Attempt): void {
	const { status, ringSeconds, hangupCause } = outcomeOf(context, call);
	const pickedUpAt = (attempt.startedAt ?? 0) + ringSeconds;
	if (status === 'finished') {
		attempt.status = 'answered';
		attempt.answeredAt = pickedUpAt;
		return;
	}
	attempt.status = 'canceled';
	attempt.hangupCause = hangupCause;
	attempt.finishedAt = pickedUpAt;
	context.store.underWay.delete(call);
	repeatLater(context, call, attempt);
}

/** Calls once more, smartDelay minutes later, whoever did not pick up. */
function repeatLater(context: ZvonobotContext, call: ApiCall, attempt: Attempt): void {
	if (call.smartDelay === null || call.prevCallId !== null) return;
	const { id, phone, calls, createdAt, webhookSent, webhookTry, ...draft } = call;
	const plannedAt = (attempt.finishedAt ?? 0) + call.smartDelay * 60;
	attempt.nextCallId = addCall(context, phone, { ...draft, prevCallId: id, plannedAt }).id;
}

function finish(context: ZvonobotContext, call: ApiCall, attempt: Attempt): void {
	const { store, origin } = context;
	const { talkSeconds, hangupCause } = outcomeOf(context, call);
	attempt.status = 'finished';
	attempt.hangupCause = hangupCause;
	attempt.finishedAt = (attempt.answeredAt ?? 0) + talkSeconds;
	if (call.needRecording === 1) {
		store.recordings.set(attempt.id, talkSeconds);
		attempt.recordFilePath = `${origin}/storage/recordings/${attempt.id}`;
	}
	attempt.cost = converse(context, call, attempt, talkSeconds);
	charge(context, attempt.cost);
	store.underWay.delete(call);
}
