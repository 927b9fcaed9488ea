import type { ZvonobotContext } from './context';
import type { ApiCall, Attempt } from './store/entities';

/** A call before it is placed. */
export type CallDraft = Omit<
	ApiCall,
	'id' | 'phone' | 'createdAt' | 'calls' | 'webhookSent' | 'webhookTry'
>;

/** Adds a call that the simulation then carries out. It has no attempt before its planned time. */
export function addCall(context: ZvonobotContext, phone: string, draft: CallDraft): ApiCall {
	const { store, clock } = context;
	const now = clock.unixSeconds();
	const isAhead = draft.plannedAt !== null && draft.plannedAt > now;
	const table = draft.madeFrom === 'template' ? store.templateCalls : store.apiCalls;
	const call = table.add({
		...draft,
		phone,
		createdAt: now,
		webhookSent: 0,
		webhookTry: 0,
		calls: isAhead ? [] : [newAttempt(context, now)],
	});
	store.underWay.add(call);
	return call;
}

/** An attempt that has not begun. @param now Unix seconds */
export function newAttempt({ store }: ZvonobotContext, now: number): Attempt {
	return {
		id: store.nextAttemptId(),
		status: 'created',
		ivrDigit: null,
		answers: [],
		actionIds: [],
		startedAt: null,
		answeredAt: null,
		managerStartedAt: null,
		managerAnsweredAt: null,
		finishedAt: null,
		toBlock: 0,
		nextCallId: null,
		hangupCause: null,
		managerStatus: null,
		recordFilePath: null,
		cost: 0,
		createdAt: now,
		updatedAt: now,
	};
}
